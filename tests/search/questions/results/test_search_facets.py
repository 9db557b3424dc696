"""Facets: parsing and building addresses, and correct counts for each person."""

from collections import Counter
from datetime import UTC, datetime
from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import TextChoices
from django.http import QueryDict

from b2i.frameworks.framework_loading import load_b2i_adultes
from b2i.frameworks.models.framework import Skill
from forums.messages.solutions.services import mark_solved
from search.index.services import drain_outbox
from search.questions.results import search_facets
from search.questions.results.search_facets import (
    SearchFacet,
    address,
    clean_filters,
    closed_facet,
    labels_of,
    query_string,
    toggled,
)
from search.questions.results.searcher import ResultPage, Searcher
from search.sources.documents import Document
from search.sources.registry import sources
from tests.factories.b2i import LearnerFactory, SkillFactory
from tests.factories.formation import SessionFactory, TrainingPageFactory, in_days
from tests.factories.forums import ForumFactory, PostFactory, TopicFactory
from tests.factories.reseau import PositionFactory
from tests.factories.ressources import SheetFactory, StepContentFactory

WORD = "kaléidoscope"
FIGEAC_ONLY, MEMBERS_ONLY = "tag-figeac", "tag-membres"


class Colour(TextChoices):
    RED = "r", "Rouge"
    BLUE = "b", "Bleu"


def filters_of(address: str) -> dict[str, frozenset[str]]:
    return clean_filters(QueryDict(address.partition("?")[2]))


def filters_from(**values: str) -> dict[str, frozenset[str]]:
    """`filters_from(kind="sheet topic")`: filters; spaces separate several values of a facet."""
    return {name: frozenset(text.split()) for name, text in values.items()}


def test_facets_are_those_of_the_words_of_each_app_in_the_order_of_the_page():
    assert [facet.name for facet in search_facets.facets()] == [
        *("kind", "theme", "level", "duration", "group", "connection"),
        *("equipment", "prerequisites", "territory", "epm", "know_how", "tag", "skill", "year"),
        *("place", "forum", "topic_kind", "status", "framework"),
    ]


@pytest.mark.parametrize(
    ("parameters", "filters"),
    [
        ("kind=sheet&kind=topic", {"kind": {"sheet", "topic"}}),
        ("kind=sheet&kind=learner", {"kind": {"sheet"}}),
        ("level=debutant&level=expert&duration=60&duration=1e9", {"level": {"debutant"}, "duration": {"60"}}),
        ("status=Résolu&place=", {}),
        ("colour=red&audience=member&q=photo", {}),
        (f"tag={'x' * 121}&tag=a%00b&tag=photo", {"tag": {"photo"}}),
        ("tag=mot+de+passe&tag=mot+de+passe", {"tag": {"mot de passe"}}),
    ],
)
def test_invalid_filters_of_an_address_are_ignored(parameters, filters):
    assert clean_filters(QueryDict(parameters)) == filters


def test_only_twenty_values_of_a_facet_are_read():
    assert len(clean_filters(QueryDict("&".join(f"tag={number}" for number in range(50))))["tag"]) == 20


@pytest.mark.parametrize(
    "filters",
    [
        {},
        filters_from(kind="topic sheet", level="debutant"),
        {"tag": frozenset({"c’est l’été", "a&b=c", "50 %", "x+y"}), "epm": frozenset({"EPM d’Œuf"})},
    ],
)
def test_address_of_filters_is_parsed_back(filters):
    assert filters_of(address("clé & usb", filters)) == filters


def test_same_filters_give_the_same_address():
    first = address("clé", {"tag": frozenset({"b", "a"}), "kind": frozenset({"sheet"})})
    second = address("clé", {"kind": frozenset({"sheet"}), "tag": frozenset({"a", "b"})})
    assert first == second == "/recherche/?q=cl%C3%A9&kind=sheet&tag=a&tag=b"
    assert query_string("clé", {}) == "?q=cl%C3%A9"


def test_value_is_chosen_then_removed():
    filters = toggled({}, "kind", "sheet")
    assert filters == filters_from(kind="sheet")
    assert toggled(filters, "kind", "topic") == filters_from(kind="sheet topic")
    assert toggled(filters, "kind", "sheet") == {"kind": frozenset()}


def test_closed_list_defines_labels_order_and_allowed_values():
    facet = closed_facet("colour", "Couleur", 5, Colour)
    assert labels_of({facet: ["b", "z"]}) == {"colour": {"b": "Bleu", "z": "z"}}
    assert sorted(["z", "b", "r"], key=facet.rank) == ["r", "b", "z"]
    assert facet.allowed == {"r", "b"}


def test_facets_with_shared_labels_are_read_once():
    calls = []

    def words(values):
        calls.append(set(values))
        return {value: value.upper() for value in values}

    first, second, plain = (
        SearchFacet("one", "Un", 1, words),
        SearchFacet("other", "Autre", 2, words),
        SearchFacet("plain", "Nu", 3),
    )
    labels = labels_of({first: ["a"], second: ["b"], plain: ["c"]})
    assert (labels, calls) == ({"one": {"a": "A"}, "other": {"b": "B"}, "plain": {"c": "c"}}, [{"a", "b"}])
    assert (labels_of({first: []}), len(calls)) == ({"one": {}}, 1)


def test_latest_year_comes_first_and_nonsense_last():
    (year,) = [facet for facet in search_facets.facets() if facet.name == "year"]
    assert sorted(["2024", "abc", "2026", "²"], key=year.rank) == ["2026", "2024", "abc", "²"]


@pytest.fixture
def network(site_tree, figeac, cahors, epm, other_epm, animator, stranger):
    """Objects of each kind that hold `WORD`: public, for members, for the territory of Figeac alone."""
    load_b2i_adultes()
    for place, kind in ((epm, "library"), (other_epm, "village")):
        place.presentation, place.kind = f"Un {WORD}.", kind
        place.save()
    for member in (animator, stranger, PositionFactory(territorial=True, territory=cahors).member):
        member.about = f"Je donne un {WORD}."
        member.save()
    SkillFactory(
        code="D1.2", wording=f"Trouver un {WORD}", domain__framework__slug="pix", domain__framework__name="Pix"
    )
    _sheets(epm, other_epm)
    _topics(figeac)
    training = TrainingPageFactory(aim=f"Donner un {WORD}.", skills=Skill.objects.filter(code="D1.1"))
    training.tags.add("carte")
    training.save()
    for place, days in ((epm, 7), (other_epm, 400), (other_epm, -7)):
        SessionFactory(training=training, epm=place, dates=[in_days(days)])
    drain_outbox()


def _sheets(epm, other_epm) -> None:
    rows = [
        (epm, "debutant", 45, "public", ["D1.1", "D2.1"], ("carte", "plan"), 2025),
        (epm, "debutant", 90, "member", ["D2.1"], (MEMBERS_ONLY, "plan"), 2026),
        (other_epm, "confirme", 120, "public", ["D2.1", "D2.2"], ("carte",), 2026),
        (other_epm, "grand_debutant", 60, "public", [], (), 2024),
    ]
    for place, level, minutes, audience, codes, tags, year in rows:
        SheetFactory(
            epm=place,
            data__aim=f"À la fin, chacun a un {WORD}.",
            data__level=level,
            data__steps=(StepContentFactory(minutes=minutes),),
            data__audience=audience,
            data__skills=tuple(Skill.objects.filter(code__in=codes).values_list("pk", flat=True)),
            data__tags=tags,
            published_at=datetime(year, 3, 12, 9, tzinfo=UTC),
        )


def _topics(figeac) -> None:
    body = f"Qui a un {WORD} ?"
    everybody, local = ForumFactory(slug="reseau"), ForumFactory(slug="figeac", territory=figeac)
    TopicFactory(forum=everybody, body=body, tags="carte, plan")
    solved = TopicFactory(forum=everybody, body=body, tags="plan")
    mark_solved(post=PostFactory(topic=solved), by=solved.author)
    PostFactory(topic=TopicFactory(forum=local, body=body, tags=f"{FIGEAC_ONLY}, plan"))


COMBINATIONS = [
    {},
    filters_from(kind="sheet"),
    filters_from(kind="sheet topic", tag="plan"),
    filters_from(theme="D2", level="debutant"),
    filters_from(theme="D1 D2", year="2025 2026"),
    filters_from(territory="Figeac", tag="carte plan", kind="sheet topic training"),
    {**filters_from(territory="Cahors"), "epm": frozenset({"EPM de Luzech"})},
    {"skill": frozenset({"pix D1.2", "D1.1"})},
    filters_from(duration="90", level="debutant grand_debutant", kind="sheet"),
    filters_from(status="solved open", kind="epm topic"),
    filters_from(place="library", tag="introuvable"),
]


@pytest.fixture
def people(animator, stranger, coordinator):
    """A visitor, a learner, two animators and a coordinator, by name."""
    learner = LearnerFactory().member
    members = {"learner": learner, "animator": animator, "stranger": stranger, "coordinator": coordinator}
    return {"visitor": AnonymousUser()} | members


def readable_documents(user) -> list[Document]:
    """Documents with the word that the database lets `user` read, whatever the index holds."""
    documents = [
        source.document(instance)
        for source in sources()
        for instance in source.queryset().filter(pk__in=source.visible_to(user).order_by().values("pk"))
    ]
    return [instance for instance in documents if WORD in f"{instance.title} {instance.summary} {instance.body}"]


def passes(document: Document, filters: dict[str, frozenset[str]]) -> bool:
    return all(values & set(document.all_facets.get(name, ())) for name, values in filters.items())


def counts_by_hand(documents: list[Document], filters: dict[str, frozenset[str]]) -> dict[str, Counter]:
    """Count each facet by hand: documents that the other filters leave; a chosen value is present even with none."""
    counts = {}
    for facet in search_facets.facets():
        others = {name: values for name, values in filters.items() if name != facet.name}
        matching_documents = [document for document in documents if passes(document, others)]
        count = Counter(
            value for document in matching_documents for value in set(document.all_facets.get(facet.name, ()))
        )
        counts[facet.name] = dict.fromkeys(filters.get(facet.name, ()), 0) | count
    return {name: count for name, count in counts.items() if count}


def page_counts(results: ResultPage) -> dict[str, dict[str, int]]:
    return {
        facet_values.facet.name: {value.value: value.count for value in facet_values.values}
        for facet_values in results.facets
    }


def test_counts_equal_those_made_by_hand_under_any_filters(network, people):
    documents = {name: readable_documents(person) for name, person in people.items()}
    for name, filters in product(people, COMBINATIONS):
        results = Searcher(people[name]).find(WORD, filters=filters)
        expected = [document.id for document in documents[name] if passes(document, filters)]
        counted = (len(expected), counts_by_hand(documents[name], filters))
        assert sorted(f"{hit.kind}:{hit.key}" for hit in results.page) == sorted(expected), (name, filters)
        assert (results.total, page_counts(results)) == counted, (name, filters)


def test_facet_values_of_unreadable_documents_are_hidden(network, animator, stranger):
    def tags(user) -> set[str]:
        return set(page_counts(Searcher(user).find(WORD))["tag"]) - {"carte", "plan"}

    assert (tags(AnonymousUser()), tags(stranger)) == (set(), {MEMBERS_ONLY})
    assert tags(animator) == {MEMBERS_ONLY, FIGEAC_ONLY}


def test_each_kind_of_value_is_shown_in_french(network, coordinator):
    results = Searcher(coordinator).find(WORD)
    words = {
        facet_values.facet.name: {value.value: value.label for value in facet_values.values}
        for facet_values in results.facets
    }
    assert words["kind"]["topic"] == "Sujets de forum"
    assert words["theme"] == {"D1": "D1 – Environnement informatique", "D2": "D2 – Attitude citoyenne"}
    assert words["level"]["grand_debutant"] == "Grand débutant"
    assert words["duration"]["60"] == "1 h ou moins"
    assert words["place"] == {"library": "Bibliothèque", "village": "Salle de village"}
    assert words["status"]["open"] == "Sans réponse"
    assert words["skill"]["D1.1"].startswith("D1.1 Utiliser le vocabulaire")
    assert words["skill"]["pix D1.2"] == f"D1.2 Trouver un {WORD} (Pix)"
