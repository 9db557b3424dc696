"""The hours of a place as its team keeps them, and the expression that says them to machines.

The expression is the `opening_hours` format of OpenStreetMap, which the national schema asks for: it alone is stored.
`Hours` is what the form can hold.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from reseau.places.opening_hours.time_ranges import Ranges

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LAST_OF_MONTH = -1
Week = tuple[Ranges, ...]
CLOSED_WEEK: Week = ((),) * 7


@dataclass(frozen=True, order=True, slots=True)
class DayOfMonth:
    """Hours of a day of the month, in place of those of its week. `rank`: 1 is the first such weekday, -1 the last."""

    rank: int
    weekday: int
    ranges: Ranges

    @property
    def expression(self) -> str:
        return f"{DAYS[self.weekday]}[{self.rank}] {osm_ranges(self.ranges)}"


@dataclass(frozen=True, order=True, slots=True)
class ExceptionalHours:
    """Days that are not like the others, the last one included; no range: closed."""

    first: datetime.date
    last: datetime.date
    ranges: Ranges = ()
    reason: str = ""

    @property
    def is_closure(self) -> bool:
        return not self.ranges

    @property
    def expression(self) -> str:
        days = osm_date(self.first) + (f"-{osm_date(self.last)}" if self.last > self.first else "")
        return f"{days} {osm_ranges(self.ranges)}" + (f' "{self.reason}"' if self.reason else "")


@dataclass(frozen=True, slots=True)
class Hours:
    """`week`: ranges of each day, Monday first. `school_holidays`: the same, or None if they are like other weeks."""

    week: Week = CLOSED_WEEK
    month: tuple[DayOfMonth, ...] = ()
    school_holidays: Week | None = None
    closed_on_public_holidays: bool = True
    exceptions: tuple[ExceptionalHours, ...] = ()

    @property
    def are_known(self) -> bool:
        """Whether the usual hours are known: a place that tells its closures alone says nothing of its other days."""
        return bool(any(self.week) or self.month or any(self.school_holidays or ()))

    @property
    def expression(self) -> str:
        """Return the expression, empty if nothing is known. A rule replaces those before it, on the days it names."""
        exceptions = [each.expression for each in sorted(self.exceptions)]
        if not self.are_known:
            return "; ".join(["unknown", *exceptions]) if exceptions else ""
        rules = [*_weekly_rules(self.week), *(day.expression for day in sorted(self.month))]
        if self.school_holidays is not None:
            rules += ["SH off", *(f"SH {rule}" for rule in _weekly_rules(self.school_holidays))]
        if self.closed_on_public_holidays:
            rules.append("PH off")
        return "; ".join([*rules, *exceptions])

    def with_exception(self, exception: ExceptionalHours) -> "Hours":
        """Add `exception`, in place of one about the same days."""
        days = (exception.first, exception.last)
        others = (each for each in self.exceptions if (each.first, each.last) != days)
        return replace(self, exceptions=tuple(sorted([*others, exception])))

    def without_past(self, today: datetime.date) -> "Hours":
        """Forget the exceptions that have ended."""
        return replace(self, exceptions=tuple(each for each in self.exceptions if each.last >= today))


def days_alike(week: Week) -> Iterator[tuple[list[int], Ranges]]:
    """Yield days that follow one another with the same hours, and these hours; closed days too."""
    for ranges, days in groupby(range(7), key=week.__getitem__):
        yield list(days), ranges


def osm_date(day: datetime.date) -> str:
    return f"{day.year} {MONTHS[day.month - 1]} {day.day:02d}"


def osm_ranges(ranges: Iterable) -> str:
    return ",".join(each.osm for each in ranges) or "off"


def _weekly_rules(week: Week) -> Iterator[str]:
    """Yield a rule for each set of hours, with all the days that have them: « Mo,We-Fr 09:00-12:00 »."""
    days_of: dict[Ranges, list[str]] = {}
    for days, ranges in days_alike(week):
        if ranges:
            names = DAYS[days[0]] if len(days) == 1 else f"{DAYS[days[0]]}-{DAYS[days[-1]]}"
            days_of.setdefault(ranges, []).append(names)
    for ranges, names in days_of.items():
        yield f"{','.join(names)} {osm_ranges(ranges)}"
