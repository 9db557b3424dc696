"""The clock of working days: it runs from Monday to Friday, night and day, and stands still on public holidays.

School holidays do not stop it (docs/adr/0056-clock-of-questions.md). Hours are those of the wall: a day is a day when
the clocks change.
"""

import datetime

from django.utils import timezone

from reseau.places.opening_hours.holidays import holiday_of

A_DAY = datetime.timedelta(days=1)
SATURDAY = 5


def is_working_day(day: datetime.date) -> bool:
    return day.weekday() < SATURDAY and not holiday_of(day)


def add_working_days(moment: datetime.datetime, count: int) -> datetime.datetime:
    """Return the moment when `count` working days have passed: the same hour of a later working day.

    From a day off, the clock starts with the next working day.
    """
    local = _start(timezone.make_naive(moment))
    for _ in range(count):
        local += A_DAY
        while not is_working_day(local.date()):
            local += A_DAY
    return timezone.make_aware(local)


def working_time(start: datetime.datetime, end: datetime.datetime) -> datetime.timedelta:
    """Return the time from `start` to `end` without the days off; nothing if `end` comes first."""
    first, last = timezone.make_naive(start), timezone.make_naive(end)
    if last <= first:
        return datetime.timedelta()
    day, total = first.date(), datetime.timedelta()
    while day <= last.date():
        if is_working_day(day):
            midnight = datetime.datetime.combine(day, datetime.time.min)
            total += min(last, midnight + A_DAY) - max(first, midnight)
        day += A_DAY
    return total


def _start(local: datetime.datetime) -> datetime.datetime:
    """Return `local`, or the first moment of the next working day if it is on a day off."""
    if is_working_day(local.date()):
        return local
    while not is_working_day(local.date()):
        local += A_DAY
    return datetime.datetime.combine(local.date(), datetime.time.min)
