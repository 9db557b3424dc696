"""Criteria read out of the words of a search: what is read, what is left, what is given up."""

import re

import pytest

from search.engines.base import SearchQuery
from search.questions.criteria import CriterionReader, ReadCriterion, ask, read_criteria, without
from tests.factories.search import DocumentFactory

PUBLIC = frozenset({"public"})


def reader(facet: str, pattern: str):
    def read(text: str):
        for match in re.finditer(pattern, text):
            yield ReadCriterion(facet, frozenset({match[0].strip()}), match[0].strip().title(), *match.span())

    return read


@pytest.fixture(autouse=True)
def colours_and_sizes(declare):
    colours = CriterionReader("colour", 20, reader("colour", r"\b(?:rouge|bleu|beige)\b"))
    sizes = CriterionReader("size", 10, reader("size", r"\b(?:grand|petit)\b"))
    declare("search_criteria", READERS=[colours, sizes])


def labels(text: str, **options) -> list[str]:
    return [criterion.label for criterion in read_criteria(text, **options).criteria]


@pytest.mark.parametrize(
    ("text", "expected", "words"),
    [
        ("un vélo rouge", ["Rouge"], "un vélo"),
        ("vélo ROUGE, grand", ["Grand", "Rouge"], "vélo"),
        ("Grand vélo", ["Grand"], "vélo"),
        ("vélo", [], "vélo"),
        ("rouge", ["Rouge"], ""),
        ('vélo "rouge"', [], 'vélo "rouge"'),
        ("vélo « grand rouge » bleu", ["Bleu"], "vélo « grand rouge »"),
        ("vélo œuf ﷻ bleu", ["Bleu"], "vélo œuf ﷻ"),
        ("vélo rouge ou bleu", ["Rouge"], "vélo ou bleu"),
        ("", [], ""),
    ],
)
def test_criteria_are_read_and_their_words_taken_out(text, expected, words):
    read = read_criteria(text)
    assert ([criterion.label for criterion in read.criteria], read.words) == (expected, words)


def test_facet_chosen_already_is_not_read():
    assert labels("grand vélo rouge", but={"colour"}) == ["Grand"]


def test_one_criterion_is_taken_out_with_its_words():
    read = read_criteria("grand vélo rouge")
    assert [without("grand vélo rouge", [criterion]) for criterion in read.criteria] == ["vélo rouge", "grand vélo"]


@pytest.fixture
def bicycles(engine):
    engine.index(
        [
            DocumentFactory(key="red", title="Vélo", facets={"colour": ("rouge",), "size": ("petit",)}),
            DocumentFactory(key="blue", title="Vélo", facets={"colour": ("bleu",), "size": ("grand",)}),
            DocumentFactory(key="none", title="Vélo"),
            DocumentFactory(key="car", title="Voiture", facets={"colour": ("rouge",)}),
        ],
        version=1,
    )
    return engine


@pytest.mark.parametrize(
    ("text", "keys", "criteria", "given_up"),
    [
        ("vélo rouge", {"red"}, ["Rouge"], []),
        ("rouge", {"red", "car"}, ["Rouge"], []),
        ("grand vélo bleu", {"blue"}, ["Grand", "Bleu"], []),
        # The size is given up first.
        ("grand vélo rouge", {"red"}, ["Rouge"], ["Grand"]),
        ("vélo beige", {"red", "blue", "none"}, [], ["Beige"]),
        ("vélo", {"red", "blue", "none"}, [], []),
        ("avion rouge", set(), [], ["Rouge"]),
    ],
)
def test_results_fit_the_criteria_or_one_is_given_up(bicycles, text, keys, criteria, given_up):
    answer = ask(bicycles, SearchQuery(text, PUBLIC))
    assert {hit.key for hit in answer.results.hits} == keys
    assert [one.label for one in answer.criteria] == criteria
    assert [one.label for one in answer.given_up] == given_up


def test_chosen_filter_wins_over_the_words(bicycles):
    answer = ask(bicycles, SearchQuery("vélo rouge", PUBLIC, {"colour": frozenset({"bleu"})}))
    assert ([hit.key for hit in answer.results.hits], answer.results.widened, answer.criteria) == (["blue"], True, ())


def test_what_fits_best_comes_first(engine, declare):
    def near(text: str):
        yield ReadCriterion("length", frozenset({"short"}), "Court", 0, 5, {"minutes": frozenset({"60"})})

    declare("search_criteria", READERS=[CriterionReader("length", 1, near)])
    engine.index(
        [
            DocumentFactory(key="long", title="Vélo", facets={"length": ("short",), "minutes": ("30",)}),
            DocumentFactory(key="near", title="Le vélo de Zoé", facets={"length": ("short",), "minutes": ("60",)}),
            DocumentFactory(key="other", title="Vélo", facets={"length": ("long",), "minutes": ("60",)}),
        ],
        version=1,
    )
    results = ask(engine, SearchQuery("court vélo", PUBLIC)).results
    assert [hit.key for hit in results.hits] == ["near", "long"]


def test_correction_keeps_the_words_of_the_criteria(engine):
    engine.index([DocumentFactory(key="red", title="Vélomoteur", facets={"colour": ("rouge",)})], version=1)
    answer = ask(engine, SearchQuery("rouge vélomotuer", PUBLIC))
    assert (answer.results.corrected, [one.label for one in answer.criteria]) == ("vélomoteur rouge", ["Rouge"])


def test_words_of_a_title_are_no_criteria(bicycles):
    bicycles.index([DocumentFactory(key="wine", title="Le gros rouge qui tache")], version=2)
    answer = ask(bicycles, SearchQuery("le gros rouge", PUBLIC))
    assert ([hit.key for hit in answer.results.hits], answer.criteria, answer.given_up) == (["wine"], (), ())
