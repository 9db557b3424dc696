"""How days are said in French."""

import datetime

from django.utils import timezone
from django.utils.formats import date_format


def day_in_full(day: datetime.date, pattern: str = "l j F Y") -> str:
    """« jeudi 12 mars 2026 », « mardi 1er décembre 2026 »; `pattern` is Django's, with « j » for the day of the month.

    A moment is said as the day it is in Paris.
    """
    if isinstance(day, datetime.datetime) and timezone.is_aware(day):
        day = timezone.localtime(day)
    if day.day == 1:
        pattern = pattern.replace("j", r"j\e\r")
    return date_format(day, pattern)
