"""A month as a table: weeks from Monday, what each day holds, which days are holidays."""

import datetime
from calendar import Calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from django.utils import timezone

from reseau.calendar.agenda.lines import cell_lines, entries_by_day, is_titled
from reseau.calendar.agenda.registry import AgendaDate, Entry
from reseau.enums import Weekday
from reseau.places.opening_hours.holidays import holiday_of, school_holidays_of
from reseau.texts.wording import day_in_full

# How far back and ahead the months are shown.
MONTHS_BACK, MONTHS_AHEAD = 12, 13
PATTERN = "%Y-%m"
# The list of coming dates reaches so far, or to the end of the month.
AHEAD = datetime.timedelta(days=31)
# Beyond that many dates, a day of the table counts them.
MOST_TITLES = 2


@dataclass(frozen=True, slots=True, order=True)
class Month:
    year: int
    number: int

    @classmethod
    def read(cls, text: str) -> "Month":
        """Return the month written « 2026-03 »; that of today if it is no month, or a far one."""
        today = cls.of(timezone.localdate())
        try:
            month = cls.of(datetime.datetime.strptime(text, PATTERN).date())  # noqa: DTZ007 - a month has no time zone
        except ValueError:
            return today
        return month if today.plus(-MONTHS_BACK) <= month <= today.plus(MONTHS_AHEAD) else today

    @classmethod
    def of(cls, day: datetime.date) -> "Month":
        return cls(day.year, day.month)

    def plus(self, months: int) -> "Month":
        years, rank = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(years, rank + 1)

    @property
    def first_day(self) -> datetime.date:
        return datetime.date(self.year, self.number, 1)

    @property
    def last_day(self) -> datetime.date:
        return self.plus(1).first_day - datetime.timedelta(days=1)

    @property
    def weeks(self) -> list[list[datetime.date]]:
        """Whole weeks from Monday, with days of the months around."""
        return Calendar().monthdatescalendar(self.year, self.number)

    @property
    def words(self) -> str:
        return day_in_full(self.first_day, "F Y")

    @property
    def previous(self) -> "Month | None":
        month = self.plus(-1)
        return month if month >= Month.of(timezone.localdate()).plus(-MONTHS_BACK) else None

    @property
    def following(self) -> "Month | None":
        month = self.plus(1)
        return month if month <= Month.of(timezone.localdate()).plus(MONTHS_AHEAD) else None

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


def last_coming_day(today: datetime.date) -> datetime.date:
    """Return the last day of the list of coming dates."""
    return max(Month.of(today).last_day, today + AHEAD)


def holiday_words(day: datetime.date) -> tuple[str, str]:
    """Return what the day is off for, in full and for a phone: « Noël », « férié »; empty for a plain day.

    A public holiday comes first: schools are closed as well.
    """
    if name := holiday_of(day):
        return (name, "férié")
    if name := school_holidays_of(day):
        return (name, "vac.")
    return ("", "")


@dataclass(slots=True)
class DayCell:
    """A day of the table. `lines`: hue and words of its dates, or of each kind on a full day (« 5 ateliers »)."""

    day: datetime.date
    is_in_month: bool
    is_today: bool
    is_chosen: bool
    lines: list[tuple[str, str]] = field(default_factory=list)

    @property
    def holiday(self) -> tuple[str, str]:
        return holiday_words(self.day) if self.is_in_month else ("", "")

    @property
    def css(self) -> str:
        """Classes of the cell: today, a day off (Sunday or public holiday), a day of another month."""
        marks = {
            "other": not self.is_in_month,
            "today": self.is_today,
            "off": self.day.weekday() == Weekday.SUNDAY or bool(holiday_of(self.day)),
        }
        return " ".join(name for name, is_marked in marks.items() if is_marked)


def titled_entries(month: Month, entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries whose title the table shows: those of days that are not full."""
    by_day = entries_by_day(entries, month.first_day, month.last_day)
    return [entry for day in by_day.values() if is_titled(day, MOST_TITLES) for entry in day]


def month_table(
    month: Month, entries: Iterable[Entry], dates: Mapping[Entry, AgendaDate], *, chosen: datetime.date | None
) -> list[list[DayCell]]:
    """Return the weeks; `dates` holds those of `titled_entries`."""
    by_day, today = entries_by_day(entries, month.first_day, month.last_day), timezone.localdate()
    return [
        [
            DayCell(
                day,
                day.month == month.number,
                day == today,
                day == chosen,
                [(line.hue, line.words) for line in cell_lines(by_day.get(day, ()), day, dates, most=MOST_TITLES)],
            )
            for day in week
        ]
        for week in month.weeks
    ]


def holidays_in_words(month: Month) -> list[str]:
    """« Mercredi 11 novembre : Armistice », « Du 19 au 30 décembre : vacances de Noël »: what the table marks."""
    days = [day for week in month.weeks for day in week if day.month == month.number]
    public = [f"{day_in_full(day, 'l j F').capitalize()}\u00a0: {name}" for day in days if (name := holiday_of(day))]
    school = []
    for name, run in groupby(days, key=school_holidays_of):
        if name:
            first, *rest = run
            school.append(f"{_span(first, rest[-1] if rest else first)}\u00a0: {name}")
    return public + school


def _span(first: datetime.date, last: datetime.date) -> str:
    if first == last:
        return f"Le {day_in_full(first, 'j F')}"
    return f"Du {day_in_full(first, 'j')} au {day_in_full(last, 'j F')}"
