"""The search space of a date, as plain values: rooms, trainers, people who want to come, half-days of territories."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from formation.enums import DayPart
from formation.sessions.distance import Point
from reseau.enums import Weekday

# When a room or a trainer is taken: a date and a part of the day.
DayAndPart = tuple[datetime.date, str]
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
    busy: frozenset[DayAndPart] = frozenset()


@dataclass(frozen=True, slots=True)
class Trainer:
    """`weekdays`: usual days, any if empty. `days`: days on which they already train. `absences`: both ends
    included.
    """

    key: int
    name: str
    weekdays: frozenset[int] = frozenset()
    busy: frozenset[DayAndPart] = frozenset()
    days: frozenset[datetime.date] = frozenset()
    absences: tuple[tuple[datetime.date, datetime.date], ...] = ()

    def is_free(self, moments: tuple[DayAndPart, ...]) -> bool:
        if not self.busy.isdisjoint(moments):
            return False
        return not any(first <= day <= last for day, _ in moments for first, last in self.absences)


@dataclass(frozen=True, slots=True)
class Wisher:
    """A member who wants the training: where they would come from, when they would like to come."""

    point: Point | None = None
    weekdays: frozenset[int] = frozenset()
    parts: frozenset[str] = frozenset()
    territory: int | None = None


@dataclass(frozen=True, slots=True)
class SearchSpace:
    """Facts that the search needs. `half_days_by_territory`: counts by year and territory, drafts included. `seats` and
    `workstations`: numbers wanted. `wanted_by`: the territory whose people the date is for, of everybody who waits
    (`voices`: their number by territory); None for all of them.
    """

    first: datetime.date
    last: datetime.date
    half_days: int
    seats: int
    workstations: int
    rooms: tuple[Room, ...]
    trainers: tuple[Trainer, ...] = ()
    wishers: tuple[Wisher, ...] = ()
    territories: dict[int, str] = field(default_factory=dict)
    half_days_by_territory: dict[tuple[int, int], int] = field(default_factory=dict)
    wanted_by: int | None = None
    voices: dict[int | None, int] = field(default_factory=dict)

    @property
    def last_weekday(self) -> Weekday:
        wants_saturday = any(Weekday.SATURDAY in wisher.weekdays for wisher in self.wishers)
        return Weekday.SATURDAY if wants_saturday else Weekday.FRIDAY

    @property
    def parts(self) -> tuple[str, ...]:
        """Parts of the day for a single half-day."""
        evening = DayPart.EVENING.value
        return (*FULL_DAY, evening) if any(evening in wisher.parts for wisher in self.wishers) else FULL_DAY

    def spans(self) -> Iterator[tuple[DayAndPart, ...]]:
        """Yield every placement of the half-days on consecutive days of one week, from `first` to `last`.

        A single half-day may be in the morning or the afternoon; a longer training begins in the morning. Saturdays and
        evenings are used only if somebody asked for them, such as volunteers.
        """
        day, last_weekday, parts = self.first, self.last_weekday, self.parts
        while day <= self.last:
            if self.half_days == 1:
                if day.weekday() <= last_weekday:
                    yield from (((day, part),) for part in parts)
            elif moments := moments_from(day, self.half_days, last_weekday=last_weekday):
                yield moments
            day += datetime.timedelta(days=1)


def moments_from(
    day: datetime.date, half_days: int, *, last_weekday: Weekday = Weekday.FRIDAY
) -> tuple[DayAndPart, ...]:
    """Return morning, afternoon, morning… from `day`; empty if it goes beyond `last_weekday`."""
    days = -(-half_days // 2)
    if day.weekday() + days - 1 > last_weekday:
        return ()
    return tuple((day + datetime.timedelta(days=number // 2), FULL_DAY[number % 2]) for number in range(half_days))
