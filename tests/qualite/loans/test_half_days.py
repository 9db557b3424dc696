"""Half-days follow one another, morning then afternoon."""

import datetime

import pytest
from freezegun import freeze_time

from formation.enums import DayPart
from qualite.loans.half_days import LoanHalf, Span

TUESDAY = datetime.date(2026, 3, 3)


def test_afternoon_follows_morning_and_morning_of_the_next_day_follows():
    morning = LoanHalf.of(TUESDAY, DayPart.MORNING)

    assert [morning.plus(count).key for count in (0, 1, 2)] == [
        (TUESDAY, "morning"),
        (TUESDAY, "afternoon"),
        (TUESDAY + datetime.timedelta(days=1), "morning"),
    ]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (0, 0, "le mardi 3 mars 2026 (matin)"),
        (0, 1, "le mardi 3 mars 2026 (journée)"),
        (1, 2, "du mardi 3 mars (après-midi) au mercredi 4 mars 2026 (matin)"),
    ],
)
def test_period_in_words(first, last, words):
    morning = LoanHalf.of(TUESDAY, DayPart.MORNING)

    assert Span(morning.plus(first), morning.plus(last)).words == words


@pytest.mark.parametrize(("hour", "part"), [("08:00", DayPart.MORNING), ("13:00", DayPart.AFTERNOON)])
def test_half_day_of_now_is_read_in_paris(hour, part):
    with freeze_time(f"2026-03-03T{hour}:00+01:00"):
        assert LoanHalf.now() == LoanHalf.of(TUESDAY, part)
