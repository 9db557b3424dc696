"""Counts and addresses of facets."""

import pytest

from reseau.web.queries.list_facets import build_facet, count_values, query_value

ROWS = [
    {"territoire": "figeac", "type": "library", "count": 3},
    {"territoire": "figeac", "type": "village", "count": 2},
    {"territoire": "cahors", "type": "library", "count": 1},
]


@pytest.mark.parametrize(
    ("name", "chosen_values", "counts"),
    [
        ("territoire", {}, {"figeac": 5, "cahors": 1}),
        ("territoire", {"territoire": "cahors", "type": ""}, {"figeac": 5, "cahors": 1}),
        ("territoire", {"type": "village"}, {"figeac": 2}),
        ("type", {"territoire": "figeac"}, {"library": 3, "village": 2}),
        ("type", {"territoire": "gourdon"}, {}),
    ],
)
def test_counts_of_a_facet_follow_the_other_facets(name, chosen_values, counts):
    assert count_values(ROWS, name, chosen_values) == counts


def test_facet_value_links_to_the_first_page_of_the_filtered_list(rf):
    request = rf.get("/annuaire/", {"q": "saint", "type": "library", "page": "3"})

    facet = build_facet(request, "territoire", "Territoire", {"figeac": 5}, {"cahors": "Cahors", "figeac": "Figeac"})

    assert [(value.label, value.count, value.chosen, value.url) for value in facet.values] == [
        ("Figeac", 5, False, "/annuaire/?q=saint&type=library&territoire=figeac")
    ]


def test_chosen_value_stays_visible_and_links_back(rf):
    request = rf.get("/annuaire/", {"territoire": "cahors"})

    facet = build_facet(request, "territoire", "Territoire", {}, {"cahors": "Cahors", "figeac": "Figeac"})

    assert [(value.label, value.count, value.chosen, value.url) for value in facet.values] == [
        ("Cahors", 0, True, "/annuaire/")
    ]


def test_requested_value_has_no_null_character(rf):
    assert query_value(rf.get("/", {"q": " gra\x00mat "}), "q") == "gramat"
    assert query_value(rf.get("/"), "q") == ""
