"""Notices about a file: it is submitted, for who chooses the visitor."""

from alertes.notices.services import notify
from qualite.events import CHARTER_NEWS
from qualite.self_assessment.models.assessment import Assessment
from qualite.self_assessment.people import watchers_of
from reseau.elision import of_place
from reseau.members.models.member import Member


def notify_submitted(assessment: Assessment, *, by: Member) -> None:
    notify(
        members=watchers_of(assessment),
        exclude=by,
        key=f"charter:{assessment.pk}:submitted:{assessment.number}",
        text=f"Le dossier {of_place(assessment.epm)} est envoyé\u00a0: choisissez qui visitera.",
        url=assessment.get_absolute_url(),
        kind=CHARTER_NEWS,
    )
