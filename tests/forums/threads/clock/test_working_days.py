"""The clock of working days: weekends and public holidays stop it, school holidays and the end of a year do not."""

from datetime import date, datetime, timedelta

import hypothesis.strategies as st
import pytest
from django.utils import timezone
from hypothesis import given

from forums.threads.clock.working_days import add_working_days, is_working_day, working_time


def at(day: str, hour: int = 10, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(date.fromisoformat(day), datetime.min.time())) + timedelta(
        hours=hour, minutes=minute
    )


@pytest.mark.parametrize(
    ("asked", "days", "due"),
    [
        (at("2026-11-24"), 1, at("2026-11-25")),
        (at("2026-11-24"), 0, at("2026-11-24")),
        # Over a weekend, and from one.
        (at("2026-11-27", 15), 1, at("2026-11-30", 15)),
        (at("2026-11-28", 15), 1, at("2026-12-01", 0)),
        # The end of a year: 1 January is a public holiday, the school holidays count.
        (at("2026-12-31"), 1, at("2027-01-04")),
        (at("2026-12-24"), 3, at("2026-12-30")),
        # 29 February, and a year without it.
        (at("2028-02-28"), 1, at("2028-02-29")),
        (at("2028-02-29"), 1, at("2028-03-01")),
        (at("2027-02-26"), 1, at("2027-03-01")),
        # Easter Monday; two public holidays in one week of May.
        (at("2026-04-03"), 1, at("2026-04-07")),
        (at("2026-05-07", 9), 5, at("2026-05-18", 9)),
        # The clocks change in the night to Sunday: ten o'clock stays ten o'clock.
        (at("2026-03-27"), 1, at("2026-03-30", 10)),
    ],
)
def test_question_is_due_at_the_same_hour_of_a_later_working_day(asked, days, due):
    assert timezone.localtime(add_working_days(asked, days)).isoformat() == timezone.localtime(due).isoformat()


def test_time_of_days_off_does_not_count():
    assert working_time(at("2026-11-27", 16), at("2026-11-30", 9)) == timedelta(hours=17)
    assert working_time(at("2026-11-28", 9), at("2026-11-29", 22)) == timedelta()
    assert working_time(at("2026-12-31", 20), at("2027-01-04", 8)) == timedelta(hours=12)
    assert working_time(at("2028-02-28", 12), at("2028-03-01", 12)) == timedelta(days=2)
    assert working_time(at("2026-11-25"), at("2026-11-24")) == timedelta()


moments = st.datetimes(datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2029-12-31"))


@given(moment=moments, count=st.integers(1, 30))
def test_moment_that_is_due_is_that_many_working_days_away(moment, count):
    asked = timezone.make_aware(moment)
    due = add_working_days(asked, count)

    assert working_time(asked, due) == timedelta(days=count)
    assert is_working_day(timezone.localdate(due))
