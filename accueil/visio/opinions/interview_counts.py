"""Interviews of a place and a partner in a month: those seen, and those whose outcome is not noted yet."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from accueil.visio.appointments.enums import AppointmentState
from accueil.visio.appointments.models import Appointment
from accueil.visio.partners.enums import PartnerState
from accueil.visio.partners.models import Partner
from reseau.places.models.epm import EPM


def month_of(day: datetime.date) -> datetime.date:
    """Return the first day of the month."""
    return day.replace(day=1)


def following_month(month: datetime.date) -> datetime.date:
    return (month + datetime.timedelta(days=31)).replace(day=1)


@dataclass(frozen=True, slots=True)
class InterviewCounts:
    """`seen`: interviews that were held; `unnoted`: their day has come, and nobody has said what became of them."""

    seen: int
    unnoted: int


def interviews_of(epm: EPM, partner: Partner, month: datetime.date) -> InterviewCounts:
    """Return the counts of a month. One query."""
    held = Appointment.objects.filter(
        room__epm=epm, partner=partner, day__gte=month, day__lt=following_month(month)
    ).order_by()
    is_unnoted = Q(state=AppointmentState.BOOKED, day__lte=timezone.localdate())
    return InterviewCounts(
        **held.aggregate(
            seen=Count("pk", filter=Q(state=AppointmentState.SEEN)), unnoted=Count("pk", filter=is_unnoted)
        )
    )


def received_partners(epm: EPM) -> QuerySet[Partner]:
    """Return the partners that the rooms of a place receive, or have received in an appointment."""
    here = Q(slots__room__epm=epm) | Q(appointments__room__epm=epm)
    return Partner.objects.filter(here, state=PartnerState.OPEN).distinct()
