"""Notices about a visit: entrusted, moved, cancelled, handed in."""

from alertes.channels.facts.registry import fact_about
from alertes.channels.notices.services import notify
from qualite.declarations.events import CHARTER_NEWS
from qualite.labelling.self_assessment.people import coordination, team_of
from qualite.labelling.visits.models import Visit
from reseau.people.members.models.member import Member
from reseau.texts.elision import of_place, the_place
from reseau.texts.wording import day_in_full


def notify_planned(visit: Visit, *, by: Member) -> None:
    """Tell the visitor and the team the day and the hour; a day that moves is told again."""
    file, when = visit.assessment, f"{day_in_full(visit.date)}, {visit.hours}"
    # Each change has its own: a visit may come back to a day that was told before.
    key = f"charter:{file.pk}:visit:{visit.pk}:{visit.changed:%Y%m%d%H%M%S%f}"
    shared = {"exclude": by, "url": file.get_absolute_url(), "kind": CHARTER_NEWS}
    shared["fact"] = fact_about("visit", visit.pk)
    if visit.visitor:
        text = f"Vous visitez {the_place(file.epm)} pour la charte\u00a0: {when}."
        notify(members=[visit.visitor], key=f"{key}:visitor", text=text, **shared)
    text = f"Votre lieu reçoit une visite de la charte\u00a0: {when}, par {visit.visitor}."
    notify(members=team_of(file), key=f"{key}:team", text=text, **shared)


def notify_cancelled(visit: Visit, *, by: Member) -> None:
    file = visit.assessment
    members = [*team_of(file), *filter(None, [visit.visitor])]
    notify(
        members=members,
        exclude=by,
        key=f"charter:{file.pk}:visit:{visit.pk}:cancelled",
        text=f"La visite {of_place(file.epm)} prévue {day_in_full(visit.date)} est annulée.",
        url=file.get_absolute_url(),
        kind=CHARTER_NEWS,
        fact=fact_about("visit", visit.pk),
    )


def notify_held(visit: Visit, *, by: Member) -> None:
    file = visit.assessment
    shared = {"exclude": by, "url": file.get_absolute_url(), "kind": CHARTER_NEWS}
    shared["fact"] = fact_about("visit", visit.pk)
    key = f"charter:{file.pk}:visit:{visit.pk}:held"
    text = f"La visite {of_place(file.epm)} est rendue\u00a0: le dossier attend votre décision."
    notify(members=coordination(), key=f"{key}:coordination", text=text, **shared)
    text = "La personne qui a visité votre lieu a rendu ses observations."
    notify(members=team_of(file), key=f"{key}:team", text=text, **shared)
