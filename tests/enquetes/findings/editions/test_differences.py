"""Tests of differences between two editions, against an independent computation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from enquetes.findings.editions.differences import ShareDifference
from enquetes.findings.results.result_block import ResultLine
from questionnaires.answers.intervals import wilson_interval


def line(share: float, size: int) -> ResultLine:
    return ResultLine("a", "A", round(share * size), share, *wilson_interval(share, size))


def test_interval_of_the_source():
    """56/70 and 48/80: Newcombe, table II, example (a), method 10: 0.0524 to 0.3339."""
    difference = ShareDifference.of(line(48 / 80, 80), line(56 / 70, 70))

    assert (difference.low, difference.high) == pytest.approx((0.0524, 0.3339), abs=1e-4)


@given(st.floats(0.2, 0.8), st.floats(0.2, 0.8), st.integers(2_000, 9_000), st.integers(2_000, 9_000))
def test_large_samples_have_the_interval_of_the_normal_law(was, share, before, now):
    difference = ShareDifference.of(line(was, before), line(share, now))

    half = norm.ppf(0.975) * (was * (1 - was) / before + share * (1 - share) / now) ** 0.5
    assert (difference.low, difference.high) == pytest.approx((share - was - half, share - was + half), abs=1e-3)


@pytest.mark.parametrize(
    ("was", "share", "words"),
    [
        (0.30, 0.40, "hausse de 10\u00a0points (entre 6 et 14)"),
        (0.40, 0.30, "baisse de 10\u00a0points (entre 6 et 14)"),
        (0.40, 0.41, "peut venir du hasard (entre −3 et 5\u00a0points)"),
    ],
)
def test_difference_in_words(was, share, words):
    assert str(ShareDifference.of(line(was, 1_000), line(share, 1_000))) == words


def test_masked_share_has_no_difference():
    assert ShareDifference.of(ResultLine("a", "A", None), line(0.5, 10)) is None
