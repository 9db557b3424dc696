"""Tallies by place, partner and month. A constant number of queries, whatever the number of appointments."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Count, DateField, DurationField, ExpressionWrapper, F, Q, Sum
from django.db.models.functions import TruncDate, TruncMonth

from accueil.emission_factors.factor_history import FactorHistory
from accueil.visio.appointments.enums import HOLDING, AppointmentState
from accueil.visio.appointments.models import Appointment
from accueil.visio.report.interview_tally import InterviewTally, with_emissions
from accueil.visio.slots.models import SlotDay


@dataclass(frozen=True, slots=True, order=True)
class InterviewCell:
    """Keys of a place and a partner; the first day of a month."""

    epm: int
    partner: int
    month: datetime.date


Cells = Mapping[InterviewCell, InterviewTally]
# The first day and the last one.
Span = tuple[datetime.date, datetime.date]
MONTH = TruncMonth("day", output_field=DateField())
DELAY = ExpressionWrapper(F("day") - TruncDate("booked"), output_field=DurationField())
LENGTH = ExpressionWrapper(F("slot__ends") - F("slot__begins"), output_field=DurationField())


def read_cells(*spans: Span, history: FactorHistory, within: Q | None = None) -> Cells:
    """Return the tallies of the days of some spans. `within`: a condition on `room__epm`. Two queries."""
    days, within = _in_days(spans), within or Q()
    cells: dict[InterviewCell, InterviewTally] = defaultdict(InterviewTally)
    for row in _appointments(days & within):
        key = InterviewCell(row.pop("room__epm"), row.pop("partner"), row.pop("month"))
        row["delay_days"] = row["delay_days"].days if row["delay_days"] else 0
        numbers = {name: value or 0 for name, value in row.items()}
        cells[key] += InterviewTally(**numbers, **with_emissions(numbers["kilometres"], history, key.month))
    for epm, partner, month, length in _open_days(days, within):
        cells[InterviewCell(epm, partner, month)] += InterviewTally(opened_minutes=int(length.total_seconds()) // 60)
    return dict(cells)


def _in_days(spans: Iterable[Span]) -> Q:
    return reduce(or_, (Q(day__gte=first, day__lte=last) for first, last in spans))


def _appointments(condition: Q):
    states = AppointmentState
    seen = Q(state=states.SEEN)
    counted = {
        "seen": seen,
        "excused": Q(state=states.EXCUSED),
        "cancelled": Q(state=states.CANCELLED),
        "no_show": Q(state=states.NO_SHOW),
        "unnoted": Q(state=states.BOOKED),
        "with_documents": seen & Q(has_documents=True),
        "measured": seen & Q(kilometres__isnull=False),
    }
    rows = Appointment.objects.filter(condition).order_by()
    return rows.values("room__epm", "partner", month=MONTH).annotate(
        **{name: Count("pk", filter=condition) for name, condition in counted.items()},
        delay_days=Sum(DELAY, filter=seen),
        real_minutes=Sum("real_minutes", filter=seen),
        kilometres=Sum("kilometres", filter=seen),
        taken_minutes=Sum("minutes", filter=Q(state__in=HOLDING)),
    )


def _open_days(condition: Q, within: Q):
    """Return (place, partner, month, length) of the slots that were open."""
    on_slots = Q(**{f"slot__{path}": value for path, value in within.children}) if within else Q()
    days = SlotDay.objects.filter(condition, on_slots).order_by()
    grouped = days.values("slot__room__epm", "slot__partner", month=MONTH).annotate(length=Sum(LENGTH))
    return grouped.values_list("slot__room__epm", "slot__partner", "month", "length")


def added_by(cells: Cells, part: Callable[[InterviewCell], object]) -> dict[object, InterviewTally]:
    """Return the tallies added up by a part of their key."""
    sums: dict[object, InterviewTally] = defaultdict(InterviewTally)
    for key, tally in cells.items():
        sums[part(key)] += tally
    return dict(sums)
