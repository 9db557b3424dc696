"""Days on which a session breaches no soft rule, so that a journey on any day of any year meets no warning."""

from datetime import date, timedelta

from django.utils import timezone

from formation.year.planning.soft_rules import breaches_of_days

MARKET_OF_CAHORS = {2, 5}  # Wednesday, Saturday
SUNDAY = 6
# Late enough for the demo to have no session then.
FAR = 200


def ordinary_day(rank: int) -> date:
    """Return the `rank`-th such day from two hundred days on, counted from 0, so that each journey has its own."""
    day, days_left = timezone.localdate() + timedelta(days=FAR), rank
    while True:
        if not breaches_of_days([day], market_days=MARKET_OF_CAHORS) and day.weekday() != SUNDAY:
            if not days_left:
                return day
            days_left -= 1
        day += timedelta(days=1)
