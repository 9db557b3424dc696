"""Sections of the page of an EPM: whom one meets there by video, its télécentre, whether it takes tickets déclic."""

import datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from accueil.declic.bodies.models import TicketBody
from accueil.telework.seats.models import Telecentre
from accueil.visio.slots.models import SlotDay
from reseau.permissions import is_network_member
from reseau.places.models.epm import EPM
from reseau.places.permissions import may_edit_epm
from reseau.web.queries.compiled_query import CompiledQuery

SHOWN = 6


def visio_days_at(epm: EPM) -> QuerySet[SlotDay]:
    return SlotDay.objects.to_come().bookable().filter(slot__room__epm=epm).select_related("slot__partner")[:SHOWN]


VISIO_DAYS = CompiledQuery(visio_days_at)


def video_desk(request, epm) -> tuple[str, dict] | None:
    """One query. A place without slots shows nothing, but to those who keep it."""
    days = VISIO_DAYS.rows(epm=epm)
    keeps = is_network_member(request.user) and may_edit_epm(request.user, epm)
    return (
        ("accueil/visio/slots/_epm_visio.html", {"epm": epm, "days": days, "keeps": keeps}) if days or keeps else None
    )


def telecentre_of(epm: EPM) -> QuerySet[Telecentre]:
    seats = Count("telework_seats", filter=Q(telework_seats__is_in_use=True))
    return Telecentre.objects.filter(epm=epm).annotate(seats=seats)


TELECENTRE = CompiledQuery(telecentre_of)


def telework(request, epm) -> tuple[str, dict] | None:
    """One query. A place without a télécentre shows nothing, but to those who keep it."""
    telecentre = next(iter(TELECENTRE.rows(epm=epm)), None)
    keeps = is_network_member(request.user) and may_edit_epm(request.user, epm)
    is_open = telecentre is not None and telecentre.is_open
    if not (is_open or keeps):
        return None
    context = {"telecentre": telecentre, "epm": epm, "seats": telecentre.seats if telecentre else 0, "keeps": keeps}
    if telecentre:
        telecentre.epm = epm
    return "accueil/telework/seats/_epm_seats.html", context


def bodies_of(epm: EPM, day: datetime.date) -> QuerySet[TicketBody]:
    return TicketBody.objects.approved_on(day).filter(epm=epm)


BODIES = CompiledQuery(bodies_of)


def tickets_of_place(request, epm) -> tuple[str, dict] | None:
    """One query, for members. A place that takes no ticket shows nothing."""
    if not is_network_member(request.user):
        return None
    bodies = BODIES.rows(epm=epm, day=timezone.localdate())
    if not bodies:
        return None
    for body in bodies:
        body.epm = epm
    context = {"bodies": bodies, "works_here": epm.pk in request.user.epm_ids}
    return "accueil/declic/bodies/_epm_tickets.html", context


SECTIONS = (video_desk, telework, tickets_of_place)
