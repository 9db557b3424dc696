"""Moments of the site’s clock, to test the last minute of a time limit and the first after it."""

import datetime

from django.utils import timezone

A_MINUTE = datetime.timedelta(minutes=1)


def start_of(day: datetime.date) -> datetime.datetime:
    """Return midnight at the beginning of the day, in the time zone of the site."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def end_of(day: datetime.date) -> datetime.datetime:
    """Return the last minute of the day."""
    return start_of(day + datetime.timedelta(days=1)) - A_MINUTE


def days_from_now(days: int) -> datetime.datetime:
    """Return this hour of the clock, so many days from now, or before if they are negative.

    With a duration it is another hour once the clocks have changed, and near midnight another day.
    """
    return timezone.localtime() + datetime.timedelta(days=days)
