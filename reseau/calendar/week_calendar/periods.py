"""A week and a day of the agenda: what an address asks for, the periods before and after, their words."""

import datetime
import re
from dataclasses import dataclass

from django.utils import timezone

from reseau.calendar.agenda.month import MONTHS_AHEAD, MONTHS_BACK, Month
from reseau.texts.wording import day_in_full

WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
ONE_DAY = datetime.timedelta(days=1)
ONE_WEEK = datetime.timedelta(days=7)


def read_day(text: str) -> datetime.date:
    """Return the day written « 2026-03-12 »; today if it is no day, or one beyond the months of the agenda."""
    today = timezone.localdate()
    try:
        day = datetime.date.fromisoformat(text) if WRITTEN.fullmatch(text) else today
    except ValueError:
        return today
    return day if is_shown(day) else today


def is_shown(day: datetime.date) -> bool:
    """Whether the agenda goes back and ahead so far."""
    now = Month.of(timezone.localdate())
    return now.plus(-MONTHS_BACK).first_day <= day <= now.plus(MONTHS_AHEAD).last_day


@dataclass(frozen=True, slots=True)
class CalendarWeek:
    """Seven days from Monday."""

    first: datetime.date

    @classmethod
    def of(cls, day: datetime.date) -> "CalendarWeek":
        return cls(day - day.weekday() * ONE_DAY)

    @property
    def last(self) -> datetime.date:
        return self.first + 6 * ONE_DAY

    @property
    def days(self) -> list[datetime.date]:
        return [self.first + rank * ONE_DAY for rank in range(7)]

    @property
    def words(self) -> str:
        """« semaine du 9 au 15 mars 2026 », « semaine du 29 décembre 2026 au 4 janvier 2027 »."""
        pattern = "j"
        if self.first.month != self.last.month:
            pattern = "j F" if self.first.year == self.last.year else "j F Y"
        return f"semaine du {day_in_full(self.first, pattern)} au {day_in_full(self.last, 'j F Y')}"

    @property
    def previous(self) -> datetime.date | None:
        """The Monday before, None beyond the months of the agenda."""
        return self.first - ONE_WEEK if is_shown(self.first - ONE_DAY) else None

    @property
    def following(self) -> datetime.date | None:
        return self.first + ONE_WEEK if is_shown(self.last + ONE_DAY) else None


@dataclass(frozen=True, slots=True)
class Day:
    """One day, as the agenda shows it alone."""

    day: datetime.date

    @property
    def words(self) -> str:
        return day_in_full(self.day)

    @property
    def previous(self) -> datetime.date | None:
        day = self.day - ONE_DAY
        return day if is_shown(day) else None

    @property
    def following(self) -> datetime.date | None:
        day = self.day + ONE_DAY
        return day if is_shown(day) else None
