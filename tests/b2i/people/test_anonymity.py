"""Tests that no group under five appears, directly or by subtraction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b2i.people.anonymity import SMALLEST_GROUP, hidden_cells


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


def test_small_section_hides_another_total_and_as_few_of_its_rows_as_it_takes():
    hidden = hidden_cells({"A": {1: (3,)}, "B": {2: (50,)}, "C": {3: (6,), 4: (7,)}})
    assert (hidden.sections, hidden.rows, hidden.total) == ({"A", "C"}, {1, 3}, False)


def test_large_rows_of_a_section_with_hidden_total_are_shown():
    hidden = hidden_cells({"A": {1: (2,)}, "B": {2: (1,), 3: (6,), 4: (30,)}, "C": {5: (80,)}})
    assert (hidden.sections, hidden.rows, hidden.total) == ({"A", "B"}, {1, 2, 3}, False)


def test_hidden_total_cannot_be_added_up_from_its_rows():
    """Of two groups, so few are hidden with the small section that one more row must be."""
    hidden = hidden_cells({"A": {1: (3, 2)}, "B": {2: (5, 0), 3: (20, 10)}})
    assert (hidden.sections, hidden.rows, hidden.total) == ({"A", "B"}, {1, 2, 3}, False)


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
        elif any(any(cell) for cell in cells.values()):
            assert any(any(cells[row]) for row in cells.keys() & hidden.rows)
    hidden_totals = [cell for section in hidden.sections for cell in sections[section].values()]
    rows_of_hidden_totals = [
        cell for section in hidden.sections for row, cell in sections[section].items() if row in hidden.rows
    ]
    if not hidden.total:
        # The grand total less what is shown leaves these together.
        assert not is_small(hidden_totals)
        assert not is_small(rows_of_hidden_totals)


@given(tables)
def test_nothing_is_hidden_without_small_group(table):
    sections = {
        section: {(section, row): cell for row, cell in enumerate(cells)} for section, cells in enumerate(table)
    }
    if not any(is_small([cell]) for cells in sections.values() for cell in cells.values()):
        assert hidden_cells(sections) == hidden_cells({})
