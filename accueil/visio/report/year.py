"""The days of a report: a year up to today, the same days of the year before, whole months of opinions."""

import datetime
from dataclasses import dataclass

from reseau.texts.wording import day_in_full

# The first video desks of the network.
FIRST_YEAR = 2008


@dataclass(frozen=True, slots=True)
class ReportedYear:
    """`year` up to `today`, or whole if it is over."""

    year: int
    today: datetime.date

    @property
    def first(self) -> datetime.date:
        return datetime.date(self.year, 1, 1)

    @property
    def last(self) -> datetime.date:
        return min(datetime.date(self.year, 12, 31), self.today)

    @property
    def end_of_opinions(self) -> datetime.date:
        """Return the first day of the month whose opinions are not told yet: that of today, or of the next year."""
        return min(datetime.date(self.year + 1, 1, 1), self.today.replace(day=1))

    @property
    def before(self) -> "ReportedYear":
        """Return the same days of the year before; 28 February stands for the 29th."""
        day = 28 if (self.last.month, self.last.day) == (2, 29) else self.last.day
        return ReportedYear(self.year - 1, self.last.replace(year=self.year - 1, day=day))

    @property
    def months(self) -> list[datetime.date]:
        """Return the first day of each month that has begun."""
        return [datetime.date(self.year, month, 1) for month in range(1, self.last.month + 1)]

    @property
    def words(self) -> str:
        """« Du 1er janvier au 30 novembre 2026 », « 2025 »."""
        if self.last == datetime.date(self.year, 12, 31):
            return f"Année {self.year}"
        return f"Du 1er janvier au {day_in_full(self.last, 'j F Y')}"


def has_report(year: int, today: datetime.date) -> bool:
    return FIRST_YEAR <= year <= today.year
