"""Tests of means and quartiles, with and without weights."""

import statistics
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquetes.findings.crossing.number_figures import figures_of_numbers
from enquetes.findings.crossing.weighted_counts import WeightedCount


def counted(numbers) -> list[tuple[int, WeightedCount]]:
    return [(number, WeightedCount(count, count, count)) for number, count in sorted(Counter(numbers).items())]


@given(st.lists(st.integers(-50, 50), min_size=5, max_size=40))
def test_equal_weights_give_the_usual_figures(numbers):
    figures = figures_of_numbers(counted(numbers))
    assert figures.count == len(numbers)
    assert figures.mean == pytest.approx(statistics.mean(numbers))
    assert figures.median == statistics.median(numbers)
    quartiles = np.quantile(numbers, [0.25, 0.5, 0.75], method="averaged_inverted_cdf")
    assert figures.quartiles == pytest.approx(tuple(quartiles))
    half = 1.959964 * statistics.stdev(numbers) / len(numbers) ** 0.5
    assert figures.interval == pytest.approx((figures.mean - half, figures.mean + half))


def test_weight_of_two_counts_as_two_people_but_not_for_the_interval():
    weighted = figures_of_numbers(
        [(1, WeightedCount(5, 10, 20)), (4, WeightedCount(5, 5, 5)), (9, WeightedCount(5, 5, 5))]
    )
    doubled = figures_of_numbers(counted([1] * 10 + [4] * 5 + [9] * 5))
    assert (weighted.count, doubled.count) == (15, 20)
    assert (weighted.mean, weighted.quartiles) == (doubled.mean, doubled.quartiles)
    assert weighted.interval[1] > doubled.interval[1]


def test_few_numbers_are_masked():
    assert figures_of_numbers(counted([1, 2, 3, 4])) is None
    assert figures_of_numbers(counted([1, 2, 3]), smallest=3).mean == 2
    assert figures_of_numbers([], smallest=1) is None


def test_mean_is_said_in_words():
    assert figures_of_numbers(counted([3] * 6)).in_words == "3,0 en moyenne (environ 3,0)"
    assert figures_of_numbers(counted([1, 2, 3, 4, 5, 6])).in_words == "3,5 en moyenne (entre 2,0 et 5,0)"
