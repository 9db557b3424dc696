"""Display of each kind of result: its word, its facts, its letters or its state, without repetition."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser

from b2i.frameworks.framework_loading import load_b2i_adultes
from b2i.frameworks.models.framework import Skill
from forums.messages.solutions.services import mark_solved
from search.index.services import drain_outbox
from search.questions.results.cards import Card, cards
from search.questions.results.searcher import Searcher
from tests.factories.formation import SessionFactory, TrainingPageFactory, in_days
from tests.factories.forums import ForumFactory, PostFactory, TopicFactory
from tests.factories.reseau import EPMFactory
from tests.factories.ressources import SheetFactory

WORD = "calade"


def card_of(user, text: str) -> Card:
    drain_outbox()
    (card,) = cards(text, {}, Searcher(user).find(text))
    return card


def result_lines(client, kind: str) -> list[str]:
    """Lines of the only result of that kind."""
    drain_outbox()
    page = BeautifulSoup(client.get("/recherche/", {"q": WORD, "kind": kind}).content, "html.parser")
    (result,) = page.select("[data-kind]")
    parts = result.select("p, h2, .tags")
    return [" ".join(part.get_text(" ").split()) for part in parts]


@pytest.fixture
def browser(client_of, animator):
    return client_of(animator)


def test_sheet_shows_level_duration_group_and_domains(browser, site_tree):
    load_b2i_adultes()
    skills = tuple(Skill.objects.filter(code__in=["D1.2", "D4.1"]).values_list("pk", flat=True))
    SheetFactory(data__title="La calade", data__skills=skills, data__tags=("pierre",))
    assert result_lines(browser, "sheet") == [
        "Fiche d’atelier, publiée le 12 mars 2026",
        "La calade",
        "Débutant · 1 h · 8 personnes au plus · connexion nécessaire",
        "L’ordinateur Chercher",
        "À la fin, chacun retrouve une photo en moins d’une minute.",
        "pierre",
    ]
    page = BeautifulSoup(browser.get("/recherche/", {"q": WORD}).content, "html.parser")
    assert [domain["class"] for domain in page.select(".domain-names > *")] == [
        ["domain-name", "d1"],
        ["domain-name", "d4"],
    ]


def test_training_shows_its_length_and_next_date(browser, site_tree, epm):
    training = TrainingPageFactory(title="La calade", half_days=2)
    SessionFactory(training=training, epm=epm, dates=[in_days(7)])
    kind, title, facts, _ = result_lines(browser, "training")
    assert (kind, title) == ("Formation", "La calade")
    assert facts.startswith("2 demi-journées · Prochaine date : ")
    assert facts.endswith(", EPM de Gramat")


def test_place_shows_kind_commune_and_opening_hours(browser, db):
    EPMFactory(name="La Calade", commune__name="Rocamadour")
    assert result_lines(browser, "epm") == [
        "Lieu",
        "La Calade",
        "Salle de village à Rocamadour (46500) · Ouvert mardi",
    ]


def test_member_shows_role_and_place(browser, animator):
    animator.first_name, animator.last_name = "Calade", "Roux"
    animator.save()
    assert result_lines(browser, "member") == ["Membre", "Calade Roux", "Animation d’un EPM, EPM de Gramat"]


def test_topic_shows_state_forum_and_number_of_answers(browser, db):
    topic = TopicFactory(forum=ForumFactory(title="Tout le réseau"), title="Calade", body="Qui sait ?")
    mark_solved(post=PostFactory(topic=topic), by=topic.author)
    kind, title, facts, snippet = result_lines(browser, "topic")
    assert kind.startswith("Sujet de forum, dernier message le ")
    assert (title, facts, snippet) == ("Calade", "Résolu Tout le réseau · 1 réponse", "Qui sait ?")


def test_skill_shows_framework_and_domain(browser, db):
    load_b2i_adultes()
    skill = Skill.objects.get(code="D1.2")
    skill.wording, skill.plain_wording = "Calade", ""
    skill.save()
    assert result_lines(browser, "skill") == [
        "Compétence",
        "D1.2 Calade",
        "B2i Adultes, Environnement informatique",
        "L’ordinateur",
    ]


def test_match_in_a_fact_is_marked_and_not_repeated(epm):
    card = card_of(AnonymousUser(), "village gramat")
    marked = "Salle de <mark>village</mark> à <mark>Gramat</mark> (46500) · Ouvert mardi"
    assert (card.facts, card.snippet) == (marked, "")


def test_facts_are_escaped(db):
    EPMFactory(name="La Calade", commune__name="<b>Bio</b>")
    card = card_of(AnonymousUser(), "calade")
    assert "&lt;b&gt;Bio&lt;/b&gt;" in card.facts
    assert "<b>" not in card.facts


def test_passage_found_elsewhere_is_shown_under_the_facts(epm):
    epm.presentation = "Une calade mène à l’entrée."
    epm.save()
    card = card_of(AnonymousUser(), "calade")
    assert card.facts == "Salle de village à Gramat (46500) · Ouvert mardi"
    assert card.snippet.splitlines()[0] == "Une <mark>calade</mark> mène à l’entrée."
