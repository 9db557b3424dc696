"""Two tables over the same people: no row, column, or difference of them is a group of one to four people."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accueil.visio.report.small_groups import ShownParts, shown_parts

CELLS = st.dictionaries(
    st.tuples(st.integers(0, 3), st.integers(0, 3)), st.sampled_from([1, 2, 3, 4, 5, 6, 9, 20]), max_size=10
)
EVERYTHING = {"rows": frozenset({1, 2}), "columns": frozenset({7, 8}), "has_total": True}


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        ({}, ShownParts(frozenset(), frozenset(), has_total=True)),
        ({(1, 7): 4}, ShownParts(frozenset(), frozenset(), has_total=False)),
        ({(1, 7): 5}, ShownParts(frozenset({1}), frozenset({7}), has_total=True)),
        ({(1, 7): 9, (1, 8): 9, (2, 7): 9, (2, 8): 9}, ShownParts(**EVERYTHING)),
        # Three people alone at 2: the total would give them away, so that 1 is hidden too.
        ({(1, 7): 9, (2, 7): 3}, ShownParts(frozenset(), frozenset({7}), has_total=True)),
        # Column 8 is wholly in row 1: the row less the column is three people of column 7.
        ({(1, 7): 3, (1, 8): 9, (2, 7): 9}, ShownParts(frozenset(), frozenset({7, 8}), has_total=True)),
    ],
)
def test_hand_made_tables(cells, shown):
    assert shown_parts(cells) == shown


def knowledge(cells: dict, shown: ShownParts) -> list[tuple[int, ...]]:
    """Return what is published, as sums over the cells in order: a row of ones and zeros for each number."""
    keys = list(cells)
    forms = [tuple(int(row == shown_row) for row, _ in keys) for shown_row in shown.rows]
    forms += [tuple(int(column == shown_column) for _, column in keys) for shown_column in shown.columns]
    return [*forms, *([(1,) * len(keys)] if shown.has_total else [])]


def reduced(forms: list[tuple[int, ...]]) -> list[list[Fraction]]:
    """Return the row echelon form: what can be computed from the published numbers."""
    rows, rank = [[Fraction(value) for value in form] for form in forms], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((index for index in range(rank, len(rows)) if rows[index][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        rows[rank] = [value / rows[rank][column] for value in rows[rank]]
        for index in range(len(rows)):
            if index != rank and rows[index][column]:
                factor = rows[index][column]
                rows[index] = [value - factor * base for value, base in zip(rows[index], rows[rank], strict=True)]
        rank += 1
    return rows[:rank]


def is_computable(group: tuple[int, ...], basis: list[list[Fraction]]) -> bool:
    left = [Fraction(value) for value in group]
    for row in basis:
        pivot = next(index for index, value in enumerate(row) if value)
        if left[pivot]:
            factor = left[pivot]
            left = [value - factor * base for value, base in zip(left, row, strict=True)]
    return not any(left)


@settings(max_examples=60, deadline=None)
@given(CELLS)
def test_no_small_group_can_be_computed_by_any_algebra(cells):
    """Try every set of cells, and every combination of the published numbers, not sums and differences alone."""
    shown = shown_parts(cells)
    basis = reduced(knowledge(cells, shown))
    sizes = list(cells.values())
    for group in product((0, 1), repeat=len(sizes)):
        people = sum(size for size, is_in in zip(sizes, group, strict=True) if is_in)
        if 0 < people < 5:
            assert not is_computable(group, basis)


@given(CELLS)
def test_what_no_difference_shows_is_not_hidden(cells):
    """A table without small cells is shown whole."""
    large = {key: size + 5 for key, size in cells.items()}
    shown = shown_parts(large)
    assert (shown.rows, shown.columns) == ({row for row, _ in cells}, {column for _, column in cells})
