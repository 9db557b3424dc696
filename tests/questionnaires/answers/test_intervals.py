"""Tests of intervals: those of Wilson, and their words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from questionnaires.answers.intervals import interval_in_words, wilson_interval


@given(st.integers(0, 500), st.integers(1, 500))
def test_interval_is_that_of_scipy(part, rest):
    size = part + rest
    expected = stats.binomtest(part, size).proportion_ci(0.95, method="wilson")
    assert wilson_interval(part / size, size) == pytest.approx((expected.low, expected.high), abs=1e-6)


def test_no_answer_may_be_anything():
    assert wilson_interval(0, 0) == (0, 1)


def test_smaller_effective_size_widens_the_interval():
    narrow, wide = wilson_interval(0.3, 1_000), wilson_interval(0.3, 500)
    assert wide[0] < narrow[0] < 0.3 < narrow[1] < wide[1]


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        ((0.312, 0.368), "entre 31 et 37\u00a0%"),
        ((0.3412, 0.3438), "environ 34\u00a0%"),
        ((0, 0.004), "environ 0\u00a0%"),
        ((0.62, 1), "entre 62 et 100\u00a0%"),
    ],
)
def test_interval_is_said_in_words(interval, words):
    assert interval_in_words(interval) == words
