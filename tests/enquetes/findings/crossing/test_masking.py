"""Tests that no sum or difference of shown numbers is about fewer than five people."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquetes.findings.crossing.masking import (
    ANSWERED,
    SILENT,
    TOTAL,
    hidden_in_part,
    hidden_keys,
    list_arcs,
    table_arcs,
)

SMALLEST = 5


def table(*lines: tuple[int, ...]) -> dict:
    return {(row, column): count for row, line in enumerate(lines) for column, count in enumerate(line)}


def hidden_cells(*lines: tuple[int, ...]) -> set:
    return set(hidden_in_part(table_arcs(table(*lines)), smallest=SMALLEST))


def test_large_and_empty_cells_are_shown():
    assert hidden_cells((5, 0, 12), (0, 7, 9)) == set()


def test_small_cell_hides_three_others_of_its_row_and_column():
    """Alone in its row or in its column, it would be the total less the others."""
    assert hidden_cells((2, 20, 30), (25, 8, 40), (60, 70, 9)) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_small_cells_that_make_up_five_people_hide_no_other_in_their_row():
    assert hidden_cells((3, 3, 30), (4, 4, 40)) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_cells_that_lead_to_each_other_by_subtraction_hide_more():
    """Rows and columns each hide two cells, but the first two rows less the first two columns give the last cell."""
    lines = (4, 4, 50), (4, 4, 50), (50, 50, 3)
    hidden = hidden_cells(*lines)
    assert {(0, 0), (0, 1), (1, 0), (1, 1), (2, 2)} < hidden
    assert is_safe(table_arcs(table(*lines)), hidden)


def test_tiny_table_hides_its_totals():
    assert hidden_cells((1, 0), (0, 2)) == {
        (0, 0), (1, 1), (0, TOTAL), (1, TOTAL), (TOTAL, 0), (TOTAL, 1), (TOTAL, TOTAL),
    }  # fmt: skip


def test_few_silent_people_are_not_read_by_difference():
    hidden = hidden_in_part(list_arcs({"oui": 60, "non": 37}, asked=100), smallest=SMALLEST)
    assert hidden == {SILENT, ANSWERED, "non"}


def test_nobody_silent_hides_nothing():
    assert hidden_in_part(list_arcs({"oui": 60, "non": 40}, asked=100), smallest=SMALLEST) == set()


def test_number_hidden_in_a_part_is_hidden_in_all():
    few_others = list_arcs({"jeux": 98, ("not", "jeux"): 2}, asked=100)
    many = list_arcs({"mail": 40, ("not", "mail"): 60}, asked=100)
    hidden = hidden_keys([few_others, many], smallest=SMALLEST)
    assert hidden == {"jeux", ("not", "jeux")}


def test_shared_total_hidden_for_one_part_is_hidden_for_the_other():
    parts = [list_arcs({"jeux": 2}, asked=50), list_arcs({"mail": 1, ("not", "mail"): 1}, asked=50)]
    hidden = hidden_keys(parts, smallest=SMALLEST)
    assert hidden == {"jeux", "mail", ("not", "mail"), ANSWERED, SILENT}
    assert all(is_safe(arcs, hidden) for arcs in parts)


def is_safe(arcs, hidden) -> bool:
    """Whether no set of nodes is left by hidden arcs about one to four people, and entered by none: all are tried."""
    kept = [arc for arc in arcs if arc.key in hidden and arc.count]
    nodes = sorted({end for arc in arcs for end in (arc.start, arc.end)}, key=str)
    for bits in product((False, True), repeat=len(nodes)):
        inside = {node for node, bit in zip(nodes, bits, strict=True) if bit}
        leaving = [arc.count for arc in kept if arc.start in inside and arc.end not in inside]
        entering = [arc for arc in kept if arc.end in inside and arc.start not in inside]
        if not entering and 0 < sum(leaving) < SMALLEST:
            return False
    return True


tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.tuples(*[st.integers(0, 12) | st.integers(0, 4)] * width), min_size=1, max_size=4)
)


@given(tables)
def test_no_sum_of_shown_numbers_is_about_few(lines):
    arcs = table_arcs(table(*lines))
    hidden = hidden_in_part(arcs, smallest=SMALLEST)
    assert not [arc for arc in arcs if 0 < arc.count < SMALLEST and arc.key not in hidden]
    assert is_safe(arcs, hidden)


@given(tables)
def test_nothing_is_hidden_without_a_small_group(lines):
    arcs = table_arcs(table(*lines))
    if not any(0 < arc.count < SMALLEST for arc in arcs):
        assert hidden_in_part(arcs, smallest=SMALLEST) == set()


@pytest.mark.parametrize("smallest", [1, 3, 11])
def test_size_is_chosen(smallest):
    hidden = hidden_in_part(table_arcs(table((2, 20), (10, 30))), smallest=smallest)
    assert hidden == (set() if smallest == 1 else {(0, 0), (0, 1), (1, 0), (1, 1)})
