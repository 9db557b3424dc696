"""Bodies of the demo that take tickets: ten places, a training body, a place whose approval is over."""

import datetime
from collections.abc import Sequence

from django.utils import timezone

from accueil.declic.bodies.enums import BodyKind
from accueil.declic.bodies.models import TicketBody
from accueil.declic.bodies.services import add_body, end_approval
from alertes.channels.notices.services import forget
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM

PLACES = 10
TRAINING_BODY = "Organisme de formation du Causse (fictif)"
SINCE = datetime.timedelta(days=300)


def build_ticket_bodies(*, animators: Sequence[Member], coordinator: Member) -> list[TicketBody]:
    """Approve the places of the first animators, in order, and return them; a training body and a past one besides."""
    starts_on = timezone.localdate() - SINCE
    epms = _places_of(animators)[: PLACES + 1]
    bodies = [add_body(kind=BodyKind.EPM, epm=epm, starts_on=starts_on, by=coordinator) for epm in epms]
    add_body(kind=BodyKind.TRAINING, epm=epms[1], name=TRAINING_BODY, starts_on=starts_on, by=coordinator)
    closed = bodies.pop()
    end_approval(approval=closed.approvals.get(), ends_on=timezone.localdate() - SINCE / 3, by=coordinator)
    for body in TicketBody.objects.all():
        forget(about=f"ticket-body:{body.pk}")
    return bodies


def _places_of(animators: Sequence[Member]) -> list[EPM]:
    places: dict[int, EPM] = {}
    for member in animators:
        epm = member.main_position.epm
        places.setdefault(epm.pk, epm)
    return list(places.values())
