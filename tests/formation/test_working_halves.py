"""Half-days follow one another, morning then afternoon."""

import datetime

import pytest

from formation.enums import DayPart
from formation.working_halves import WorkingHalf, halves_of
from tests.clock import freeze_time

TUESDAY = datetime.date(2026, 3, 3)


def test_afternoon_follows_morning_and_morning_of_the_next_day_follows():
    morning = WorkingHalf.of(TUESDAY, DayPart.MORNING)

    assert [morning.plus(count).key for count in (0, 1, 2)] == [
        (TUESDAY, "morning"),
        (TUESDAY, "afternoon"),
        (TUESDAY + datetime.timedelta(days=1), "morning"),
    ]


@pytest.mark.parametrize(("hour", "part"), [("08:00", DayPart.MORNING), ("13:00", DayPart.AFTERNOON)])
def test_half_day_of_now_is_read_in_paris(hour, part):
    with freeze_time(f"2026-03-03T{hour}:00+01:00"):
        assert WorkingHalf.now() == WorkingHalf.of(TUESDAY, part)


@pytest.mark.parametrize(
    ("hour", "past", "begun"),
    [("12:59", [False, False], [True, False]), ("13:00", [True, False], [True, True])],
)
def test_half_day_begins_and_is_past_by_the_clock_of_paris(hour, past, begun):
    with freeze_time(f"2026-03-03T{hour}:00+01:00"):
        halves = halves_of(TUESDAY)
        assert ([half.is_past for half in halves], [half.has_begun for half in halves]) == (past, begun)


def test_calendars_write_hours_of_work():
    assert [(half.begins_at.hour, half.ends_at.hour) for half in halves_of(TUESDAY)] == [(9, 12), (14, 18)]
