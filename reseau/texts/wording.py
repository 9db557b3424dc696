"""Days, durations, places and lists in French."""

import datetime
import re
from collections.abc import Sequence
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format

from reseau.enums import Weekday
from reseau.texts.accent_folding import fold
from reseau.texts.elision import of_place


def day_in_full(day: datetime.date, pattern: str = "l j F Y") -> str:
    """Return « jeudi 12 mars 2026 », « mardi 1er décembre 2026 ».

    `pattern` is a Django date format, with « j » for the day of the month. An aware datetime gives its day in Paris.
    """
    if isinstance(day, datetime.datetime) and timezone.is_aware(day):
        day = timezone.localtime(day)
    return _format_day(day, pattern)


@lru_cache(maxsize=4096)
def _format_day(day: datetime.date, pattern: str) -> str:
    """Format a day; cached, since lists show the same few days on every page, always in French."""
    if day.day == 1:
        pattern = pattern.replace("j", r"j\e\r")
    return date_format(day, pattern)


def coming_in_words(day: datetime.date) -> str:
    """« aujourd’hui », « demain », « dans 3 jours »; for a day that has passed, « il y a 3 jours »."""
    days = (day - timezone.localdate()).days
    if near := {-1: "hier", 0: "aujourd’hui", 1: "demain"}.get(days):
        return near
    return f"dans {days}\u00a0jours" if days > 0 else f"il y a {-days}\u00a0jours"


def minutes_in_words(minutes: int) -> str:
    """45 → « 45 min », 90 → « 1 h 30 », 120 → « 2 h »."""
    hours, remaining_minutes = divmod(minutes, 60)
    if not hours:
        return f"{remaining_minutes}\u00a0min"
    return f"{hours}\u00a0h\u00a0{remaining_minutes:02d}" if remaining_minutes else f"{hours}\u00a0h"


SMALL_NUMBERS = ("zéro", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")


def times_in_words(count: int) -> str:
    """« une fois », « trois fois », « 14 fois »."""
    return f"{SMALL_NUMBERS[count] if 0 < count < len(SMALL_NUMBERS) else count} fois"


def hour_in_words(time: datetime.time) -> str:
    """« 9 h », « 13 h 30 »."""
    hour = f"{time.hour}\u00a0h"
    return f"{hour}\u00a0{time.minute:02d}" if time.minute else hour


def hours_in_words(start: datetime.time, end: datetime.time) -> str:
    """« 9 h – 12 h », never broken at its dash."""
    return f"{hour_in_words(start)}\u00a0–\u00a0{hour_in_words(end)}"


def place_in_words(name: str, commune: object, address: str = "") -> str:
    """« EPM de Gramat », « La Fabrique, Gramat », « EPM du Montat, 180 rue du Village, 46090 Le Montat ».

    The commune is named once, be it by the name or by the address.
    """
    parts = [part for part in (name, address) if part]
    commune_words = rf"\b(?:{re.escape(fold(str(commune)))}|{re.escape(fold(of_place(commune)))})\b"
    if not any(re.search(commune_words, fold(part)) for part in parts):
        parts.append(str(commune))
    return ", ".join(parts)


def is_plural(value) -> bool:
    """Tell whether a number, or the count of a list, takes the plural: from two on, so that zero is singular."""
    count = len(value) if hasattr(value, "__len__") and not isinstance(value, str) else float(value or 0)
    return abs(count) >= 2


def counted(count: int, words: str, several: str = "") -> str:
    """Return « 0 réponse », « 3 personnes présentes », « 2 lieux »: `several` from two on.

    Without `several`, each of the `words` takes an « s ».
    """
    several = several or " ".join(f"{word}s" for word in words.split())
    return f"{count}\u00a0{several if is_plural(count) else words}"


def join_words(words: Sequence[str]) -> str:
    """« a », « a et b », « a, b et c »."""
    *first, last = words
    return f"{', '.join(first)} et {last}" if first else last


def weekdays_in_words(weekdays: Sequence[int]) -> str:
    """Return « le mardi et le samedi », in the order of the week; empty for no day."""
    return join_words([f"le {Weekday(day).label}" for day in sorted(weekdays)]) if weekdays else ""


def initials(name: str) -> str:
    """Return « J.-M. D. » for Jean-Marc Delpech."""
    return " ".join("-".join(f"{part[0].upper()}." for part in word.split("-") if part) for word in name.split())


def percent_in_words(share: float, *, decimals: int = 0) -> str:
    """Return « 34 % », « 34,25 % » for a share of 1."""
    return f"{100 * share:.{decimals}f}\u00a0%".replace(".", ",")


def euros_in_words(cents: int) -> str:
    """« 1 250 € », « 85,50 € »; a minus sign before a sum that is taken away."""
    euros, rest = divmod(abs(cents), 100)
    words = f"{euros:,}".replace(",", "\u202f")
    sign = "−" if cents < 0 else ""
    return f"{sign}{words}{f',{rest:02d}' if rest else ''}\u00a0€"
