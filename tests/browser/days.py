"""Days on which a session breaches no soft rule, so that a journey made on any day of any year meets no question."""

from datetime import date, timedelta

from django.utils import timezone

from formation.planning.soft_rules import breaches_of_days

MARKET_OF_CAHORS = {2, 5}  # Wednesday, Saturday
SUNDAY = 6
# Far enough for no session of the demo to be there.
FAR = 200


def ordinary_day(rank: int) -> date:
    """The `rank`-th such day from two hundred days on, counted from 0: each journey has its own."""
    day, left = timezone.localdate() + timedelta(days=FAR), rank
    while True:
        if not breaches_of_days([day], market_days=MARKET_OF_CAHORS) and day.weekday() != SUNDAY:
            if not left:
                return day
            left -= 1
        day += timedelta(days=1)
