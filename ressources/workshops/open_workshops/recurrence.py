"""Days on which a workshop comes back: each week, every two weeks, or each month by the rank of its weekday.

Days alone, never moments: 14 h stays 14 h whatever the clocks do.
"""

import datetime
from calendar import monthrange
from collections.abc import Iterator
from itertools import count, takewhile

from ressources.workshops.enums import Recurrence

MOST_DATES = 53
WEEK = datetime.timedelta(days=7)
STEPS = {Recurrence.WEEKLY: WEEK, Recurrence.FORTNIGHTLY: 2 * WEEK}
# From that day of the month on, a weekday is the last of its month rather than the fifth, which most months lack.
LAST_RANK_FROM = 29
RANKS = ("premier", "deuxième", "troisième", "quatrième", "dernier")


def days_of(first: datetime.date, rhythm: Recurrence, until: datetime.date) -> list[datetime.date]:
    """Return the days from `first` to `until`, both included, `MOST_DATES` at most."""
    days = takewhile(lambda day: day <= until, _days(first, rhythm))
    return [day for _, day in zip(range(MOST_DATES), days, strict=False)]


def _days(first: datetime.date, rhythm: Recurrence) -> Iterator[datetime.date]:
    if rhythm == Recurrence.MONTHLY:
        yield from (_same_rank(first, month) for month in count(first.year * 12 + first.month - 1))
    else:
        yield from (first + STEPS[rhythm] * rank for rank in count())


def _same_rank(first: datetime.date, months: int) -> datetime.date:
    """Return the day of the same weekday and rank in a month counted from year 0."""
    year, month = months // 12, months % 12 + 1
    length = monthrange(year, month)[1]
    earliest = length - 6 if first.day >= LAST_RANK_FROM else rank_of(first) * 7 + 1
    day = datetime.date(year, month, earliest)
    return day + datetime.timedelta(days=(first.weekday() - day.weekday()) % 7)


def rank_of(day: datetime.date) -> int:
    """Return 0 for the first weekday of its kind in the month; 4 stands for the last one."""
    return (day.day - 1) // 7
