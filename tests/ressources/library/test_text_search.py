"""The library's box and that of the header: one question, one answer."""

import pytest
from django.contrib.auth.models import AnonymousUser

from ressources.library import text_search
from ressources.library.text_search import find_sheets
from search.engines.base import EngineUnavailableError
from search.index.services import rebuild_index
from search.questions.results.searcher import Searcher
from tests.factories.ressources import AttachmentFactory, SheetFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_sync")]
SHEET_KINDS = "&kind=sheet&kind=watch&kind=story&kind=media"


def titles_of_library(response) -> list[str]:
    return [sheet.title for sheet in response.context["page_obj"]]


def titles_of_search(response) -> list[str]:
    return [hit.title for hit in response.context["page_obj"]]


@pytest.fixture
def sheets(epm) -> list:
    """Four sheets about bicycles: in the title, the aim, the tags, and a file."""
    made = [
        SheetFactory(epm=epm, data__title="Ranger", data__aim="Trier les vélos d’un garage."),
        SheetFactory(epm=epm, data__title="Classer ses vélos"),
        SheetFactory(epm=epm, data__title="Découper", data__tags=("vélo",)),
        SheetFactory(epm=epm, data__title="Imprimer"),
        SheetFactory(epm=epm, data__title="Écrire une lettre"),
    ]
    AttachmentFactory(sheet=made[3], words="Un vélo de course")
    rebuild_index()
    return made


@pytest.mark.parametrize("words", ["vélos", "velo", "classer vélos", "vélp", "lettre vélos", "VÉLO de course"])
def test_both_boxes_give_the_same_sheets_in_the_same_order(client, sheets, words):
    library = client.get("/ressources/", {"q": words})

    assert titles_of_library(library) == titles_of_search(client.get(f"/recherche/?q={words}{SHEET_KINDS}")) != []
    assert library.context["total"] == len(titles_of_library(library))


def test_words_and_choices_narrow_each_other(client, sheets):
    response = client.get("/ressources/?q=vélo&motcle=vélo")

    assert titles_of_library(response) == ["Découper"]


def test_words_of_members_sheets_find_nothing_for_visitors(client, client_of, animator, epm):
    SheetFactory(epm=epm, data__title="Secret de gabare", data__audience="member")
    rebuild_index()

    assert titles_of_library(client.get("/ressources/?q=gabare")) == []
    assert titles_of_library(client_of(animator).get("/ressources/?q=gabare")) == ["Secret de gabare"]


def test_found_sheets_may_come_latest_first(client, sheets):
    response = client.get("/ressources/?q=vélo&tri=recentes")

    assert titles_of_library(response) == ["Imprimer", "Découper", "Classer ses vélos", "Ranger"]


def test_pages_of_found_sheets_follow_the_order_of_the_search(client, epm):
    for number in range(20):
        SheetFactory(epm=epm, data__title=f"Le vélo {number}", data__aim="Rouler. " * (number + 1))
    rebuild_index()
    found = find_sheets(AnonymousUser(), "vélo")

    pages = [client.get(f"/ressources/?q=vélo&page={number}") for number in (1, 2)]

    assert [sheet.pk for page in pages for sheet in page.context["page_obj"]] == list(found.keys)


def test_corrected_word_is_said(client, sheets):
    assert "Voici ce que donne «\u00a0vélo" in client.get("/ressources/?q=vélp").text


def test_titles_alone_are_searched_while_the_engine_cannot_answer(client, sheets, monkeypatch):
    def fail(self, text, filters):
        raise EngineUnavailableError

    monkeypatch.setattr(Searcher, "ranking", fail)

    response = client.get("/ressources/?q=vélo")

    assert text_search.find_sheets(AnonymousUser(), "vélo") is None
    assert sorted(titles_of_library(response)) == ["Classer ses vélos", "Découper", "Ranger"]
    assert "momentanément indisponible" in response.text


def test_library_has_one_box(client, sheets):
    """The style sheet hides the box of the header beside that of the library."""
    assert '<body class="one-box">' in client.get("/ressources/").text
