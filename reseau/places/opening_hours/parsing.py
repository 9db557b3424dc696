"""Read an expression back into the hours that the form can hold."""

import datetime
import re
from collections.abc import Iterator

from reseau.places.opening_hours.hours import CLOSED_WEEK, DAYS, MONTHS, DayOfMonth, ExceptionalHours, Hours, Week
from reseau.places.opening_hours.time_ranges import Ranges, parse_osm_ranges

RANGES = r"([\d:,-]+)"
DATE = rf"(\d{{4}} (?:{'|'.join(MONTHS)}) \d{{2}})"
DATED_RULE = re.compile(rf'{DATE}(?:-{DATE})? (?:off|closed|{RANGES})(?: "([^"]*)")?')
MONTHLY_RULE = re.compile(rf"({'|'.join(DAYS)})\[(-1|[1-5])\] {RANGES}")
WEEKLY_RULE = re.compile(rf"(SH )?([A-Z][a-z](?:[,-][A-Z][a-z])*) {RANGES}")


class UnfitRuleError(ValueError):
    """The expression says something that the form has no field for."""


def parse_hours(expression: str) -> Hours | None:
    """Return the hours that `expression` says, or None if one of its rules does not fit in the form.

    `parse_hours(hours.expression) == hours`, if the lists of `hours` are in order.
    """
    try:
        return _parse(split_rules(expression))
    except UnfitRuleError:
        return None


def split_rules(expression: str) -> list[str]:
    """Return the rules of `expression`, with one space between words."""
    rules = (" ".join(rule.split()) for rule in _rule_texts(expression))
    return [rule for rule in rules if rule]


def _rule_texts(expression: str) -> Iterator[str]:
    """Yield what stands between semicolons, but those within a comment: an odd number of quotation marks follows."""
    marks_left = expression.count('"')
    pieces: list[str] = []
    for piece in expression.split(";"):
        pieces.append(piece)
        marks_left -= piece.count('"')
        if marks_left % 2 == 0:
            yield ";".join(pieces)
            pieces = []


def dated_rules(expression: str) -> list[ExceptionalHours]:
    """Return the exceptional days of any expression, in order, whatever its other rules are."""
    found = (DATED_RULE.fullmatch(rule) for rule in split_rules(expression))
    try:
        return sorted(_exception_of(*each.groups()) for each in found if each)
    except UnfitRuleError:
        return []


def without_dated_rule(expression: str, first: datetime.date, last: datetime.date) -> str:
    """Return `expression` without what it says of these days; its other rules stay as they are."""
    gone = {each.expression for each in dated_rules(expression) if (each.first, each.last) == (first, last)}
    rules = [rule for rule in split_rules(expression) if rule not in gone]
    return "" if rules == ["unknown"] else "; ".join(rules)


def _parse(rules: list[str]) -> Hours:
    week: Week = CLOSED_WEEK
    school_holidays: Week | None = None
    month: list[DayOfMonth] = []
    exceptions: list[ExceptionalHours] = []
    is_closed_on_public_holidays = "unknown" in rules or not rules
    for rule in rules:
        if rule == "PH off":
            is_closed_on_public_holidays = True
        elif rule == "SH off":
            school_holidays = CLOSED_WEEK
        elif found := DATED_RULE.fullmatch(rule):
            exceptions.append(_exception_of(*found.groups()))
        elif found := MONTHLY_RULE.fullmatch(rule):
            month.append(DayOfMonth(int(found[2]), DAYS.index(found[1]), _ranges_of(found[3])))
        elif (found := WEEKLY_RULE.fullmatch(rule)) and found[1]:
            school_holidays = _with_rule(school_holidays, found[2], found[3])
        elif found:
            week = _with_rule(week, found[2], found[3])
        elif rule != "unknown" or rules[0] != "unknown":
            raise UnfitRuleError(rule)
    hours = Hours(week, tuple(sorted(month)), school_holidays, is_closed_on_public_holidays, tuple(sorted(exceptions)))
    if split_rules(hours.expression) != rules:
        # Another order of the same rules says something else, since the last one about a day wins.
        raise UnfitRuleError(hours.expression)
    return hours


def _with_rule(week: Week | None, days: str, ranges: str) -> Week:
    if week is None:
        raise UnfitRuleError("SH without SH off")
    numbers = set()
    for part in days.split(","):
        ends = [_number_of(name) for name in part.split("-")]
        if len(ends) > 2 or ends[0] > ends[-1]:
            raise UnfitRuleError(part)
        numbers.update(range(ends[0], ends[-1] + 1))
    hours = _ranges_of(ranges)
    return tuple(hours if number in numbers else week[number] for number in range(7))


def _number_of(day: str) -> int:
    if day not in DAYS:
        raise UnfitRuleError(day)
    return DAYS.index(day)


def _ranges_of(text: str) -> Ranges:
    ranges = parse_osm_ranges(text)
    if not ranges:
        raise UnfitRuleError(text)
    return ranges


def _exception_of(first: str, last: str | None, ranges: str | None, reason: str | None) -> ExceptionalHours:
    begin = _date_of(first)
    end = _date_of(last) if last else begin
    return ExceptionalHours(begin, end, _ranges_of(ranges) if ranges else (), reason or "")


def _date_of(text: str) -> datetime.date:
    year, month, day = text.split()
    try:
        return datetime.date(int(year), MONTHS.index(month) + 1, int(day))
    except ValueError as error:
        raise UnfitRuleError(text) from error
