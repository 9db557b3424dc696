"""Criteria of workshop sheets among the words of a search."""

import pytest
from django.contrib.auth.models import AnonymousUser
from lxml.html import fromstring

from search.index.services import rebuild_index
from search.questions.criteria import read_criteria
from search.questions.results.searcher import Searcher
from tests.factories.ressources import SheetFactory

pytestmark = pytest.mark.usefixtures("search_sync")


def read(text: str) -> tuple[dict[str, str], str]:
    """Return facet → label, and the words that are left."""
    found = read_criteria(text)
    return {criterion.facet: criterion.label for criterion in found.criteria}, found.words


@pytest.mark.parametrize(
    ("text", "criteria", "words"),
    [
        (
            "2 h, 6 débutants, sans connexion, mots de passe",
            {
                "duration": "2 h ou moins",
                "group": "Pour 6 personnes",
                "level": "Débutant",
                "connection": "Sans Internet",
            },
            "mots de passe",
        ),
        ("tablette grands débutants", {"level": "Grand débutant"}, "tablette"),
        ("photo niveau intermédiaire", {"level": "Intermédiaire"}, "photo"),
        ("tableur confirmé", {"level": "Confirmé"}, "tableur"),
        ("atelier de 45 minutes", {"duration": "1 h ou moins"}, "atelier de"),
        ("une heure souris", {"duration": "1 h ou moins"}, "souris"),
        ("souris 1h30", {"duration": "1 h 30 ou moins"}, "souris"),
        ("souris 1 h 45", {"duration": "2 h ou moins"}, "souris"),
        ("souris 2 h 20 personnes", {"duration": "2 h ou moins", "group": "Pour 15 personnes et plus"}, "souris"),
        ("souris deux heures et demie", {"duration": "Plus de 2 h"}, "souris"),
        ("cv 7 personnes", {"group": "Pour 8 personnes"}, "cv"),
        ("cv 30 participants", {"group": "Pour 15 personnes et plus"}, "cv"),
        ("wifi hors ligne", {"connection": "Sans Internet"}, "wifi"),
        ("sans accès à internet", {"connection": "Sans Internet"}, ""),
    ],
)
def test_criterion_is_read(text, criteria, words):
    assert read(text) == (criteria, words)


@pytest.mark.parametrize(
    "text", ["démarche en ligne", "3 photos", "le 12 mars", "courriel sans téléphone", "b2i d4.3", "h2o", "2026", "mp3"]
)
def test_other_words_are_left(text):
    assert read(text) == ({}, text)


def test_workshop_that_fills_the_slot_is_better():
    (criterion,) = read_criteria("2 h").criteria
    assert criterion.better == {"minutes": frozenset({"120", "105", "90"})}


@pytest.mark.django_db
def test_followed_search_matches_what_its_page_shows():
    first, _ = (SheetFactory(data__title=f"Tablette {level}", data__level=level) for level in ("debutant", "confirme"))
    rebuild_index()
    searcher = Searcher(AnonymousUser())
    assert searcher.matching_ids("tablettes débutants", {}, limit=5) == {f"sheet:{first.pk}"}
    assert [hit.key for hit in searcher.find("tablettes débutants").page] == [str(first.pk)]


@pytest.mark.django_db
def test_chips_take_one_criterion_out_of_the_words_or_all(client):
    SheetFactory(data__title="Tablette", data__level="debutant", data__needs_internet=False)
    rebuild_index()
    page = fromstring(client.get("/recherche/?q=tablette+débutants+sans+internet").text)
    chips = {" ".join(link.text_content().split()): link.get("href") for link in page.xpath("//p[@class='chips']/a")}
    assert chips == {
        "Retirer : Débutant": "?q=tablette+sans+internet",
        "Retirer : Sans Internet": "?q=tablette+d%C3%A9butants",
        "Tout effacer": "?q=tablette",
    }
