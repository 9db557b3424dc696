"""Random hours, as a team may keep them."""

import datetime

from hypothesis import strategies as st

from reseau.places.opening_hours.hours import DayOfMonth, ExceptionalHours, Hours
from reseau.places.opening_hours.time_ranges import TimeRange

REASONS = ["", "congés", "travaux ; entrée par la cour", "fermé (grève)"]


@st.composite
def ranges(draw, min_size: int = 0):
    """Up to three ranges of a day that neither touch nor overlap."""
    count = draw(st.integers(min_size, 3))
    marks = draw(st.lists(st.integers(0, 288), min_size=2 * count, max_size=2 * count, unique=True).map(sorted))
    return tuple(TimeRange(marks[2 * n] * 5, marks[2 * n + 1] * 5) for n in range(count))


weeks = st.tuples(*[ranges()] * 7)
months = st.lists(
    st.builds(DayOfMonth, st.sampled_from([1, 2, 3, 4, -1]), st.integers(0, 6), ranges(min_size=1)),
    max_size=2,
    unique_by=lambda day: (day.rank, day.weekday),
).map(lambda days: tuple(sorted(days)))


@st.composite
def exceptions(draw, around: datetime.date):
    first = around + datetime.timedelta(days=draw(st.integers(-20, 40)))
    last = first + datetime.timedelta(days=draw(st.integers(0, 12)))
    return ExceptionalHours(first, last, draw(ranges()), draw(st.sampled_from(REASONS)))


def hours(around: datetime.date) -> st.SearchStrategy[Hours]:
    return st.builds(
        Hours,
        week=weeks,
        month=months,
        school_holidays=st.none() | weeks,
        closed_on_public_holidays=st.booleans(),
        exceptions=st.lists(exceptions(around), max_size=2, unique_by=lambda each: (each.first, each.last)).map(
            lambda each: tuple(sorted(each))
        ),
    )
