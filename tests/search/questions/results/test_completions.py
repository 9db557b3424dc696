"""What completes a search beside the titles of documents."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from search.index.services import drain_outbox
from search.questions.journal.models import SearchTally
from search.questions.results.completions import complete
from tests.factories.ressources import SheetFactory

pytestmark = pytest.mark.django_db

URL = "/recherche/suggestions/"


def tally(text: str, *, days: int, opened: int = 1) -> None:
    for age in range(days):
        day = timezone.localdate() - timedelta(days=age)
        SearchTally.objects.create(day=day, text=text, key=text, searches=2, results=3, opened=opened)


def completions(user, text: str) -> list[tuple[str, str, str]]:
    return [(one.title, one.kind_label, one.url) for one in complete(user, text)]


@pytest.fixture
def tagged(epm, site_tree):
    SheetFactory(epm=epm, data__tags=("Démarches",))
    SheetFactory(epm=epm, data__tags=("démarchage",), data__audience="member")


@pytest.mark.parametrize("text", ["demar", "dmarches", "démarche".replace("é", "e")])
def test_tags_of_what_the_person_sees_are_proposed(tagged, text):
    assert ("Démarches", "Mot-clé", "/recherche/?q=&tag=D%C3%A9marches") in completions(AnonymousUser(), text)


def test_tag_of_what_is_hidden_is_not_proposed(tagged, animator):
    assert [title for title, *_ in completions(AnonymousUser(), "demarcha")] == ["Démarches"]
    assert [title for title, *_ in completions(animator, "demarcha")] == ["démarchage", "Démarches"]


@pytest.mark.parametrize("text", ["gram", "grmat"])
def test_communes_are_proposed(epm, text):
    assert completions(AnonymousUser(), text) == [("Gramat", "Commune", "/annuaire/?q=Gramat")]


def test_searches_of_five_days_that_led_somewhere_are_proposed():
    tally("imprimante wifi", days=5)
    tally("imprimante brother", days=4)
    tally("imprimante canon", days=5, opened=0)
    assert completions(AnonymousUser(), "impr") == [
        ("imprimante wifi", "Déjà cherché", "/recherche/?q=imprimante+wifi")
    ]
    assert completions(AnonymousUser(), "imprimante wifi") == []


def test_one_letter_completes_nothing(epm):
    assert complete(AnonymousUser(), "g") == []


def test_titles_come_first_and_leave_room(client, epm, site_tree):
    for number in range(7):
        SheetFactory(epm=epm, data__title=f"Gramophone {number}", data__tags=("gramme",))
    drain_outbox()
    found = [(row["kind_label"], row["title"]) for row in client.get(URL, {"q": "gram"}).json()]
    assert [kind for kind, _ in found] == [*["Fiche d’atelier"] * 5, "Mot-clé", "Commune"]
    assert found[-2:] == [("Mot-clé", "gramme"), ("Commune", "Gramat")]


def test_words_with_a_slip_find_titles(client, epm, site_tree):
    SheetFactory(epm=epm, data__title="Apprivoiser la souris")
    drain_outbox()
    for text in ("aprivoiser", "apprivoisre", "apprivoiser la souirs", "apprviois"):
        assert [row["title"] for row in client.get(URL, {"q": text}).json()] == ["Apprivoiser la souris"]
    assert client.get(URL, {"q": "spo"}).json() == []
