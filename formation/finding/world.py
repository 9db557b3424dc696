"""What the search for a date knows: rooms, trainers, those who wish to come, what each territory had. Plain values."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from formation.distance import Point
from formation.enums import DayPart
from reseau.enums import Weekday

# A half-day as rooms and trainers are taken: a date and a part of the day.
Moment = tuple[datetime.date, str]
FULL_DAY = (DayPart.MORNING.value, DayPart.AFTERNOON.value)
MOST_HALF_DAYS = 10


@dataclass(frozen=True, slots=True)
class Room:
    key: int
    name: str
    commune: str
    territory: int
    point: Point
    seats: int
    workstations: int
    market_days: frozenset[int] = frozenset()
    busy: frozenset[Moment] = frozenset()


@dataclass(frozen=True, slots=True)
class Trainer:
    """`weekdays`: her usual days, any if empty; `days`: those on which she trains already; `away`: when she cannot."""

    key: int
    name: str
    weekdays: frozenset[int] = frozenset()
    busy: frozenset[Moment] = frozenset()
    days: frozenset[datetime.date] = frozenset()
    away: tuple[tuple[datetime.date, datetime.date], ...] = ()

    def is_free(self, moments: tuple[Moment, ...]) -> bool:
        if not self.busy.isdisjoint(moments):
            return False
        return not any(first <= day <= last for day, _ in moments for first, last in self.away)


@dataclass(frozen=True, slots=True)
class Wisher:
    """Somebody who wants the training: where she would come from, when she would rather come."""

    point: Point | None = None
    weekdays: frozenset[int] = frozenset()
    parts: frozenset[str] = frozenset()
    territory: int | None = None


@dataclass(frozen=True, slots=True)
class World:
    """`held`: half-days of a year in a territory; `seats` and `workstations`: how many are wanted."""

    first: datetime.date
    last: datetime.date
    half_days: int
    seats: int
    workstations: int
    rooms: tuple[Room, ...]
    trainers: tuple[Trainer, ...] = ()
    wishers: tuple[Wisher, ...] = ()
    territories: dict[int, str] = field(default_factory=dict)
    held: dict[tuple[int, int], int] = field(default_factory=dict)

    def spans(self) -> Iterator[tuple[Moment, ...]]:
        """Every way of laying the half-days on working days in a row, within one week, from `first` to `last`.

        A training of one half-day may be given in the morning or in the afternoon; a longer one begins in the morning.
        """
        day = self.first
        while day <= self.last:
            if self.half_days == 1:
                if day.weekday() <= Weekday.FRIDAY:
                    yield from (((day, part),) for part in FULL_DAY)
            elif moments := moments_from(day, self.half_days):
                yield moments
            day += datetime.timedelta(days=1)


def moments_from(day: datetime.date, half_days: int) -> tuple[Moment, ...]:
    """Morning, afternoon, morning… from `day`; nothing if that would reach the week-end."""
    days = -(-half_days // 2)
    if day.weekday() + days - 1 > Weekday.FRIDAY:
        return ()
    return tuple((day + datetime.timedelta(days=number // 2), FULL_DAY[number % 2]) for number in range(half_days))
