"""Tests of raking: margins met, bounds kept, what does not converge told, and another library agrees."""

import math
import random
from itertools import product

import numpy as np
import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from ipfn import ipfn

from enquetes.preparation.weighting.margins import Margin
from enquetes.preparation.weighting.raking import TOLERANCE, Weights, rake

SEX = Margin("Sexe", {"Femme": 52, "Homme": 48})
AGE = Margin("Âge", {"Moins de 30 ans": 30, "30 ans et plus": 70})


def people(**counts: int) -> list[dict]:
    """Return rows from counts named by initials: `Fm=3` for three women under 30."""
    sexes = {"F": "Femme", "H": "Homme", "x": None}
    ages = {"m": "Moins de 30 ans", "p": "30 ans et plus", "x": None}
    return [{"Sexe": sexes[cell[0]], "Âge": ages[cell[1]]} for cell, count in counts.items() for _ in range(count)]


def share(rows: list[dict], weights: Weights, margin: Margin, category: str) -> float:
    answered = [
        (row[margin.variable], weight)
        for row, weight in zip(rows, weights.values, strict=True)
        if row[margin.variable] is not None
    ]
    return math.fsum(weight for own, weight in answered if own == category) / math.fsum(
        weight for _, weight in answered
    )


def test_one_margin_gives_target_over_answers():
    weights = rake(people(Fm=3, Fp=1, Hm=3, Hp=3), [Margin("Sexe", {"Femme": 60, "Homme": 40})])
    assert weights.values == pytest.approx([1.5] * 4 + [2 / 3] * 6)
    assert (weights.converged, weights.reason, weights.trimmed, weights.missing) == (True, "", (0, 0), {})


def test_weights_lower_the_effective_size():
    weights = rake(people(Fm=3, Fp=1, Hm=3, Hp=3), [Margin("Sexe", {"Femme": 60, "Homme": 40})])
    assert weights.effective_size == pytest.approx(100 / (4 * 1.5**2 + 6 * (2 / 3) ** 2))
    assert weights.design_effect == pytest.approx(10 / weights.effective_size)


def test_answers_like_the_population_keep_a_weight_of_one():
    weights = rake(people(Fm=12, Fp=40, Hm=18, Hp=30), [SEX, AGE])
    assert weights.values == pytest.approx([1] * 100)
    assert weights.design_effect == pytest.approx(1)


def test_ipfn_finds_the_same_weights():
    counts = np.array([[12.0, 55, 21], [30, 8, 44], [5, 61, 90], [17, 3, 9]])
    rows = [
        {"a": f"a{row}", "b": f"b{column}"}
        for (row, column), count in np.ndenumerate(counts)
        for _ in range(int(count))
    ]
    targets = [np.array([0.2, 0.3, 0.4, 0.1]), np.array([0.25, 0.35, 0.4])]
    margins = [
        Margin(name, {f"{name}{place}": float(target) for place, target in enumerate(own)})
        for name, own in zip("ab", targets, strict=True)
    ]
    weights = rake(rows, margins, tolerance=1e-12)
    theirs = ipfn.ipfn(
        counts.copy(), [own * counts.sum() for own in targets], [[0], [1]], convergence_rate=1e-13, max_iteration=1_000
    ).iteration()
    expected = theirs / counts
    assert weights.values == pytest.approx([expected[int(row["a"][1:]), int(row["b"][1:])] for row in rows])


def test_ipfn_agrees_on_three_margins():
    draw = random.Random(7)  # noqa: S311 - draws answers, not secrets
    rows = [{"a": draw.choice("xy"), "b": draw.choice("xyz"), "c": draw.choice("wxyz")} for _ in range(1_000)]
    shares = {"a": {"x": 0.4, "y": 0.6}, "b": {"x": 0.2, "y": 0.3, "z": 0.5}, "c": dict.fromkeys("wxyz", 0.25)}
    counts = np.zeros((2, 3, 4))
    places = {name: {category: place for place, category in enumerate(own)} for name, own in shares.items()}
    for row in rows:
        counts[tuple(places[name][row[name]] for name in "abc")] += 1
    theirs = ipfn.ipfn(
        counts.copy(),
        [np.array(list(own.values())) * 1_000 for own in shares.values()],
        [[0], [1], [2]],
        convergence_rate=1e-13,
        max_iteration=1_000,
    ).iteration()
    weights = rake(rows, [Margin(name, own) for name, own in shares.items()], tolerance=1e-12)
    expected = theirs / counts
    assert weights.values == pytest.approx([expected[tuple(places[name][row[name]] for name in "abc")] for row in rows])


def test_people_without_an_answer_count_together_for_their_number():
    rows = people(Fm=10, Fp=10, Hm=40, xp=20, xm=20)
    weights = rake(rows, [SEX])
    assert weights.values[60:] == pytest.approx([1] * 40)
    assert share(rows, weights, SEX, "Femme") == pytest.approx(0.52)
    assert weights.missing == {"Sexe": 40}


def test_bounds_hold_and_margins_too_where_that_is_possible():
    rows = people(Fm=5, Fp=100, Hm=30, Hp=200)
    free = rake(rows, [SEX, AGE])
    high = (max(free.values) + sorted(free.values)[-6]) / 2
    weights = rake(rows, [SEX, AGE], trim=(0.2, high))
    assert weights.converged
    assert max(free.values) > high >= max(weights.values)
    assert weights.trimmed == (0, 5)
    assert share(rows, weights, AGE, "Moins de 30 ans") == pytest.approx(0.3, abs=TOLERANCE)


def test_bounds_that_are_too_tight_are_told():
    weights = rake(people(Fm=5, Fp=45, Hm=5, Hp=45), [SEX, AGE], trim=(0.5, 2))
    assert (weights.converged, weights.trimmed) == (False, (0, 10))
    assert weights.reason == (
        f"Le redressement ne converge pas en {weights.rounds}\u00a0tours\u00a0: dans la marge «\u00a0Âge\u00a0», "
        "«\u00a0Moins de 30 ans\u00a0» pèse 20,00\u00a0% au lieu de 30,00\u00a0%. "
        "Les poids limites sont trop serrés\u00a0: même au plus grand poids, cette catégorie n’atteint "
        "que 20,00\u00a0%."
    )


def test_bounds_that_are_tight_on_two_margins_together_are_told():
    rows = people(Fm=20, Fp=30, Hm=40, Hp=10)
    margins = [Margin("Sexe", {"Femme": 70, "Homme": 30}), Margin("Âge", {"Moins de 30 ans": 80, "30 ans et plus": 20})]
    weights = rake(rows, margins, trim=(0.6, 1.9))
    assert not weights.converged
    assert (
        "Les poids limites sont trop serrés\u00a0: sans eux, les marges sont tenues avec des poids de "
        in weights.reason
    )


def test_combination_that_nobody_has_is_told():
    weights = rake(
        people(Hm=5, Fm=5, Fp=5),
        [
            Margin("Sexe", {"Femme": 40, "Homme": 60}),
            Margin(AGE.variable, {"Moins de 30 ans": 50, "30 ans et plus": 50}),
        ],
    )
    assert not weights.converged
    assert weights.reason.partition(". ")[2] == (
        "Qui a répondu «\u00a0Homme\u00a0» («\u00a0Sexe\u00a0») a toujours répondu «\u00a0Moins de 30 ans\u00a0» "
        "(«\u00a0Âge\u00a0»)\u00a0: les premiers devraient peser 60,00\u00a0%, les seconds 50,00\u00a0% seulement. "
        "Regroupez des catégories, ou cherchez les réponses qui manquent."
    )


def test_slow_convergence_asks_for_more_rounds():
    rows = people(Hm=5, Fm=5, Fp=5)
    even = [Margin("Sexe", {"Femme": 1, "Homme": 1}), Margin("Âge", {"Moins de 30 ans": 1, "30 ans et plus": 1})]
    weights = rake(rows, even, most_rounds=100)
    assert not weights.converged
    assert weights.reason.partition(". ")[2] == (
        "L’écart diminue encore\u00a0: augmentez le nombre de tours, ou acceptez un écart plus grand."
    )


def test_three_margins_that_contradict_each_other_are_told():
    """Any two agree with the answers: « odd » is said by those who gave the first answer an odd number of times."""
    rows = [
        {"a": first, "b": second, "c": first if second == "x" else "xy"[first == "x"]}
        for first in "xy"
        for second in "xy"
        for _ in range(5)
    ]
    margins = [Margin("a", {"x": 9, "y": 1}), Margin("b", {"x": 9, "y": 1}), Margin("c", {"x": 1, "y": 9})]
    weights = rake(rows, margins)
    assert not weights.converged
    assert weights.reason.partition(". ")[2] == (
        "Trop de combinaisons de catégories sont sans réponse pour tenir toutes les marges à la fois\u00a0: "
        f"regroupez des catégories, d’abord dans «\u00a0{weights.gap.variable}\u00a0»."
    )


@pytest.mark.parametrize("trim", [(1, 3), (0.5, 1), (-0.1, 2), (2, 0.5)])
def test_bounds_that_are_not_around_one_are_refused(trim):
    with pytest.raises(ValidationError, match="Les poids limites encadrent 1"):
        rake(people(Fm=1, Hp=1), [SEX], trim=trim)


def test_no_answer_is_refused():
    with pytest.raises(ValidationError, match="Personne n’a répondu"):
        rake([], [SEX])


@st.composite
def samples(draw) -> tuple[list[dict], list[Margin]]:
    """Rows where each category has an answer, with or without missing answers, and margins for them."""
    sizes = draw(st.lists(st.integers(2, 4), min_size=1, max_size=3))
    missing = [None] if draw(st.booleans()) else []
    cells = list(product(*([*range(size), *missing] for size in sizes)))
    counts = draw(st.lists(st.integers(0, 5), min_size=len(cells), max_size=len(cells)))
    people_of_cells = [cell for cell, count in zip(cells, counts, strict=True) for _ in range(count)]
    people_of_cells += [tuple(min(place, size - 1) for size in sizes) for place in range(4)]
    rows = [
        {name: None if place is None else f"{name}{place}" for name, place in zip("abc", cell, strict=False)}
        for cell in people_of_cells
    ]
    margins = [
        Margin(name, {f"{name}{place}": draw(st.integers(1, 50)) for place in range(size)})
        for name, size in zip("abc", sizes, strict=False)
    ]
    return rows, [Margin(margin.variable, margin.shares) for margin in margins]


bounds = st.none() | st.tuples(st.floats(0, 0.9), st.floats(1.1, 8))


@given(samples(), bounds)
def test_raking_converges_or_says_why(sample, trim):
    rows, margins = sample
    weights = rake(rows, margins, trim=trim, most_rounds=60)
    low, high = trim or (0, math.inf)
    assert all(max(low - 1e-9, 0) <= weight <= high + 1e-9 for weight in weights.values)
    assert math.fsum(weights.values) / len(rows) == pytest.approx(1, abs=1e-6)
    assert 0 < weights.effective_size <= len(rows) * (1 + 1e-9)
    gaps = [
        abs(share(rows, weights, margin, category) - wanted)
        for margin in margins
        for category, wanted in margin.shares.items()
    ]
    assert max(gaps) == pytest.approx(weights.gap.size, abs=1e-9)
    assert weights.converged == (weights.gap.size <= TOLERANCE) == (weights.reason == "")
    if trim is None and weights.converged:
        assert min(weights.values) > 0


@given(samples(), st.randoms(use_true_random=False))
def test_order_of_rows_changes_nothing(sample, draw):
    rows, margins = sample
    order = list(range(len(rows)))
    draw.shuffle(order)
    weights = rake(rows, margins, most_rounds=9)
    shuffled = rake([rows[place] for place in order], margins, most_rounds=9)
    assert list(shuffled.values) == [weights.values[place] for place in order]


@given(samples(), st.floats(0.01, 1e7))
def test_unit_of_the_margins_changes_nothing(sample, unit):
    rows, margins = sample
    scaled = [
        Margin(margin.variable, {category: share * unit for category, share in margin.targets.items()})
        for margin in margins
    ]
    assert rake(rows, scaled, most_rounds=9).values == pytest.approx(rake(rows, margins, most_rounds=9).values)


@given(samples(), st.integers(2, 4))
def test_everybody_counted_several_times_keeps_their_weight(sample, times):
    rows, margins = sample
    weights, repeated = rake(rows, margins, most_rounds=9), rake(rows * times, margins, most_rounds=9)
    assert repeated.values == pytest.approx(weights.values * times)
    assert repeated.design_effect == pytest.approx(weights.design_effect)
