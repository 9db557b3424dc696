"""A week and its expression say the same: read back, and evaluated by the library, day after day."""

import datetime
from calendar import monthrange
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from reseau.places.opening_hours.evaluation import OpenState, open_intervals, opening_at
from reseau.places.opening_hours.holidays import public_holidays, school_holidays
from reseau.places.opening_hours.hours import LAST_OF_MONTH, Hours
from reseau.places.opening_hours.parsing import parse_hours
from reseau.places.opening_hours.time_ranges import TimeRange
from tests.reseau.places.opening_hours.strategies import hours

PARIS = ZoneInfo("Europe/Paris")
DAY = datetime.date(2026, 11, 28)
ALL_WEEK = Hours(week=((TimeRange(540, 720),),) * 7)
UNTIL_TWO_ON_SUNDAY = Hours(week=(*((),) * 6, (TimeRange(0, 120),)))
IN_THE_SKIPPED_HOUR = Hours(week=(*((),) * 6, (TimeRange(90, 130), TimeRange(140, 150), TimeRange(160, 240))))
# Minutes of the hour that does not exist on the night of March.
SKIPPED = datetime.date(2026, 3, 29), range(120, 180)
# A common day, 29 February, both changes of the clock, public holidays, the first and last days of school holidays.
DAYS = [
    datetime.date(2026, 11, 28),
    datetime.date(2028, 2, 29),
    datetime.date(2026, 3, 29),
    datetime.date(2026, 10, 25),
    datetime.date(2026, 5, 1),
    datetime.date(2026, 12, 19),
    datetime.date(2027, 1, 3),
    datetime.date(2027, 1, 4),
    datetime.date(2026, 12, 31),
]


def ranges_on(usual: Hours, day: datetime.date) -> tuple[TimeRange, ...]:
    """Return the ranges of `day`, as a person would read them in the table: the last rule about the day wins."""
    found = usual.week[day.weekday()]
    for each in usual.month:
        if each.weekday == day.weekday() and rank_in_month(day, each.rank):
            found = each.ranges
    if usual.school_holidays is not None and day in school_holidays(day.year):
        found = usual.school_holidays[day.weekday()]
    if usual.closed_on_public_holidays and day in public_holidays(day.year):
        found = ()
    for each in usual.exceptions:
        if each.first <= day <= each.last:
            found = each.ranges
    return found


def rank_in_month(day: datetime.date, rank: int) -> bool:
    if rank == LAST_OF_MONTH:
        return day.day + 7 > monthrange(day.year, day.month)[1]
    return (day.day - 1) // 7 + 1 == rank


@given(hours(DAY))
def test_hours_are_read_back_from_their_expression(usual):
    assume(usual.are_known or not usual.exceptions)
    assume(usual.are_known or (usual.closed_on_public_holidays and usual.school_holidays is None))

    assert parse_hours(usual.expression) == usual


@settings(max_examples=150)
@given(st.data(), st.sampled_from(DAYS), st.integers(-3, 3))
@example(UNTIL_TWO_ON_SUNDAY, datetime.date(2026, 3, 29), 0)
@example(IN_THE_SKIPPED_HOUR, datetime.date(2026, 3, 29), 0)
@example(UNTIL_TWO_ON_SUNDAY, datetime.date(2026, 10, 25), 0)
def test_library_opens_the_place_when_the_table_says_so(data, centre, shift):
    day = centre + datetime.timedelta(days=shift)
    usual = data if isinstance(data, Hours) else data.draw(hours(day))
    assume(usual.are_known)
    expected = [(moment_of(day, each.opens), moment_of(day, each.closes)) for each in joined(ranges_on(usual, day))]

    found = list(open_intervals(usual.expression, day, day))

    assert instants(found) == [(opens, closes) for opens, closes in instants(expected) if opens != closes]


@given(st.data(), st.sampled_from(DAYS), st.integers(0, 24 * 12 - 1))
@example(None, datetime.date(2028, 2, 29), 120)
def test_state_at_any_moment_is_that_of_the_table(data, day, five_minutes):
    usual = data.draw(hours(day)) if data else ALL_WEEK
    assume(usual.are_known)
    moment = datetime.datetime.combine(day, datetime.time(*divmod(five_minutes * 5, 60)), PARIS)
    # The hour that does not exist in March.
    assume(moment.astimezone(datetime.UTC).astimezone(PARIS).time() == moment.time())
    minutes = moment.hour * 60 + moment.minute
    is_open = any(each.opens <= minutes < each.closes for each in ranges_on(usual, day))

    opening = opening_at(usual.expression, moment)

    assert opening.is_open == is_open
    assert opening.until is None or opening.until > moment


def test_closing_time_is_told_across_a_change_of_the_clock():
    opening = opening_at("Su 00:00-06:00", datetime.datetime(2026, 3, 29, 0, 30, tzinfo=PARIS))

    assert opening.state == OpenState.OPEN
    assert timezone.localtime(opening.until) == datetime.datetime(2026, 3, 29, 6, tzinfo=PARIS)
    assert (
        opening.until - datetime.datetime(2026, 3, 29, 0, 30, tzinfo=PARIS).astimezone(datetime.UTC)
    ).seconds == 16_200


@pytest.mark.parametrize("year", range(2024, 2032))
def test_library_knows_the_public_holidays_of_the_agenda(year):
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)

    days = {timezone.localtime(opens).date() for opens, _closes in open_intervals("PH 10:00-11:00", first, last)}

    assert days == set(public_holidays(year))


def moment_of(day: datetime.date, minutes: int) -> datetime.datetime:
    """Return the aware moment of a wall clock; minute 1440 is the next day's midnight; a skipped one, three o’clock."""
    if day == SKIPPED[0] and minutes in SKIPPED[1]:
        minutes = SKIPPED[1].stop
    return datetime.datetime.combine(day, datetime.time(), PARIS) + datetime.timedelta(minutes=minutes)


def instants(intervals: list[tuple[datetime.datetime, datetime.datetime]]) -> list[tuple[datetime.datetime, ...]]:
    """Return the intervals in UTC. On the night that skips an hour, two and three o’clock are one moment; on the one
    that repeats it, a clock on a wall does not tell the second two o’clock from the first.
    """
    return [tuple(map(first_instant, interval)) for interval in intervals]


def first_instant(moment: datetime.datetime) -> datetime.datetime:
    return moment.astimezone(PARIS).replace(fold=0).astimezone(datetime.UTC)


def joined(ranges: tuple[TimeRange, ...]) -> list[TimeRange]:
    """Join ranges that touch."""
    for first, second in pairwise(ranges):
        if first.closes == second.opens:
            rest = [each for each in ranges if each not in (first, second)]
            return joined(tuple(sorted([*rest, TimeRange(first.opens, second.closes)])))
    return list(ranges)
