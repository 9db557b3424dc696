"""A week and a day as tables without merged cells: days down and moments across; hours down."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from django.utils import timezone

from reseau.calendar.agenda.dates import EVENING, NOON
from reseau.calendar.agenda.lines import CellLine, cell_lines, entries_by_day, is_titled
from reseau.calendar.agenda.month import holiday_words
from reseau.calendar.agenda.registry import AgendaDate, Entry
from reseau.calendar.week_calendar.periods import CalendarWeek
from reseau.enums import Weekday
from reseau.places.models.epm import EPM
from reseau.places.opening_hours.evaluation import is_unknown_on
from reseau.places.opening_hours.wording import hours_on
from reseau.texts.wording import hour_in_words

# Beyond that many dates, a cell counts them.
MOST_IN_MOMENT, MOST_IN_HOUR = 3, 6
WHOLE_DAY = "Toute la journée"


class PartOfDay(IntEnum):
    """Part of a day. A day taken from morning to afternoon is taken whole, be there an evening or not."""

    MORNING, AFTERNOON, EVENING = range(3)

    @property
    def label(self) -> str:
        return ("Matin", "Après-midi", "Soir")[self]

    @classmethod
    def beginning(cls, hour: datetime.time) -> "PartOfDay":
        return cls((hour >= NOON) + (hour >= EVENING))

    @classmethod
    def ending(cls, hour: datetime.time) -> "PartOfDay":
        """What ends at noon does not touch the afternoon."""
        return cls((hour > NOON) + (hour > EVENING))


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A day of a week. `cells`: the lines of each moment; `opening`: hours of the place."""

    day: datetime.date
    is_today: bool
    holiday: str
    opening: str
    cells: list[list[CellLine]]

    @property
    def is_off(self) -> bool:
        return self.day.weekday() == Weekday.SUNDAY


@dataclass(frozen=True, slots=True)
class HourRow:
    """A line of a day: « 9 h », « Toute la journée », « Jusqu’à 12 h »."""

    label: str
    lines: list[CellLine]


def moments_on(entry: Entry, day: datetime.date) -> list[PartOfDay]:
    """Return the moments of `day` that `entry` touches."""
    first = PartOfDay.beginning(entry.start) if entry.day == day else PartOfDay.MORNING
    last = PartOfDay.ending(entry.end) if entry.last == day else PartOfDay.EVENING
    return [moment for moment in PartOfDay if first <= moment <= max(first, last)]


def takes_whole(entry: Entry, day: datetime.date) -> bool:
    return {PartOfDay.MORNING, PartOfDay.AFTERNOON} <= set(moments_on(entry, day))


def by_moment(entries: Iterable[Entry], day: datetime.date) -> list[list[Entry]]:
    """Return what touches each moment of `day`: what takes it whole is in several."""
    parts = [[] for _ in PartOfDay]
    for entry in entries:
        for moment in moments_on(entry, day):
            parts[moment].append(entry)
    return parts


def titled_in_week(week: CalendarWeek, entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries that the table of a week names."""
    return [
        entry
        for day, own in entries_by_day(entries, week.first, week.last).items()
        for part in by_moment(own, day)
        if is_titled(part, MOST_IN_MOMENT)
        for entry in part
    ]


def week_rows(
    week: CalendarWeek, entries: Iterable[Entry], dates: Mapping[Entry, AgendaDate], *, epm: EPM | None
) -> list[WeekRow]:
    """Return the seven days; `dates` holds those of `titled_in_week`. `epm`: the place whose hours are said."""
    by_day, today = entries_by_day(entries, week.first, week.last), timezone.localdate()
    return [
        WeekRow(
            day=day,
            is_today=day == today,
            holiday=holiday_words(day)[0],
            opening=opening_words(epm, day) if epm else "",
            cells=[cell_lines(part, day, dates, most=MOST_IN_MOMENT) for part in by_moment(by_day.get(day, ()), day)],
        )
        for day in week.days
    ]


def moments_of_week(rows: Iterable[WeekRow]) -> list[PartOfDay]:
    """Return the columns of the table: the evening is one when something happens then."""
    return [
        moment for moment in PartOfDay if moment != PartOfDay.EVENING or any(_is_in_the_evening(row) for row in rows)
    ]


def _is_in_the_evening(row: WeekRow) -> bool:
    """Whether something happens that evening beside what takes the whole day."""
    return any(line not in row.cells[PartOfDay.AFTERNOON] for line in row.cells[PartOfDay.EVENING])


def opening_words(epm: EPM, day: datetime.date) -> str:
    """Return « Ouvert 9 h – 12 h », « Fermé »; empty where nobody has checked the hours for long, or knows them."""
    if not epm.has_trusted_hours or is_unknown_on(epm.opening_hours, day):
        return ""
    hours = hours_on(epm.opening_hours, day)
    return f"Ouvert {hours}" if hours else "Fermé"


def titled_in_day(entries: Sequence[Entry], day: datetime.date) -> list[Entry]:
    """Return the entries that the table of a day names."""
    return [entry for own in _by_label(entries, day).values() if is_titled(own, MOST_IN_HOUR) for entry in own]


def hour_rows(entries: Sequence[Entry], dates: Mapping[Entry, AgendaDate], day: datetime.date) -> list[HourRow]:
    """Return the lines of a day, its hours from the first to the last; `dates` holds those of `titled_in_day`."""
    by_label = _by_label(entries, day)
    hours = [hour for hour in by_label if isinstance(hour, int)]
    between = range(min(hours), max(hours) + 1) if hours else range(0)
    labels = [*(label for label in by_label if isinstance(label, str)), *between]
    return [
        HourRow(
            label if isinstance(label, str) else hour_in_words(datetime.time(label)),
            cell_lines(by_label.get(label, ()), day, dates, most=MOST_IN_HOUR, whole=True),
        )
        for label in labels
    ]


def _by_label(entries: Iterable[Entry], day: datetime.date) -> dict[str | int, list[Entry]]:
    """Return the entries under the line that has them: words, or an hour."""
    found = defaultdict(list)
    for entry in entries:
        if not entry.is_group and takes_whole(entry, day):
            found[WHOLE_DAY].append(entry)
        elif entry.day < day:
            found[f"Jusqu’à {hour_in_words(entry.end)}"].append(entry)
        else:
            found[entry.start.hour].append(entry)
    return found
