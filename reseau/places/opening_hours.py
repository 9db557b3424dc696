"""Opening hours as a team types them, a line a day: « Mardi : 14 h – 18 h », « Du lundi au jeudi : 9 h – 12 h »."""

import re
from dataclasses import dataclass

from django.utils import timezone

from reseau.enums import Weekday

RANGE = re.compile(r"du (\w+) au (\w+)")
WORD = re.compile(r"\w+")
# Between two hours, so that they stay on one line: a line may break between a dash and a plain non-breaking space.
DASH = "\u00a0–\u2060\u00a0"
NUMBERS = {weekday.label: weekday.value for weekday in Weekday}


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """A line in two parts; `days` is empty if the line does not begin with days. `is_today`: it is about today."""

    days: str
    hours: str
    is_today: bool

    def __str__(self) -> str:
        return f"{self.days}\u00a0: {self.hours}" if self.days else self.hours


def opening_lines(text: str) -> list[OpeningLine]:
    """Split each line of `text` at its first colon; a line without days keeps all its words as hours."""
    today = timezone.localdate().weekday()
    lines = []
    for line in filter(None, map(str.strip, text.replace(" – ", DASH).splitlines())):
        days, _, hours = (part.strip() for part in line.partition(":"))
        numbers = weekday_numbers(days)
        is_split = bool(hours and numbers)
        lines.append(OpeningLine(days if is_split else "", hours if is_split else line, is_split and today in numbers))
    return lines


def opening_days(text: str) -> set[int]:
    """Return the days of the week on which the lines of `text` say hours."""
    lines = (line.partition(":") for line in text.splitlines())
    return set().union(*(weekday_numbers(days) for days, _, hours in lines if hours.strip()))


def weekday_numbers(words: str) -> set[int]:
    """Return the days of the week that `words` name: « Lundi, jeudi » is 0 and 3, « Du lundi au jeudi » 0 to 3."""
    words = words.lower()
    numbers = {NUMBERS[word] for word in WORD.findall(words) if word in NUMBERS}
    for first, last in RANGE.findall(words):
        if first in NUMBERS and last in NUMBERS:
            numbers.update(range(NUMBERS[first], NUMBERS[last] + 1))
    return numbers
