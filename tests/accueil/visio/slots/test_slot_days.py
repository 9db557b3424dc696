"""Open days of a slot: its weekday, without holidays, closed days and days on which the place closes."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from accueil.visio.slots.slot_days import open_days, place_is_open
from reseau.places.opening_hours.holidays import holiday_of
from reseau.places.opening_hours.hours import ExceptionalHours
from reseau.places.opening_hours.time_ranges import TimeRange

NINE, NOON = datetime.time(9), datetime.time(12)
DAYS = st.dates(datetime.date(2026, 1, 1), datetime.date(2027, 12, 31))
PERIODS = st.tuples(DAYS, st.integers(0, 20)).map(
    lambda drawn: ExceptionalHours(drawn[0], drawn[0] + datetime.timedelta(days=drawn[1]))
)


@given(
    weekday=st.integers(0, 6),
    since=DAYS,
    length=st.integers(-10, 120),
    closed=st.sets(DAYS, max_size=5),
    exceptions=st.lists(PERIODS, max_size=3),
)
def test_every_day_of_the_period_is_open_or_has_its_reason(weekday, since, length, closed, exceptions):
    until = since + datetime.timedelta(days=length)

    days = open_days(
        weekday=weekday, begins=NINE, ends=NOON, since=since, until=until, closed=closed, exceptions=exceptions
    )

    whole = [since + datetime.timedelta(days=rank) for rank in range(max(length + 1, 0))]
    closures = {day for day in whole if any(each.first <= day <= each.last for each in exceptions)}
    assert days == [
        day for day in whole if day.weekday() == weekday and not {day} & (closed | closures) and not holiday_of(day)
    ]


def test_public_holiday_is_not_open():
    monday, until = datetime.date(2026, 4, 1), datetime.date(2026, 4, 14)

    days = open_days(weekday=0, begins=NINE, ends=NOON, since=monday, until=until)

    assert days == [datetime.date(2026, 4, 13)]  # the 6th is Easter Monday


def test_exceptional_hours_keep_a_slot_that_they_hold_whole():
    day = datetime.date(2026, 4, 13)
    shorter = ExceptionalHours(day, day, (TimeRange(9 * 60, 12 * 60),))

    assert place_is_open(day, NINE, NOON, [shorter])
    assert not place_is_open(day, NINE, datetime.time(12, 15), [shorter])
    assert place_is_open(day + datetime.timedelta(days=1), NINE, datetime.time(18), [shorter])
