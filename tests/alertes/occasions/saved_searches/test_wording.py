"""A saved search in French: its words, its filters, and its confirmation."""

import pytest

from alertes.occasions.saved_searches.models import SavedSearch
from alertes.occasions.saved_searches.wording import FilterWords, confirmation_text, filter_words, saved_search_name
from jobs.declared import declared
from search.questions.results import search_facets
from search.questions.results.search_facets import SearchFacet

KINDS = FilterWords("Type de contenu", "Lieux, Fiches d’atelier")


@pytest.fixture
def requested_values(declare):
    """A facet of codes, which counts how often its labels are requested."""
    requests = []

    def labels(values):
        requests.append(sorted(values))
        return {"C3": "Troisième"}

    facets = (*declared("search", "FACETS"), SearchFacet("stage", "Cycle", 5, labels))
    declare("search", SOURCES=declared("search", "SOURCES"), FACETS=facets)
    search_facets.facets.cache_clear()
    yield requests
    search_facets.facets.cache_clear()


def test_filters_are_shown_with_labels_in_page_order(requested_values):
    saved_search = SavedSearch(text="photo", filters={"kind": ["epm", "sheet"], "stage": ["C3"], "year": ["2026"]})

    assert filter_words([saved_search]) == [[FilterWords("Cycle", "Troisième"), KINDS, FilterWords("Année", "2026")]]


def test_value_without_label_is_shown_as_it_is(requested_values):
    assert filter_words([SavedSearch(filters={"stage": ["C3", "C4"]})]) == [[FilterWords("Cycle", "Troisième, C4")]]


def test_undeclared_facet_is_left_out_of_the_words():
    assert filter_words([SavedSearch(filters={"stage": ["C3"]})]) == [[]]


def test_labels_of_each_facet_are_read_once_for_many_searches(requested_values):
    searches = [SavedSearch(filters={"stage": [code]}) for code in ("C3", "C4", "C5")] + [SavedSearch()]

    assert [len(words) for words in filter_words(searches)] == [1, 1, 1, 0]
    assert requested_values == [["C3", "C4", "C5"]]


def test_unused_facet_is_not_queried(requested_values):
    assert filter_words([SavedSearch()]) == [[]]
    assert requested_values == []


@pytest.mark.parametrize(
    ("filters", "name"),
    [
        ({}, "«\u00a0photo\u00a0»"),
        ({"year": ["2026"]}, "«\u00a0photo\u00a0» (2026)"),
        (
            {"kind": ["epm", "sheet"], "year": ["2026"]},
            "«\u00a0photo\u00a0» (Lieux, Fiches d’atelier\u00a0; 2026)",
        ),
    ],
)
def test_search_is_named_by_its_words_and_filters(filters, name):
    assert saved_search_name(SavedSearch(text="photo", filters=filters)) == name


def test_long_name_leaves_room_for_the_text_of_the_notice():
    saved_search = SavedSearch(text="a" * 200, filters={"year": ["2" * 120]})

    assert len(saved_search_name(saved_search)) == 60 + 60 + len("«  » ()")


@pytest.mark.parametrize(
    ("known_ids", "expected"),
    [
        (None, "Vous suivez cette recherche. Ses nouveaux résultats arriveront dans vos alertes."),
        (
            ["epm:1"],
            "Vous suivez cette recherche\u00a0: 1 résultat aujourd’hui. Les nouveaux arriveront dans vos alertes.",
        ),
        (
            ["epm:1", "epm:2"],
            "Vous suivez cette recherche\u00a0: 2 résultats aujourd’hui. Les nouveaux arriveront dans vos alertes.",
        ),
    ],
)
def test_confirmation_shows_what_to_expect(known_ids, expected):
    assert confirmation_text(SavedSearch(known=known_ids)) == expected


def test_confirmation_of_a_search_without_results():
    assert confirmation_text(SavedSearch(known=[])).startswith(
        "Vous suivez cette recherche. Rien n’y répond aujourd’hui"
    )
