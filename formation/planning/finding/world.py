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

    @property
    def last_weekday(self) -> Weekday:
        asks = any(Weekday.SATURDAY in wisher.weekdays for wisher in self.wishers)
        return Weekday.SATURDAY if asks else Weekday.FRIDAY

    @property
    def parts(self) -> tuple[str, ...]:
        """Those of a single half-day."""
        evening = DayPart.EVENING.value
        return (*FULL_DAY, evening) if any(evening in wisher.parts for wisher in self.wishers) else FULL_DAY

    def spans(self) -> Iterator[tuple[Moment, ...]]:
        """Every way of laying the half-days on days in a row, within one week, from `first` to `last`.

        A training of one half-day may be given in the morning or in the afternoon; a longer one begins in the morning.
        Saturdays and evenings are for those who ask for them, volunteers most of all: without them, nobody's.
        """
        day, last, parts = self.first, self.last_weekday, self.parts
        while day <= self.last:
            if self.half_days == 1:
                if day.weekday() <= last:
                    yield from (((day, part),) for part in parts)
            elif moments := moments_from(day, self.half_days, last=last):
                yield moments
            day += datetime.timedelta(days=1)


def moments_from(day: datetime.date, half_days: int, *, last: Weekday = Weekday.FRIDAY) -> tuple[Moment, ...]:
    """Morning, afternoon, morning… from `day`; nothing if that would go beyond the day `last` of the week."""
    days = -(-half_days // 2)
    if day.weekday() + days - 1 > last:
        return ()
    return tuple((day + datetime.timedelta(days=number // 2), FULL_DAY[number % 2]) for number in range(half_days))
