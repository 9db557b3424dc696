"""The search of a person: audience, second check against the database, titles alone when the index is down."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reseau.people.members.models.position import Position
from reseau.places.models.epm import EPM
from search.index.services import drain_outbox
from search.questions.results.searcher import MAX_PAGES, PAGE_SIZE, Searcher, SearchFacetValue
from search.sources.registry import source
from tests.factories.reseau import EPMFactory, PositionFactory

ANYONE = AnonymousUser()


def titles_of(user, text: str, **options) -> list[str]:
    return sorted(hit.title for hit in Searcher(user).find(text, **options).page)


def suggested_titles(user, text: str) -> list[str]:
    return sorted(suggestion.title for suggestion in Searcher(user).suggest(text))


def values_of(results, name: str) -> tuple[SearchFacetValue, ...]:
    (facet_values,) = [values for values in results.facets if values.facet.name == name]
    return facet_values.values


@pytest.fixture
def people(animator, colleague, stranger):
    """Members of two EPM, called Zoé, already indexed."""
    for member in (animator, colleague, stranger):
        member.first_name = "Zoé"
        member.save()
    drain_outbox()
    return sorted(str(member) for member in (animator, colleague, stranger))


def test_public_documents_are_found_by_everybody(epm, animator):
    drain_outbox()
    assert titles_of(ANYONE, "Gramat") == ["EPM de Gramat"]
    assert suggested_titles(ANYONE, "gram") == ["EPM de Gramat"]


def test_people_are_found_by_members_alone(people, animator):
    assert (titles_of(ANYONE, "Zoé"), suggested_titles(ANYONE, "zo")) == ([], [])
    assert Searcher(ANYONE).find("Zoé").facets == ()
    assert titles_of(animator, "Zoé") == people
    assert suggested_titles(animator, "zo") == people


def test_member_with_a_closed_position_finds_nobody(people, animator):
    Position.objects.filter(member=animator).update(end=date(2021, 1, 1))
    reloaded_member = type(animator).objects.get(pk=animator.pk)
    assert (titles_of(reloaded_member, "Zoé"), suggested_titles(reloaded_member, "zo")) == ([], [])


def test_hidden_object_still_in_the_index_is_dropped(epm):
    drain_outbox()
    EPM.objects.update(is_open=False)
    results = Searcher(ANYONE).find("Gramat")
    assert (list(results.page), results.total, suggested_titles(ANYONE, "gram")) == ([], 0, [])


def test_check_costs_one_query_whatever_the_kinds(people, animator, epm):
    EPMFactory.create_batch(3, name="EPM Zoé")
    drain_outbox()
    searcher = Searcher(animator)
    assert (bool(searcher.audience), searcher.synonyms) == (True, ())  # already read
    with CaptureQueriesContext(
        connection,
    ) as queries:
        kinds = {hit.kind for hit in searcher.find("Zoé").page}
    assert (kinds, len(queries)) == ({"epm", "member"}, 1)


def test_kind_narrows_results_and_counts_stay_exact(people, animator):
    EPMFactory(name="EPM Zoé")
    drain_outbox()
    results = Searcher(animator).find("Zoé", filters={"kind": frozenset({"epm"})})
    assert [hit.title for hit in results.page] == ["EPM Zoé"]
    assert set(values_of(results, "kind")) == {
        SearchFacetValue("epm", source("epm").label_plural, count=1, chosen=True),
        SearchFacetValue("member", source("member").label_plural, count=3, chosen=False),
    }


def test_chosen_kind_without_result_stays_visible(epm):
    drain_outbox()
    results = Searcher(ANYONE).find("Gramat", filters={"kind": frozenset({"member"})})
    assert list(results.page) == []
    assert {(value.value, value.count, value.chosen) for value in values_of(results, "kind")} == {
        ("epm", 1, False),
        ("member", 0, True),
    }


def test_results_are_split_into_pages(db):
    EPMFactory.create_batch(PAGE_SIZE + 1, name="EPM Zoé")
    drain_outbox()
    first, second = (Searcher(ANYONE).find("Zoé", page_number=number).page for number in (1, 2))
    assert (len(first), len(second), first.has_next(), second.has_next()) == (PAGE_SIZE, 1, True, False)
    assert {hit.key for hit in first}.isdisjoint(hit.key for hit in second)


def test_page_past_the_last_is_the_last(db):
    EPMFactory.create_batch(PAGE_SIZE + 1, name="EPM Zoé")
    drain_outbox()
    page = Searcher(ANYONE).find("Zoé", page_number=MAX_PAGES + 9).page
    assert (page.number, len(page)) == (2, 1)


def test_titles_are_searched_when_there_is_no_index(epm, animator, other_epm):
    results = Searcher(ANYONE).find("epm gramats")
    assert ([hit.title_html for hit in results.page], results.degraded) == (
        ["<mark>EPM</mark> de <mark>Gramat</mark>"],
        True,
    )
    assert (results.facets, suggested_titles(ANYONE, "gram")) == ((), [])


def test_folded_titles_are_compared_without_accents_or_capitals(animator):
    animator.first_name = "Élodie"
    animator.save()
    assert titles_of(animator, "élodie") == [str(animator)]


def test_titles_respect_the_audience_and_the_kind(animator, epm):
    animator.last_name = "Gramat"
    animator.save()
    assert titles_of(ANYONE, "Gramat") == ["EPM de Gramat"]
    assert titles_of(animator, "Gramat") == sorted([str(animator), "EPM de Gramat"])
    assert titles_of(animator, "Gramat", filters={"kind": frozenset({"epm"})}) == ["EPM de Gramat"]


def test_stop_words_find_no_title_without_index(epm):
    assert titles_of(ANYONE, "de la") == []


def test_titles_are_split_into_pages(db, animator):
    EPMFactory.create_batch(PAGE_SIZE, name="EPM Zoé")
    for _ in range(2):
        PositionFactory(member__first_name="Zoé")
    pages = [Searcher(animator).find("Zoé", page_number=number).page for number in (1, 2, 9)]
    assert [(page.number, len(page)) for page in pages] == [(1, PAGE_SIZE), (2, 2), (2, 2)]
