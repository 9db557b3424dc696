"""Tests of the chi-square, compared with SciPy, and of what is said of a difference."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from enquetes.findings.crossing.significance import ChanceVerdict, chi_square_tail, compare

TABLE = [[30, 45, 25], [50, 20, 30]]


@given(st.floats(0, 500), st.integers(1, 120))
def test_tail_is_that_of_scipy(statistic, degrees):
    assert chi_square_tail(statistic, degrees) == pytest.approx(
        float(stats.chi2.sf(statistic, degrees)), rel=1e-9, abs=1e-12
    )


def test_table_without_weights_has_the_chi_square_of_scipy():
    expected = stats.chi2_contingency(TABLE, correction=False)
    found = compare(TABLE, 200)
    assert (found.statistic, found.degrees, found.probability) == pytest.approx(
        (expected.statistic, expected.dof, expected.pvalue)
    )


def test_weights_divide_the_chi_square_by_the_design_effect():
    assert compare(TABLE, 200 / 1.7).statistic == pytest.approx(compare(TABLE, 200).statistic / 1.7)


def test_scale_of_the_weights_changes_nothing():
    scaled = [[weight * 7.5 for weight in line] for line in TABLE]
    assert compare(scaled, 200).statistic == pytest.approx(compare(TABLE, 200).statistic)


@pytest.mark.parametrize(
    ("weights", "size", "verdict"),
    [
        (TABLE, 200, ChanceVerdict.SURE),
        (TABLE, 90, ChanceVerdict.LIKELY),
        (TABLE, 40, ChanceVerdict.CHANCE),
        (TABLE, 10, ChanceVerdict.TOO_FEW),
        ([[50, 50], [50, 50]], 200, ChanceVerdict.CHANCE),
        ([[50, 50], [0, 0]], 100, ChanceVerdict.NOTHING),
        ([[50, 0], [50, 0]], 100, ChanceVerdict.NOTHING),
        ([[0, 0], [0, 0]], 0, ChanceVerdict.NOTHING),
        ([[100, 100], [0.5, 0.4]], 200.9, ChanceVerdict.TOO_FEW),
    ],
)
def test_verdict_follows_probability_and_expected_counts(weights, size, verdict):
    assert compare(weights, size).verdict is verdict


def test_empty_lines_do_not_count():
    assert compare([[30, 0, 20], [0, 0, 0], [10, 0, 40]], 100) == compare([[30, 20], [10, 40]], 100)


def test_verdicts_are_sentences():
    assert str(compare(TABLE, 200)) == "la différence ne doit rien au hasard (moins d’une chance sur cent)"
    assert str(compare(TABLE, 40)) == "la différence peut venir du hasard"
