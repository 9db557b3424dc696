"""No group under five people, by itself or by a difference."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b2i.anonymity import SMALLEST_GROUP
from b2i.figures.small_groups import hidden_cells


def test_what_is_large_enough_is_shown():
    assert hidden_cells({"A": {1: (5,), 2: (0,)}}) == hidden_cells({})


@pytest.mark.parametrize(
    ("cells", "rows"),
    [
        ({1: (4,), 2: (4,), 3: (9,)}, {1, 2}),
        ({1: (1,), 2: (8,), 3: (9,)}, {1, 2}),
        ({1: (1,), 2: (0,), 3: (9,)}, {1, 3}),
    ],
)
def test_one_hidden_row_takes_others_with_it_until_five_are_hidden(cells, rows):
    hidden = hidden_cells({"A": cells, "B": {9: (50,)}})
    assert (hidden.rows, hidden.sections, hidden.total) == (rows, set(), False)


def test_a_section_of_too_few_goes_with_another_one():
    hidden = hidden_cells({"A": {1: (3,)}, "B": {2: (50,)}, "C": {3: (6,), 4: (7,)}})
    assert (hidden.sections, hidden.rows, hidden.total) == ({"A", "C"}, {1, 3, 4}, False)


def test_a_network_of_too_few_shows_no_total():
    hidden = hidden_cells({"A": {1: (3,)}, "B": {2: (0,)}})
    assert (hidden.sections, hidden.rows, hidden.total) == ({"A"}, {1}, True)


def test_those_who_have_not_count_as_those_who_have():
    assert hidden_cells({"A": {1: (5, 1), 2: (6, 9)}}).rows == {1, 2}


tables = st.integers(1, 2).flatmap(
    lambda width: st.lists(
        st.lists(st.tuples(*[st.integers(0, 12)] * width), min_size=1, max_size=6), min_size=1, max_size=4
    )
)


def is_small(cells) -> bool:
    return any(0 < sum(counts) < SMALLEST_GROUP for counts in zip(*cells, strict=True))


@given(tables)
def test_no_cell_and_no_difference_tells_of_fewer_than_five(table):
    sections = {at: {(at, row): cell for row, cell in enumerate(cells)} for at, cells in enumerate(table)}
    hidden = hidden_cells(sections)
    for at, cells in sections.items():
        assert not any(is_small([cell]) for row, cell in cells.items() if row not in hidden.rows)
        if at not in hidden.sections:
            assert not is_small(list(cells.values()))
            assert not is_small([cell for row, cell in cells.items() if row in hidden.rows])
        else:
            assert not any(any(cell) for row, cell in cells.items() if row not in hidden.rows)
    unsaid = [cell for at in hidden.sections for cell in sections[at].values()]
    if not hidden.total:
        assert not is_small(unsaid)


@given(tables)
def test_nothing_is_hidden_where_nothing_is_small(table):
    sections = {at: {(at, row): cell for row, cell in enumerate(cells)} for at, cells in enumerate(table)}
    if not any(is_small([cell]) for cells in sections.values() for cell in cells.values()):
        assert hidden_cells(sections) == hidden_cells({})
