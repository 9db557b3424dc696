"""Criteria of place and day among the words of a search."""

import pytest
from django.contrib.auth.models import AnonymousUser

from reseau.places.models.commune import Commune
from search.index.services import rebuild_index
from search.questions.criteria import read_criteria
from search.questions.results.searcher import Searcher
from tests.clock import freeze_time
from tests.factories.reseau import CommuneFactory, EPMFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_sync")]

# Kilometres from Gramat, to the north.
PLACES = {"Gramat": 0, "Saint-Céré": 12, "Le Vigan": 20, "Les Arques": 40, "L’Hospitalet": 60, "Saint-Céré-le-Haut": 80}


@pytest.fixture
def communes():
    for name, north in PLACES.items():
        CommuneFactory(name=name, latitude=44.78 + north / 111.2, longitude=1.72)


def read(text: str) -> tuple[list[str], str]:
    """Return the labels, and the words that are left."""
    found = read_criteria(text)
    return [criterion.label for criterion in found.criteria], found.words


@pytest.mark.parametrize(
    ("text", "label", "words"),
    [
        ("tablette à Gramat", "À Gramat", "tablette"),
        ("apprendre à taper à GRAMAT", "À Gramat", "apprendre à taper"),
        ("à saint cere tablette", "À Saint-Céré", "tablette"),
        ("tablette à Saint-Céré-le-Haut", "À Saint-Céré-le-Haut", "tablette"),
        ("tablette au Vigan", "Au Vigan", "tablette"),
        ("tablette aux Arques", "Aux Arques", "tablette"),
        ("tablette à l’Hospitalet", "À L’Hospitalet", "tablette"),
        ("tablette près de Gramat", "À moins de 15\u00a0km de Gramat", "tablette"),
        ("tablette autour du Vigan", "À moins de 15\u00a0km du Vigan", "tablette"),
    ],
)
def test_place_is_read(communes, text, label, words):
    assert read(text) == ([label], words)


@pytest.mark.parametrize("text", ["tablette Gramat", "à grammaire", "à la vigan", "à vigan", "tablette à"])
def test_other_places_are_left(communes, text):
    assert read(text) == ([], text)


def test_near_means_fifteen_kilometres(communes):
    (criterion,) = read_criteria("près de Gramat").criteria
    assert criterion.values == {"Gramat", "Saint-Céré"}
    assert criterion.better == {"commune": frozenset({"Gramat"})}


@freeze_time("2026-11-28")
@pytest.mark.parametrize(
    ("text", "label", "values", "words"),
    [
        ("photo en mars", "En mars", {"2026-03", "2027-03"}, "photo"),
        ("photo début février", "En février", {"2026-02", "2027-02"}, "photo"),
        ("photo août 2027", "En août 2027", {"2027-08"}, "photo"),
        ("photo le samedi", "Le samedi", {"5"}, "photo"),
        ("photo lundis", "Le lundi", {"0"}, "photo"),
    ],
)
def test_day_is_read(communes, text, label, values, words):
    (criterion,) = read_criteria(text).criteria
    assert (criterion.label, criterion.values, read(text)[1]) == (label, values, words)


@pytest.mark.parametrize("text", ["photo mars", "le 12 mars", "mai", "marsouin", "enmai"])
def test_other_words_are_no_month(text):
    assert read(text) == ([], text)


def test_place_is_found_by_commune_and_day(communes):
    for name, hours in {"Gramat": "Sa 09:00-12:00", "Saint-Céré": "Tu 09:00-12:00"}.items():
        EPMFactory(name=f"Cyber {name}", commune=Commune.objects.get(name=name), opening_hours=hours)
    rebuild_index()
    assert found("cyber à Gramat") == (["Cyber Gramat"], [])
    assert found("cyber près de Gramat") == (["Cyber Gramat", "Cyber Saint-Céré"], [])
    assert found("cyber près de Gramat le mardi") == (["Cyber Saint-Céré"], [])
    assert found("cyber à Gramat le mardi") == (["Cyber Gramat"], ["Le mardi"])


def found(text: str) -> tuple[list[str], list[str]]:
    """Return the titles, and what was given up."""
    results = Searcher(AnonymousUser()).find(text)
    return [hit.title for hit in results.page], [criterion.label for criterion in results.given_up]
