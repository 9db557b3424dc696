"""Days on which a session breaches no soft rule, so that a test on any day of any year meets no warning."""

import datetime

from formation.year.planning.soft_rules import breaches_of_days
from tests.factories.formation import in_days

MARKET_OF_CAHORS = {2, 5}  # Wednesday, Saturday
# The demo has no session so late.
BEYOND_THE_DEMO = 200


def ordinary_day(rank: int, *, since: int = 1) -> datetime.date:
    """Return the `rank`-th such day, counted from 0, from `since` days after today on. Each rank has a day of its own.

    Weekends, holidays and market days are left out: in the summer holidays the first is two months ahead.
    """
    day, days_left = in_days(since), rank
    while breaches_of_days([day], market_days=MARKET_OF_CAHORS) or days_left:
        if not breaches_of_days([day], market_days=MARKET_OF_CAHORS):
            days_left -= 1
        day += datetime.timedelta(days=1)
    return day
