"""Tests that no group under five appears, directly or by subtraction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b2i.anonymity import SMALLEST_GROUP
from b2i.figures.small_groups import hidden_cells


def test_large_groups_are_shown():
    assert hidden_cells({"A": {1: (5,), 2: (0,)}}) == hidden_cells({})


@pytest.mark.parametrize(
    ("cells", "rows"),
    [
        ({1: (4,), 2: (4,), 3: (9,)}, {1, 2}),
        ({1: (1,), 2: (8,), 3: (9,)}, {1, 2}),
        ({1: (1,), 2: (0,), 3: (9,)}, {1, 3}),
    ],
)
def test_hidden_row_hides_others_until_five(cells, rows):
    hidden = hidden_cells({"A": cells, "B": {9: (50,)}})
    assert (hidden.rows, hidden.sections, hidden.total) == (rows, set(), False)


def test_small_section_hides_another_one():
    hidden = hidden_cells({"A": {1: (3,)}, "B": {2: (50,)}, "C": {3: (6,), 4: (7,)}})
    assert (hidden.sections, hidden.rows, hidden.total) == ({"A", "C"}, {1, 3, 4}, False)


def test_small_network_hides_total():
    hidden = hidden_cells({"A": {1: (3,)}, "B": {2: (0,)}})
    assert (hidden.sections, hidden.rows, hidden.total) == ({"A"}, {1}, True)


def test_complement_counts_as_group():
    assert hidden_cells({"A": {1: (5, 1), 2: (6, 9)}}).rows == {1, 2}


tables = st.integers(1, 2).flatmap(
    lambda width: st.lists(
        st.lists(st.tuples(*[st.integers(0, 12)] * width), min_size=1, max_size=6), min_size=1, max_size=4
    )
)


def is_small(cells) -> bool:
    return any(0 < sum(counts) < SMALLEST_GROUP for counts in zip(*cells, strict=True))


@given(tables)
def test_no_cell_or_difference_reveals_fewer_than_five(table):
    sections = {
        section: {(section, row): cell for row, cell in enumerate(cells)} for section, cells in enumerate(table)
    }
    hidden = hidden_cells(sections)
    for section, cells in sections.items():
        assert not any(is_small([cell]) for row, cell in cells.items() if row not in hidden.rows)
        if section not in hidden.sections:
            assert not is_small(list(cells.values()))
            assert not is_small([cell for row, cell in cells.items() if row in hidden.rows])
        else:
            assert not any(any(cell) for row, cell in cells.items() if row not in hidden.rows)
    hidden_totals = [cell for section in hidden.sections for cell in sections[section].values()]
    if not hidden.total:
        assert not is_small(hidden_totals)


@given(tables)
def test_nothing_is_hidden_without_small_group(table):
    sections = {
        section: {(section, row): cell for row, cell in enumerate(cells)} for section, cells in enumerate(table)
    }
    if not any(is_small([cell]) for cells in sections.values() for cell in cells.values()):
        assert hidden_cells(sections) == hidden_cells({})
