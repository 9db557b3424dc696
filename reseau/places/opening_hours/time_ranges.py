"""Hours of a day as people type them (« 9h-12h, 14h – 18h30 »), as they read them, and as OpenStreetMap writes them."""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from reseau.texts.wording import join_words

MINUTES_IN_A_DAY = 24 * 60
# Between two hours, so that they stay on one line: a line may break between a dash and a plain non-breaking space.
DASH = "\u00a0–\u2060\u00a0"
# « 12h 14h-18h »: 14 is the next hour, not minutes.
HOUR = r"(\d{1,2})\s*(?:h(?:eures?)?|:)(?:\s*(\d{2})(?!\s*h|\d))?"
TYPED_RANGE = re.compile(rf"{HOUR}\s*\u2060?(?:-|–|—|à|a|/|jusqu[’']à)\s*\u2060?{HOUR}")
SEPARATORS = re.compile(r"[\s,;.+&/]|et|puis|de")
CLOSED_WORDS = {"", "fermé", "ferme", "fermée", "-", "–", "off", "closed"}
EXAMPLE = "9\u00a0h\u00a0–\u00a012\u00a0h, 14\u00a0h\u00a0–\u00a018\u00a0h\u00a030"


@dataclass(frozen=True, order=True, slots=True)
class TimeRange:
    """A range of one day, in minutes after midnight; `closes` may be 1440, the end of the day."""

    opens: int
    closes: int

    def __str__(self) -> str:
        return f"{hour_of_minutes(self.opens)}{DASH}{hour_of_minutes(self.closes)}"

    @property
    def osm(self) -> str:
        return f"{_clock(self.opens)}-{_clock(self.closes)}"


Ranges = tuple[TimeRange, ...]


def hour_of_minutes(minutes: int) -> str:
    """Return « 9 h », « 12 h 30 ». `minutes`: after midnight."""
    hour, rest = divmod(minutes, 60)
    return f"{hour}\u00a0h\u00a0{rest:02d}" if rest else f"{hour}\u00a0h"


def ranges_in_words(ranges: Sequence[TimeRange], closed: str = "fermé") -> str:
    """Return « 9 h – 12 h et 14 h – 18 h », or `closed`."""
    return join_words([str(each) for each in ranges]) if ranges else closed


def parse_typed_ranges(text: str) -> Ranges:
    """Read the hours of a day as somebody typed them; nothing or « fermé » is no range.

    Raises ValidationError, in words for the person who typed.
    """
    words = " ".join(text.lower().split())
    if words in CLOSED_WORDS:
        return ()
    matches = list(TYPED_RANGE.finditer(words))
    rest = SEPARATORS.sub("", TYPED_RANGE.sub(" ", words))
    if not matches or rest:
        raise ValidationError(f"Écrivez les heures ainsi\u00a0: {EXAMPLE}.")
    return checked_ranges(TimeRange(_minutes(*found.groups()[:2]), _minutes(*found.groups()[2:])) for found in matches)


def checked_ranges(ranges: Iterable[TimeRange]) -> Ranges:
    """Return the ranges in order. Raises ValidationError if one ends before it begins, or if two overlap."""
    ordered = tuple(sorted(ranges))
    for each in ordered:
        if each.opens >= each.closes:
            raise ValidationError(f"{each}\u00a0: l’heure de fermeture doit venir après l’heure d’ouverture.")
    for first, second in itertools.pairwise(ordered):
        if second.opens < first.closes:
            raise ValidationError(f"{first} et {second} se chevauchent.")
    return ordered


def parse_osm_ranges(text: str) -> Ranges | None:
    """Read « 09:00-12:00,14:00-18:00 »; None if it is anything else."""
    ranges = []
    for part in text.split(","):
        found = re.fullmatch(r"(\d\d):(\d\d)-(\d\d):(\d\d)", part.strip())
        if not found:
            return None
        opens_hour, opens_minute, closes_hour, closes_minute = map(int, found.groups())
        ranges.append(TimeRange(opens_hour * 60 + opens_minute, closes_hour * 60 + closes_minute))
    try:
        return checked_ranges(ranges)
    except ValidationError:
        return None


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _minutes(hour: str, minute: str | None) -> int:
    minutes = int(hour) * 60 + int(minute or 0)
    if int(minute or 0) > 59 or minutes > MINUTES_IN_A_DAY:
        raise ValidationError(f"{hour}\u00a0h\u00a0{minute or ''}".strip() + " n’est pas une heure.")
    return minutes
