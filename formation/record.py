"""The training record of a member: the half-days she was at, and how long they lasted."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, DurationField, ExpressionWrapper, F, Sum

from formation.models import Attendance
from reseau.models import Member


@dataclass(frozen=True, slots=True)
class TrainingTime:
    """What closed attendances prove, over the years; `minutes` is their whole length."""

    half_days: int
    minutes: int


def training_time(member: Member) -> TrainingTime:
    """One query."""
    length = ExpressionWrapper(F("half_day__end") - F("half_day__start"), output_field=DurationField())
    attended = Attendance.objects.present().filter(enrolment__member=member)
    sums = attended.aggregate(half_days=Count("pk"), length=Sum(length))
    return TrainingTime(sums["half_days"], (sums["length"] or datetime.timedelta()) // datetime.timedelta(minutes=1))
