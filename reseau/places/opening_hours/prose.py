"""Hours written by hand, a line a day, as records held them before: read to be proposed, never believed.

« Mardi : 14 h – 18 h », « Du lundi au jeudi : 9 h – 12 h », « Samedi : 10 h – 12 h (premier du mois) ».
"""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from reseau.enums import Weekday
from reseau.places.opening_hours.hours import DayOfMonth, Hours
from reseau.places.opening_hours.time_ranges import Ranges, parse_typed_ranges

RANGE = re.compile(r"du (\w+) au (\w+)")
WORD = re.compile(r"\w+")
OF_MONTH = re.compile(r"\((?:le )?(premier|1er|deuxième|2e|troisième|3e|quatrième|4e|dernier)(?: \w+)? du mois\)")
RANKS = {
    "premier": 1,
    "1er": 1,
    "deuxième": 2,
    "2e": 2,
    "troisième": 3,
    "3e": 3,
    "quatrième": 4,
    "4e": 4,
    "dernier": -1,
}
NUMBERS = {weekday.label: weekday.value for weekday in Weekday}


@dataclass(frozen=True, slots=True)
class ProposedHours:
    """Hours read in a text, and the lines of it that could not be read: a person completes them and confirms."""

    hours: Hours
    unread_lines: tuple[str, ...]


def propose_hours(text: str) -> ProposedHours:
    week: list[Ranges] = [()] * 7
    month, unread_lines = [], []
    for line in filter(None, map(str.strip, text.splitlines())):
        days, _, hours = (part.strip() for part in line.partition(":"))
        numbers, found = weekday_numbers(days), OF_MONTH.search(hours)
        try:
            ranges = parse_typed_ranges(OF_MONTH.sub("", hours))
        except ValidationError:
            ranges = ()
        if not numbers or not ranges:
            unread_lines.append(line)
        elif found:
            month += [DayOfMonth(RANKS[found[1]], number, ranges) for number in numbers]
        else:
            week = [ranges if number in numbers else week[number] for number in range(7)]
    return ProposedHours(Hours(week=tuple(week), month=tuple(sorted(month))), tuple(unread_lines))


def weekday_numbers(words: str) -> set[int]:
    """Return the days of the week that `words` name: « Lundi, jeudi » is 0 and 3, « Du lundi au jeudi » 0 to 3."""
    words = words.lower()
    numbers = {NUMBERS[word] for word in WORD.findall(words) if word in NUMBERS}
    for first, last in RANGE.findall(words):
        if first in NUMBERS and last in NUMBERS:
            numbers.update(range(NUMBERS[first], NUMBERS[last] + 1))
    return numbers
