"""Half-days as loans and telework seats count them: two a day, morning and afternoon, one after the other.

Those of a session are rows of their own, with their hours and an evening (`formation.sessions.models.half_day`).
"""

import datetime
from dataclasses import dataclass

from django.db.models import Case, TimeField, Value, When
from django.utils import timezone

from formation.enums import DayPart
from reseau.texts.wording import day_in_full

PARTS = (DayPart.MORNING, DayPart.AFTERNOON)
PART_CHOICES = [(part.value, part.label) for part in PARTS]
NOON = datetime.time(13)
# The hours at which they begin and end, as calendars write them.
BEGINS = {DayPart.MORNING: datetime.time(9), DayPart.AFTERNOON: datetime.time(14)}
ENDS = {DayPart.MORNING: datetime.time(12), DayPart.AFTERNOON: datetime.time(18)}


@dataclass(frozen=True, slots=True)
class WorkingHalf:
    """One half-day. `rank` counts half-days since a far past, so that the next one is one more."""

    rank: int

    @classmethod
    def of(cls, date: datetime.date, part: str) -> "WorkingHalf":
        return cls(date.toordinal() * 2 + PARTS.index(DayPart(part)))

    @classmethod
    def now(cls) -> "WorkingHalf":
        """Return the half-day under way: the afternoon lasts until midnight."""
        now = timezone.localtime()
        return cls.of(now.date(), DayPart.MORNING if now.time() < NOON else DayPart.AFTERNOON)

    def plus(self, count: int) -> "WorkingHalf":
        return WorkingHalf(self.rank + count)

    @property
    def date(self) -> datetime.date:
        return datetime.date.fromordinal(self.rank // 2)

    @property
    def part(self) -> DayPart:
        return PARTS[self.rank % 2]

    @property
    def key(self) -> tuple[datetime.date, str]:
        return self.date, self.part.value

    @property
    def words(self) -> str:
        """« mardi 3 mars 2026 (matin) »."""
        return f"{day_in_full(self.date)} ({self.part.label})"

    @property
    def is_past(self) -> bool:
        """Whether it is over."""
        return self.rank < WorkingHalf.now().rank

    @property
    def has_begun(self) -> bool:
        return self.rank <= WorkingHalf.now().rank

    @property
    def begins_at(self) -> datetime.datetime:
        """The moment at which a calendar writes its beginning."""
        return self._at(BEGINS)

    @property
    def ends_at(self) -> datetime.datetime:
        """The moment at which a calendar writes its end."""
        return self._at(ENDS)

    def _at(self, hours: dict[DayPart, datetime.time]) -> datetime.datetime:
        return timezone.make_aware(datetime.datetime.combine(self.date, hours[self.part]))


def halves_of(day: datetime.date) -> tuple[WorkingHalf, WorkingHalf]:
    return WorkingHalf.of(day, DayPart.MORNING), WorkingHalf.of(day, DayPart.AFTERNOON)


def hour_of(part: str, hours: dict[DayPart, datetime.time]) -> Case:
    """Return the hour, of `BEGINS` or `ENDS`, of the half-day that the column `part` names: for the agenda."""
    return Case(
        When(**{part: DayPart.MORNING}, then=Value(hours[DayPart.MORNING])),
        default=Value(hours[DayPart.AFTERNOON]),
        output_field=TimeField(),
    )
