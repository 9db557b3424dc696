"""The period of a loan in words."""

import datetime

import pytest

from formation.enums import DayPart
from formation.working_halves import WorkingHalf
from qualite.lending.loans.span import Span

TUESDAY = datetime.date(2026, 3, 3)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (0, 0, "le mardi 3 mars 2026 (matin)"),
        (0, 1, "le mardi 3 mars 2026 (journée)"),
        (1, 2, "du mardi 3 mars (après-midi) au mercredi 4 mars 2026 (matin)"),
    ],
)
def test_period_in_words(first, last, words):
    morning = WorkingHalf.of(TUESDAY, DayPart.MORNING)

    assert Span(morning.plus(first), morning.plus(last)).words == words
