"""The week of a letter: prepared on Thursday, it leaves on the Monday after, with the digest of that morning."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

MONDAY, THURSDAY = 0, 3
A_WEEK = timedelta(days=7)
# What it announces: the week that begins and the next one.
AHEAD = timedelta(days=13)
# A letter that could not leave for so long, the site having been stopped, is out of date.
LATEST = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Week:
    """The week that begins on `monday`: what is new since the letter before, what comes until `last`."""

    monday: date

    @property
    def leaves_at(self) -> datetime:
        return _morning(self.monday)

    @property
    def news_since(self) -> datetime:
        return self.leaves_at - A_WEEK

    @property
    def last(self) -> date:
        return self.monday + AHEAD


def week_to_prepare(at: datetime) -> date | None:
    """Return the Monday whose letters are prepared at that moment: from Thursday morning to Monday morning."""
    day = timezone.localdate(at)
    monday = day + timedelta(days=(MONDAY - day.weekday()) % 7)
    thursday = monday - timedelta(days=MONDAY + 7 - THURSDAY)
    return monday if _morning(thursday) <= at < _morning(monday) else None


def has_come(monday: date, at: datetime) -> bool:
    return at >= _morning(monday)


def is_too_late(monday: date, at: datetime) -> bool:
    return at >= _morning(monday) + LATEST


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(settings.DIGEST_HOUR)))
