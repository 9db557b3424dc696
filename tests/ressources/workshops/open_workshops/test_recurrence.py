"""Days on which a workshop comes back: end of a month, 29 February, change of clocks, public holidays."""

from datetime import date, time, timedelta
from itertools import pairwise

import hypothesis.strategies as st
import pytest
from django.utils import timezone
from hypothesis import given

from reseau.places.opening_hours.holidays import public_holidays
from ressources.workshops.enums import Recurrence
from ressources.workshops.open_workshops.forms import SeriesDaysForm
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop
from ressources.workshops.open_workshops.recurrence import LAST_RANK_FROM, MOST_DATES, days_of, rank_of

DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
SPANS = st.integers(0, 400).map(lambda days: timedelta(days=days))
RHYTHMS = st.sampled_from(Recurrence)


@given(first=DAYS, span=SPANS, rhythm=RHYTHMS)
def test_days_begin_with_the_first_and_keep_their_weekday_in_order(first, span, rhythm):
    days = days_of(first, rhythm, first + span)
    assert days[0] == first
    assert days == sorted(set(days))
    assert {day.weekday() for day in days} == {first.weekday()}
    assert days[-1] <= first + span
    assert len(days) <= MOST_DATES


@given(first=DAYS, span=SPANS)
def test_weeks_are_as_far_apart_as_they_say(first, span):
    for rhythm, gap in ((Recurrence.WEEKLY, 7), (Recurrence.FORTNIGHTLY, 14)):
        days = days_of(first, rhythm, first + span)
        assert {(later - earlier).days for earlier, later in pairwise(days)} <= {gap}
        assert len(days) == min(span.days // gap + 1, MOST_DATES)


@given(first=DAYS, span=SPANS)
def test_each_month_has_one_day_of_the_same_rank(first, span):
    until = first + span
    days = days_of(first, Recurrence.MONTHLY, until)
    months = [day.year * 12 + day.month for day in days]
    assert months == list(range(months[0], months[0] + len(days)))
    for day in days:
        if first.day >= LAST_RANK_FROM:
            assert (day + timedelta(days=7)).month != day.month
        else:
            assert rank_of(day) == rank_of(first)
    # None is left out at the end.
    after = days_of(first, Recurrence.MONTHLY, until + timedelta(days=40))
    assert after[: len(days)] == days
    assert len(after) in {len(days) + 1, len(days) + 2}


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (date(2026, 3, 10), [date(2026, 3, 10), date(2026, 4, 14), date(2026, 5, 12)]),
        (date(2028, 2, 29), [date(2028, 2, 29), date(2028, 3, 28), date(2028, 4, 25)]),
        (date(2026, 12, 31), [date(2026, 12, 31), date(2027, 1, 28), date(2027, 2, 25)]),
    ],
    ids=["second Tuesday", "29 February", "last Thursday of the year"],
)
def test_months_keep_the_rank_and_the_fifth_is_the_last(first, expected):
    assert days_of(first, Recurrence.MONTHLY, first + timedelta(days=80))[:3] == expected


@given(first=DAYS, rhythm=RHYTHMS)
def test_hour_of_the_clock_on_the_wall_never_moves(first, rhythm):
    for day in days_of(first, rhythm, first + timedelta(days=366)):
        workshop = OpenWorkshop(date=day, start=time(14), minutes=90)
        assert timezone.localtime(workshop.begins_at).time() == time(14)
        assert timezone.localtime(workshop.ends_at).time() == time(15, 30)


@given(first=DAYS, rhythm=RHYTHMS)
def test_public_holidays_are_shown_and_left_out_at_first(first, rhythm):
    days = days_of(first, rhythm, first + timedelta(days=366))
    field = SeriesDaysForm(days=days).fields["days"]
    holidays = {day.isoformat() for day in days if day in public_holidays(day.year)}
    assert [key for key, _ in field.choices] == [day.isoformat() for day in days]
    assert set(field.initial) == {day.isoformat() for day in days} - holidays
    assert {key for key, words in field.choices if "férié" in words} == holidays
