"""The page /recherche/ and the titles offered while one types."""

import shutil

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from search.registry import source
from search.services import drain_outbox
from tests.factories.reseau import EPMFactory

URL = "/recherche/"


def page_of(client, **query) -> BeautifulSoup:
    response = client.get(URL, query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def results(page) -> list[tuple[str, str]]:
    return [(line["data-kind"], line["data-key"]) for line in page.select("[data-kind]")]


def facets(page) -> dict[str, int]:
    return {value["data-value"]: int(value["data-count"]) for value in page.select('[data-facet="kind"]')}


def words_of(page) -> str:
    """What the page says, whatever its spaces."""
    return " ".join(page.select_one("main").get_text(" ").split())


@pytest.fixture
def places(db):
    """Three EPM whose name holds « causse »; the index knows them."""
    epms = EPMFactory.create_batch(3, name="EPM du Causse")
    drain_outbox()
    return epms


def test_addresses():
    assert (reverse("search:results"), reverse("search:suggestions")) == (URL, f"{URL}suggestions/")


def test_visitor_finds_what_is_public(client, places):
    page = page_of(client, q="causses")
    assert sorted(results(page)) == sorted(("epm", str(epm.pk)) for epm in places)
    assert facets(page) == {"epm": 3}
    assert "3 résultats pour « causses »" in words_of(page)
    assert [mark.get_text() for mark in page.select("[data-kind] h3 mark")] == ["Causse"] * 3


def test_nothing_asked(client, db):
    page = page_of(client)
    assert (results(page), "Une seule recherche" in words_of(page)) == ([], True)


def test_nothing_found(client, places):
    page = page_of(client, q="dromadaire")
    assert (results(page), "Rien trouvé pour « dromadaire »" in words_of(page)) == ([], True)


def test_some_of_the_words_only(client, places):
    page = page_of(client, q="causse dromadaire")
    assert (len(results(page)), "Rien ne contient tous ces mots." in words_of(page)) == (3, True)


def test_kind_chosen_is_marked_and_can_be_taken_away(client, places):
    page = page_of(client, q="causse", kind="epm")
    (value,) = page.select('[data-facet="kind"]')
    assert (value.a["aria-current"], value.a["href"]) == ("true", f"{URL}?q=causse")


def test_kind_without_result_offers_all_kinds(client, places):
    page = page_of(client, q="causse", kind="member")
    assert (results(page), facets(page)) == ([], {"epm": 3, "member": 0})
    assert f"{URL}?q=causse" in [link["href"] for link in page.select("main section a")]
    assert page.select_one('[data-value="epm"] a')["href"] == f"{URL}?q=causse&kind=epm&kind=member"


def test_unknown_kind_and_page_are_ignored(client, places):
    assert len(results(page_of(client, q="causse", kind="secret", page="abc"))) == 3
    assert len(results(page_of(client, q="causse", page="99999999999"))) == 3


def test_pages_keep_the_question_and_the_kind(client, db):
    EPMFactory.create_batch(21, name="EPM du Causse")
    drain_outbox()
    page = page_of(client, q="causse", kind="epm")
    assert page.select_one('[rel="next"]')["href"] == "?q=causse&kind=epm&page=2"
    assert len(results(page_of(client, q="causse", kind="epm", page="2"))) == 1


def test_people_are_for_members(client, client_of, animator):
    animator.first_name = "Zoé"
    animator.save()
    drain_outbox()
    visitor = page_of(client, q="zoé")
    assert (results(visitor), facets(visitor)) == ([], {})
    assert results(page_of(client_of(animator), q="zoé")) == [("member", str(animator.pk))]


def test_question_and_titles_are_escaped(client, db):
    EPMFactory(name="<script>causse</script>")
    drain_outbox()
    response = client.get(URL, {"q": '"><script>causse'})
    assert b"<script>causse" not in response.content
    assert b"&lt;<mark>script</mark>&gt;<mark>causse</mark>&lt;/<mark>script</mark>&gt;" in response.content


@pytest.mark.parametrize("text", ["'\"((", "é" * 5_000, "AND OR", "les", "🙂", "souris\x00"])
def test_hostile_question_gets_a_page(client, places, text):
    assert client.get(URL, {"q": text}).status_code == 200
    assert client.get(f"{URL}suggestions/", {"q": text}).status_code == 200


def test_broken_index_shows_titles_and_a_banner(client, places):
    shutil.rmtree(settings.SEARCH_INDEX_DIR)
    page = page_of(client, q="causse")
    assert (len(results(page)), facets(page)) == (3, {})
    assert "La recherche complète est momentanément indisponible." in words_of(page)
    assert client.get(f"{URL}suggestions/", {"q": "cau"}).json() == []


def test_suggestions_are_titles_with_their_address_and_kind(client, places):
    places[0].name = "Salle du Causse"
    places[0].save()
    drain_outbox()
    assert client.get(f"{URL}suggestions/", {"q": "sall"}).json() == [
        {"title": "Salle du Causse", "url": places[0].get_absolute_url(), "kind_label": source("epm").label}
    ]


def test_suggestions_are_read_only(client, db):
    assert client.post(f"{URL}suggestions/", {"q": "sall"}).status_code == 405


def test_same_queries_for_one_result_and_three(client_of, animator, places):
    EPMFactory(name="EPM de la Vallée")
    drain_outbox()
    browser = client_of(animator)
    counts = []
    for question, expected in (("vallée", 1), ("causse", 3)):
        with CaptureQueriesContext(connection) as queries:
            assert len(results(page_of(browser, q=question))) == expected
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 8


def test_page_is_light(client, places):
    assert len(client.get(URL, {"q": "causse"}).content) < 30_000
