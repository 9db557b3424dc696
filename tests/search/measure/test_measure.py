"""Relevance for words that nobody prepared the engine for, by family: what CI prints and judges.

The drawn queries are new at each run outside CI (`EXTRANET_SEED` plays one again): five draws, of which the mean and
its interval are printed, and the lower bound is judged. Of the written ones, each family is one figure.
"""

import os
import random
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import chain
from statistics import mean, stdev

import pytest

from search.engines.base import Engine, SearchQuery
from search.meaning.space import MeaningSpace, vectors_of
from search.meaning.texts import parts_of
from search.questions.criteria import ask as ask_engine
from search.sources.documents import document_id
from tests.search.golden.demo import GoldenDemo
from tests.search.measure.generator import FAMILIES, FOR_EACH_FAMILY, draw_queries
from tests.search.measure.query import MeasuredQuery
from tests.search.measure.written import SETS, written_queries
from tests.search.servers import ENGINES

# The demo is built in the database of the tests.
pytestmark = pytest.mark.django_db

SEED = int(os.environ.get("EXTRANET_SEED") or random.SystemRandom().randrange(1_000_000))
DRAWS = 5
# Half-width of an interval of 95 %, in standard errors.
STANDARD_ERRORS = 1.96
PAGE, FIRST_SCREEN = 20, 5
# Who reads the forums of all the territories: the readers of the texts had them all.
ASKS = "coordinator"
# The emulator behind the wire ranks in its own way: it is not judged.
JUDGED = [engine for engine in ENGINES if engine.values[0] != "wire"]
# Goals: 0.92 over all, 0.80 in each family. The engine of before this measure had 0.78 over all. What a draw of five
# seeds may cost is left between goal and floor, wider for a family, which has twenty queries a seed.
LEAST_OVERALL, LEAST_OF_A_FAMILY, LEAST_WRITTEN = 0.88, 0.65, 0.33
# What the extra `sens` has to bring to the written queries to be worth its cost (docs/adr/0072-meaning.md).
LEAST_GAIN = 0.02


@pytest.fixture(scope="session")
def ask(demo: GoldenDemo, open_engine) -> Callable[[str], Callable[[MeasuredQuery], int]]:
    """Return a function that gives, for an engine, the rank of the answer to a query."""
    engines: dict[str, Engine] = {}

    def ask(name: str) -> Callable[[MeasuredQuery], int]:
        if name not in engines:
            engines[name] = open_engine(name)
            engines[name].rebuild(demo.documents, version=1)

        def rank(query: MeasuredQuery, near: tuple[str, ...] = ()) -> int:
            asked = SearchQuery(query.text, demo.audiences[ASKS], synonyms=demo.synonyms, limit=PAGE, near=near)
            return query.rank_in(
                [document_id(hit.kind, hit.key) for hit in ask_engine(engines[name], asked).results.hits]
            )

        return rank

    return ask


@pytest.mark.night("ranks hundreds of drawn queries: by day the golden set and the written ones judge relevance")
@pytest.mark.parametrize("name", JUDGED)
def test_drawn_queries_find_their_answer(ask, demo, name, record_property):
    content, rank = demo.content.readable(demo.audiences[ASKS]), ask(name)
    by_family: dict[str, list[list[int]]] = defaultdict(list)
    for seed in range(SEED, SEED + DRAWS):
        draws = defaultdict(list)
        for query in draw_queries(content, seed):
            draws[query.family].append(rank(query))
        for family, ranks in draws.items():
            by_family[family].append(ranks)

    assert {family: len(draws) for family, draws in by_family.items()} == dict.fromkeys(FAMILIES, DRAWS)
    for family, draws in by_family.items():
        record_property("figure", f"Drawn queries, {name}, {family}: {_figure(draws)}")
    together = [_all(ranks) for ranks in zip(*by_family.values(), strict=True)]
    record_property("figure", f"Drawn queries, {name}, all: {_figure(together)} (EXTRANET_SEED={SEED})")
    assert _lower_bound(together) >= LEAST_OVERALL
    bounds = {family: _lower_bound(draws) for family, draws in by_family.items()}
    assert {family: bound for family, bound in bounds.items() if bound < LEAST_OF_A_FAMILY} == {}


@pytest.mark.parametrize("written", SETS)
@pytest.mark.parametrize("name", JUDGED)
def test_written_queries_find_their_answer(ask, demo, name, written, record_property):
    queries, rank = written_queries(written, demo.documents), ask(name)
    by_family = defaultdict(list)
    for query in queries:
        by_family[query.family].append(rank(query))
    for family, ranks in sorted(by_family.items()):
        record_property(
            "figure", f"Written queries ({written}), {name}, {family}: {_mean_rank(ranks):.2f} of {len(ranks)}"
        )
    ranks = _all(by_family.values())
    first = mean(0 < rank <= FIRST_SCREEN for rank in ranks)
    figure = f"mean reciprocal rank {_mean_rank(ranks):.3f}, among the first {FIRST_SCREEN} {first:.3f}"
    record_property("figure", f"Written queries ({written}), {name}, all: {figure}")
    assert _mean_rank(ranks) >= LEAST_WRITTEN


@pytest.fixture(scope="session")
def space(demo) -> MeaningSpace:
    """The documents that have a meaning, as a site with the extra `sens` keeps them."""
    parts = {document.id: parts_of(document) for document in demo.documents}
    return MeaningSpace([(identity, vectors_of(texts)) for identity, texts in parts.items() if texts])


@pytest.mark.night("measures an extra that no site needs")
@pytest.mark.parametrize("name", JUDGED)
def test_meaning_brings_what_it_costs(ask, demo, space, name, record_property):
    queries, rank = [query for written in SETS for query in written_queries(written, demo.documents)], ask(name)
    by_words, by_meaning = (
        _mean_rank([rank(query, near) for query, near in zip(queries, nears, strict=True)])
        for nears in ([()] * len(queries), [space.near(query.text) for query in queries])
    )
    figure = f"mean reciprocal rank {by_meaning:.3f} with the extra « sens », {by_words:.3f} without"
    record_property("figure", f"Written queries, {name}: {figure}")
    assert by_meaning >= by_words + LEAST_GAIN


def test_draws_are_full_and_differ_from_one_seed_to_the_next(demo):
    content = demo.content.readable(demo.audiences[ASKS])
    first, again, other = (draw_queries(content, seed) for seed in (SEED, SEED, SEED + 1))
    assert first == again
    assert len(first) == len(FAMILIES) * FOR_EACH_FAMILY
    assert len({query.text for query in first} & {query.text for query in other}) < len(first) / 3


def test_every_document_wanted_is_one_that_the_person_may_read(demo):
    readable = {document.id for document in demo.documents if document.audience & demo.audiences[ASKS]}
    written = [query for name in SETS for query in written_queries(name, demo.documents)]
    assert [query.family for query in written if not query.wanted & readable] == []
    assert len(written) == len({query.text for query in written}) == 150


def _all(draws: Iterable[Iterable[int]]) -> list[int]:
    return list(chain.from_iterable(draws))


def _mean_rank(ranks: Iterable[int]) -> float:
    return mean(1 / rank if rank else 0 for rank in ranks)


def _lower_bound(draws: list[list[int]]) -> float:
    figures = [_mean_rank(ranks) for ranks in draws]
    return mean(figures) - _half_width(figures)


def _half_width(figures: list[float]) -> float:
    return STANDARD_ERRORS * stdev(figures) / len(figures) ** 0.5


def _figure(draws: list[list[int]]) -> str:
    figures, ranks = [_mean_rank(ranks) for ranks in draws], _all(draws)
    first = mean(0 < rank <= FIRST_SCREEN for rank in ranks)
    interval = f"{mean(figures):.3f} ± {_half_width(figures):.3f}"
    return f"mean reciprocal rank {interval}, among the first {FIRST_SCREEN} {first:.3f}"
