"""Half-days as the calendar of loans counts them: two a day, morning and afternoon, one after the other."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from formation.enums import DayPart
from reseau.wording import day_in_full

PARTS = (DayPart.MORNING, DayPart.AFTERNOON)
PART_CHOICES = [(part.value, part.label) for part in PARTS]
NOON = datetime.time(13)


@dataclass(frozen=True, slots=True)
class LoanHalf:
    """One half-day. `rank` counts half-days since a far past, so that the next one is one more."""

    rank: int

    @classmethod
    def of(cls, date: datetime.date, part: str) -> "LoanHalf":
        return cls(date.toordinal() * 2 + PARTS.index(DayPart(part)))

    @classmethod
    def now(cls) -> "LoanHalf":
        """Return the half-day under way: the afternoon lasts until midnight."""
        now = timezone.localtime()
        return cls.of(now.date(), DayPart.MORNING if now.time() < NOON else DayPart.AFTERNOON)

    def plus(self, count: int) -> "LoanHalf":
        return LoanHalf(self.rank + count)

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


@dataclass(frozen=True, slots=True)
class Span:
    """Half-days from the first to the last, both included."""

    first: LoanHalf
    last: LoanHalf

    def __len__(self) -> int:
        """Number of half-days; 0 if the last one is before the first."""
        return max(0, self.last.rank - self.first.rank + 1)

    @property
    def halves(self) -> list[LoanHalf]:
        return [LoanHalf(rank) for rank in range(self.first.rank, self.last.rank + 1)]

    def moved(self, count: int) -> "Span":
        return Span(self.first.plus(count), self.last.plus(count))

    @property
    def words(self) -> str:
        """« le mardi 3 mars 2026 (matin) », « du lundi 2 mars (matin) au mardi 3 mars 2026 (après-midi) »."""
        if self.first == self.last:
            return f"le {self.first.words}"
        if self.first.date == self.last.date:
            return f"le {day_in_full(self.first.date)} (journée)"
        pattern = "l j F" if self.first.date.year == self.last.date.year else "l j F Y"
        return f"du {day_in_full(self.first.date, pattern)} ({self.first.part.label}) au {self.last.words}"
