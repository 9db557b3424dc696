"""Days of the calendar in the time zone of the site."""

import datetime

from django.utils import timezone


def midnight(day: datetime.date) -> datetime.datetime:
    """Return the moment at which `day` begins."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
