"""On which days a slot is open: each week, but on public holidays, on days that it closes or that the place closes."""

import datetime
from collections.abc import Collection, Iterable

from reseau.places.opening_hours.holidays import holiday_of
from reseau.places.opening_hours.hours import ExceptionalHours

WEEK = datetime.timedelta(days=7)


def open_days(
    *,
    weekday: int,
    begins: datetime.time,
    ends: datetime.time,
    since: datetime.date,
    until: datetime.date,
    closed: Collection[datetime.date] = (),
    exceptions: Iterable[ExceptionalHours] = (),
) -> list[datetime.date]:
    """Return the open days from `since` to `until`, both included, in order.

    `closed`: days on which the slot is not open. `exceptions`: days on which the place does not open as in other weeks;
    a slot stays open on one of them only if the place is open for the whole of it.
    """
    exceptions = list(exceptions)
    first = since + datetime.timedelta(days=(weekday - since.weekday()) % 7)
    count = (until - first).days // 7 + 1
    days = (first + rank * WEEK for rank in range(max(count, 0)))
    return [
        day
        for day in days
        if day not in closed and not holiday_of(day) and place_is_open(day, begins, ends, exceptions)
    ]


def place_is_open(
    day: datetime.date, begins: datetime.time, ends: datetime.time, exceptions: Iterable[ExceptionalHours]
) -> bool:
    """Whether no exceptional hours close the place on that day, between these times."""
    first, last = minutes_of(begins), minutes_of(ends)
    return all(
        any(hours.opens <= first and last <= hours.closes for hours in exception.ranges)
        for exception in exceptions
        if exception.first <= day <= exception.last
    )


def minutes_of(time: datetime.time) -> int:
    """Return the minutes since midnight."""
    return time.hour * 60 + time.minute
