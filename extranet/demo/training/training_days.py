"""The days of the demo's trainings, computed from today: two past years, this one, and the first dates of the next.

Each year has the same days, six of them for certain. The sessions around today are the six others of their year: one
whose attendance is still open, and five to come soon. A year that lacks some of them gets its own days instead, so
that it has sixteen days in all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from formation.enums import DayPart
from formation.sessions.half_day_rules import Slot
from reseau.enums import Weekday
from reseau.places.opening_hours.holidays import holiday_of, school_holidays_of

SHORT, LONG = 1, 2  # days
# Month, day of the month, length. No two are three months apart, so that there is always a session to evaluate.
FIXED = ((1, 20, SHORT), (3, 10, LONG), (5, 19, SHORT), (6, 30, SHORT), (9, 15, LONG), (11, 5, SHORT))
SPARE = {SHORT: ((4, 2), (10, 8), (11, 24), (2, 3)), LONG: ((6, 9), (12, 1))}
# Days after the session before, the first one after today.
COMING = ((4, SHORT), (2, LONG), (5, SHORT), (2, LONG), (5, SHORT))
# The first year had fewer sessions.
FIRST_SPARE = {SHORT: 2, LONG: 1}
FURTHEST = timedelta(days=190)


@dataclass(frozen=True, slots=True, order=True)
class TrainingDays:
    """Days of a session: `rank` tells which training of this length it gives."""

    first: date
    length: int
    rank: int

    @property
    def last(self) -> date:
        return self.first + timedelta(days=self.length - 1)

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(days=number) for number in range(self.length))


class TrainingCalendar:
    """Sessions by state: `past` ones, oldest first, `late` (attendance not closed), `coming` soon, `later` ones."""

    def __init__(self, today: date) -> None:
        self.today, self.taken_days = today, set()
        self.late = self._take(today - timedelta(days=1), SHORT, len(_ranks(SHORT)), step=-1)
        self.coming = list(self._coming())
        self.past, self.later = [], []
        for year in range(today.year - 2, today.year + 2):
            for month, day, length, rank in self._usual(year):
                self._place(date(year, month, day), length, rank)
        self.past.sort()
        self.later.sort()

    @property
    def around(self) -> list[TrainingDays]:
        return [self.late, *self.coming]

    def free_day(self, day: date) -> date:
        """Return `day`, or the next one on which a session can be held."""
        return self._take(day, SHORT, 0).first

    def _coming(self) -> Iterator[TrainingDays]:
        day, ranks = self.today, {SHORT: len(_ranks(SHORT)) + 1, LONG: len(_ranks(LONG))}
        for days_after, length in COMING:
            days = self._take(day + timedelta(days=days_after), length, ranks[length])
            ranks[length] += 1
            day = days.last
            yield days

    def _usual(self, year: int) -> Iterator[tuple[int, int, int, int]]:
        """Month, day, length and rank of the sessions of `year` that are not around today."""
        ranks = {SHORT: 0, LONG: 0}
        for month, day, length in FIXED:
            yield month, day, length, ranks[length]
            ranks[length] += 1
        if year > self.today.year:
            return
        for length, days in SPARE.items():
            around_count = sum(session.length == length and session.first.year == year for session in self.around)
            count = FIRST_SPARE[length] if year == self.today.year - 2 else len(days) - around_count
            for rank, (month, day) in enumerate(days[:count]):
                yield month, day, length, ranks[length] + rank

    def _place(self, day: date, length: int, rank: int) -> None:
        """Put a session on `day`, unless it is too far ahead; one that would run today comes after the others."""
        if day > self.today + FURTHEST:
            return
        if day <= self.today < day + timedelta(days=7):
            day = self.coming[-1].last + timedelta(days=2)
        days = self._take(day, length, rank)
        (self.past if days.last < self.today else self.later).append(days)

    def _take(self, day: date, length: int, rank: int, *, step: int = 1) -> TrainingDays:
        """Take the first free days of `length` on which trainings are held, from `day` on or backwards."""
        while not all(self._is_free(each) for each in TrainingDays(day, length, rank)):
            day += timedelta(days=step)
        days = TrainingDays(day, length, rank)
        self.taken_days.update(days)
        return days

    def _is_free(self, day: date) -> bool:
        is_working_day = day.weekday() <= Weekday.FRIDAY and not holiday_of(day) and not school_holidays_of(day)
        return is_working_day and day not in self.taken_days


def _ranks(length: int) -> list[int]:
    return [rank for rank, (_, _, fixed_length) in enumerate(FIXED) if fixed_length == length]


def slots_from(first_day: date, half_days: int) -> list[Slot]:
    parts = [DayPart.MORNING, DayPart.AFTERNOON]
    return [Slot.usual(first_day + timedelta(days=index // 2), parts[index % 2]) for index in range(half_days)]


def moment(day: date, hour: int = 9) -> datetime:
    """Return that hour of the day, or now if it is still to come."""
    return min(timezone.make_aware(datetime.combine(day, time(hour))), timezone.now())
