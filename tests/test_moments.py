"""Clocks of tests are moved by days of the calendar: one of them has 23 hours each March, another 25 each October."""

import datetime
import re
from pathlib import Path

import pytest
from django.utils import timezone

from tests.clock import freeze_time
from tests.moments import days_from_now

TESTS = Path(__file__).parent
BY_HOURS = re.compile(r"freeze_time\(timezone\.now\(\) [+-] (?:datetime\.)?timedelta\(days=[^,()]+\)\)")


def test_no_clock_is_moved_by_days_of_24_hours():
    """Late in the evening before the clocks change, a day later was the day after the next: `days_from_now` says it."""
    assert [path.name for path in TESTS.rglob("*.py") if BY_HOURS.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("moment", ["2027-03-27T22:30", "2026-10-24T22:30"])
def test_a_day_later_is_the_next_day_at_the_same_hour(moment):
    with freeze_time(datetime.datetime.fromisoformat(f"{moment}+00:00")):
        today, later = timezone.localtime(), timezone.localtime(days_from_now(1))

    assert (later.date() - today.date(), later.time()) == (datetime.timedelta(days=1), today.time())
