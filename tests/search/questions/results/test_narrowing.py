"""Narrowing of results: facets, their values, their order, open or closed."""

import pytest
from django.core.paginator import Page, Paginator

from search.questions.results.narrowing import Chip, Offer, chips, offers
from search.questions.results.search_facets import SearchFacet
from search.questions.results.searcher import ResultPage, SearchFacetValue, SearchFacetValues

COLOUR = SearchFacet("colour", "Couleur", 1)
SIZE = SearchFacet("size", "Taille", 2, rank=["S", "M", "L"].index)


def page_of(*facets: SearchFacetValues, total: int = 20, degraded: bool = False) -> ResultPage:
    return ResultPage(total, Page([], 1, Paginator([], 20)), facets, degraded=degraded)


def values_of(facet: SearchFacet, counts: dict[str, int], *, chosen: str = "") -> SearchFacetValues:
    return SearchFacetValues(
        facet, tuple(SearchFacetValue(value, value, count, value == chosen) for value, count in counts.items())
    )


def in_sight(offer: Offer) -> list[str]:
    return [choice.value for choice in offer.choices]


def value_counts(number: int) -> dict[str, int]:
    return {f"valeur {3 * chr(122 - rank)}": 19 - rank for rank in range(number)}


@pytest.mark.parametrize("counts", [{"red": 20}, {"red": 20, "blue": 20}])
def test_facet_whose_values_exclude_nothing_is_hidden(counts):
    assert offers("x", {}, page_of(values_of(COLOUR, counts))) == []


def test_facet_with_one_narrowing_value_is_shown():
    (offer,) = offers("x", {}, page_of(values_of(COLOUR, {"red": 19})))
    assert (in_sight(offer), offer.other_url) == (["red"], "")


def test_facet_with_a_chosen_value_is_shown_even_if_it_excludes_nothing():
    (offer,) = offers("x", {}, page_of(values_of(COLOUR, {"red": 20}, chosen="red")))
    assert in_sight(offer) == ["red"]


def test_no_facet_is_shown_while_the_engine_is_down():
    assert offers("x", {}, page_of(values_of(COLOUR, {"red": 0}, chosen="red"), degraded=True)) == []


def test_eight_values_are_all_shown_and_of_nine_the_five_most_frequent():
    (smaller_offer,) = offers("x", {}, page_of(values_of(COLOUR, value_counts(8))))
    (larger_offer,) = offers("x", {}, page_of(values_of(COLOUR, value_counts(9))))
    assert (in_sight(smaller_offer), smaller_offer.other_url) == (list(value_counts(8)), "")
    assert (in_sight(larger_offer), larger_offer.size) == (list(value_counts(5)), 9)
    assert larger_offer.other_url == "?q=x&tout=colour#facette-colour"


def test_chosen_value_stays_visible_even_if_rare():
    (offer,) = offers("x", {}, page_of(values_of(COLOUR, value_counts(12), chosen="valeur ooo")))
    assert in_sight(offer) == [*value_counts(5), "valeur ooo"]


def test_all_values_are_sorted_without_articles_and_accents():
    names = ["EPM du Bastit", "EPM d’Arcambal", "EPM de Cahors", "EPM d’Épédone", *value_counts(8)]
    (offer,) = offers("x", {}, page_of(values_of(COLOUR, dict.fromkeys(names, 1))), whole_facet="colour")
    assert in_sight(offer) == [
        "EPM d’Arcambal",
        "EPM du Bastit",
        "EPM de Cahors",
        "EPM d’Épédone",
        *sorted(value_counts(8)),
    ]
    assert (offer.is_whole, offer.other_url) == (True, "?q=x#facette-colour")


def test_no_more_than_two_hundred_values_are_shown():
    counts = {f"valeur {number}": 1 for number in range(300)}
    (offer,) = offers("x", {}, page_of(values_of(COLOUR, counts, chosen="valeur 299")), whole_facet="colour")
    assert (len(in_sight(offer)), offer.size, "valeur 299" in in_sight(offer)) == (201, 300, True)


def test_ranked_values_keep_their_order_whatever_their_counts():
    (offer,) = offers("x", {}, page_of(values_of(SIZE, {"L": 9, "S": 4, "M": 1})))
    assert in_sight(offer) == ["S", "M", "L"]


def test_four_facets_are_open_and_those_that_narrow():
    facets = [values_of(SearchFacet(f"f{rank}", "F", rank), {"a": 1}) for rank in range(5)]
    facets.append(values_of(SearchFacet("f5", "F", 5), {"a": 1}, chosen="a"))
    assert [offer.is_open for offer in offers("x", {}, page_of(*facets))] == [True] * 4 + [False, True]


def test_chips_remove_one_value_each():
    filters = {"kind": frozenset({"sheet"}), "tag": frozenset({"photo", "plan"})}
    kind = SearchFacetValues(SearchFacet("kind", "Type", 1), (SearchFacetValue("sheet", "Fiches", 3, chosen=True),))
    tags = values_of(SearchFacet("tag", "Mot-clé", 2), {"photo": 2, "autre": 1}, chosen="photo")
    assert chips("x", filters, page_of(kind, tags)) == [
        Chip("Fiches", "?q=x&tag=photo&tag=plan"),
        Chip("photo", "?q=x&kind=sheet&tag=plan"),
    ]


@pytest.mark.parametrize(("length", "expected"), [(60, "a" * 60), (61, "a" * 59 + "…")])
def test_long_label_is_cut_in_lists_and_chips(length, expected):
    results = page_of(values_of(COLOUR, {"a" * length: 20}, chosen="a" * length))

    (offer,), (chip,) = offers("x", {}, results), chips("x", {}, results)

    assert ([choice.label for choice in offer.choices], chip.label) == ([expected], expected)
