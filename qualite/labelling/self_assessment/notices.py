"""Notices about a file: it is submitted, for who chooses the visitor."""

from alertes.channels.facts.registry import fact_about
from alertes.channels.notices.services import notify
from qualite.declarations.events import CHARTER_NEWS
from qualite.labelling.self_assessment.models.assessment import Assessment
from qualite.labelling.self_assessment.people import watchers_of
from reseau.people.members.models.member import Member
from reseau.texts.elision import of_place


def notify_submitted(assessment: Assessment, *, by: Member) -> None:
    notify(
        members=watchers_of(assessment),
        exclude=by,
        key=f"charter:{assessment.pk}:submitted:{assessment.number}",
        text=f"Le dossier {of_place(assessment.epm)} est envoyé\u00a0: choisissez qui visitera.",
        url=assessment.get_absolute_url(),
        kind=CHARTER_NEWS,
        fact=fact_about("assessment", assessment.pk),
    )
