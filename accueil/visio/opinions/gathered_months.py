"""How many opinions a place gathered, beside its interviews: numbers without any answer."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, DateField
from django.db.models.functions import TruncMonth

from accueil.visio.appointments.enums import AppointmentState
from accueil.visio.appointments.models import Appointment
from accueil.visio.opinions.models import OpinionMonth
from accueil.visio.partners.models import Partner
from reseau.places.models.epm import EPM


@dataclass(frozen=True, slots=True)
class GatheredMonth:
    """`seen`: interviews held in the month; `received`: opinions on them."""

    month: datetime.date
    partner: str
    seen: int
    received: int


def gathered_at(epm: EPM, since: datetime.date) -> list[GatheredMonth]:
    """Return the months of a place since the first day of one, the latest first, partner by partner. Three queries."""
    held = Appointment.objects.filter(room__epm=epm, state=AppointmentState.SEEN, day__gte=since).order_by()
    by_month = held.annotate(month=TruncMonth("day", output_field=DateField())).values_list("month", "partner")
    seen = {(month, partner): count for month, partner, count in by_month.annotate(count=Count("pk"))}
    months = OpinionMonth.objects.filter(epm=epm, month__gte=since).order_by()
    received = {(month, partner): count for month, partner, count in months.values_list("month", "partner", "received")}
    keys = seen.keys() | {key for key, count in received.items() if count}
    names = dict(Partner.objects.filter(pk__in={partner for _, partner in keys}).values_list("pk", "short_name"))
    rows = [
        GatheredMonth(month, names[partner], seen.get((month, partner), 0), received.get((month, partner), 0))
        for month, partner in keys
    ]
    return sorted(sorted(rows, key=lambda row: row.partner), key=lambda row: row.month, reverse=True)
