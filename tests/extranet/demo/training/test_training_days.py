"""The days of the demo's trainings: on any day of the year, something is over, late, coming and to evaluate."""

from datetime import date, timedelta

import pytest

from extranet.demo.training.training_days import FURTHEST, LONG, SHORT, TrainingCalendar
from extranet.demo.training.year import LATEST as LATEST_SESSIONS
from formation.proof.evaluation.access import is_due
from formation.proof.evaluation.enums import Moment
from formation.year.planning.soft_rules import breaches_of_days

# Two years, one of them a leap year.
DAYS = [date(2027, 1, 1) + timedelta(days=number) for number in range(731)]
TRAININGS = {SHORT: 8, LONG: 4}


@pytest.fixture(scope="module")
def calendars() -> list[TrainingCalendar]:
    assert date(2028, 2, 29) in DAYS
    return [TrainingCalendar(day) for day in DAYS]


def days_of(calendar: TrainingCalendar) -> list[date]:
    return [day for days in (*calendar.past, *calendar.around, *calendar.later) for day in days]


def test_no_two_sessions_share_a_day_and_none_is_on_a_holiday(calendars):
    for calendar in calendars:
        days = days_of(calendar)
        assert len(days) == len(set(days))
        assert breaches_of_days(days) == []
        assert {day.weekday() for day in days} <= set(range(5))


def test_sessions_are_over_late_or_to_come_but_never_today(calendars):
    for calendar in calendars:
        assert all(days.last < calendar.today for days in [*calendar.past, calendar.late])
        assert all(days.first > calendar.today for days in [*calendar.coming, *calendar.later])
        assert len(calendar.coming) == 5
        assert max(days_of(calendar)) <= calendar.today + FURTHEST + timedelta(days=14)


def test_each_year_has_its_sixteen_days_from_1_january_two_years_ago(calendars):
    for calendar in calendars:
        half_days = [
            2 * sum(day.year == year for day in days_of(calendar))
            for year in range(calendar.today.year - 3, calendar.today.year + 1)
        ]
        assert half_days[:3] == [0, 24, 32]
        # Early in the year, some of its days are too far ahead to have a date.
        assert half_days[3] in (26, 30, 32)


def test_every_training_has_a_rank_of_its_length(calendars):
    for calendar in calendars:
        sessions = [*calendar.past, *calendar.around, *calendar.later]
        assert all(0 <= days.rank < TRAININGS[days.length] for days in sessions)


@pytest.mark.parametrize("moment", Moment)
def test_one_of_the_latest_sessions_is_always_to_evaluate(calendars, moment):
    for calendar in calendars:
        latest_sessions = calendar.past[-LATEST_SESSIONS:]
        assert any(is_due(days.last, moment, calendar.today) for days in latest_sessions), calendar.today


def test_same_day_gives_the_same_calendar():
    first, second = TrainingCalendar(DAYS[59]), TrainingCalendar(DAYS[59])

    assert (first.past, first.around, first.later) == (second.past, second.around, second.later)
