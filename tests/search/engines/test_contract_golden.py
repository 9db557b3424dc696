"""Contract of every engine: the golden set of French queries over the demo, query by query, then as one figure."""

import os
from collections import Counter
from collections.abc import Callable
from functools import cache, partial

import pytest

from search.engines.base import Engine, SearchQuery
from tests.search.golden.demo import GoldenDemo, golden_demo, name_of
from tests.search.golden.queries import QUERIES, GoldenQuery, matches
from tests.search.servers import ENGINES

# The demo is built in the database of the tests.
pytestmark = pytest.mark.django_db

# What is demanded of each engine. The emulator behind the wire ranks in a way of its own, and slowly: its figure is
# told, over some of the queries, and no more.
DEMANDED = {"embedded": 0.9, "node": 0.9, "wire": 0.0}
RANKING = [engine for engine in ENGINES if DEMANDED[engine.values[0]]]
ONE_IN = {"embedded": 1, "node": 1, "wire": 5}
PAGE = 20
# What counts in the figure: answers, and not what is suggested while one types.
RANKED = [query for query in QUERIES if query.first and not query.typing]


@pytest.fixture(scope="session")
def demo(tmp_path_factory, django_db_setup, django_db_blocker) -> GoldenDemo:
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # the one that all processes of the run share
    with django_db_blocker.unblock():
        return golden_demo(folder)


@pytest.fixture(scope="session")
def engine_asked(demo, open_engine) -> Callable[[str], Callable[[GoldenQuery], list[str]]]:
    """`engine_asked(name)`: that engine with the demo in it, which gives the names of what it answers to a query."""

    @cache
    def engine_asked(name: str) -> Callable[[GoldenQuery], list[str]]:
        engine = open_engine(name)
        engine.rebuild(demo.documents, version=1)
        return cache(partial(answer, engine, demo))

    return engine_asked


def answer(engine: Engine, demo: GoldenDemo, query: GoldenQuery) -> list[str]:
    audience = demo.audiences[query.asks]
    if query.typing:
        return [name_of(each) for each in engine.suggest(query.text, audience=audience)]
    asked = SearchQuery(query.text, audience, synonyms=query.synonyms, limit=PAGE)
    return [name_of(hit) for hit in engine.search(asked).hits]


@pytest.mark.parametrize("name", RANKING)
@pytest.mark.parametrize("query", [query for query in QUERIES if query.first], ids=str)
def test_what_is_wanted_comes_first(engine_asked, name, query):
    page = engine_asked(name)(query)
    rank = query.rank_in(page)
    assert rank in range(1, query.within + 1), "\n".join(page)


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("query", [query for query in QUERIES if query.absent], ids=str)
def test_what_must_not_appear_is_not_there(engine_asked, name, query):
    assert query.leaked_in(engine_asked(name)(query)) == []


@pytest.mark.parametrize("name", ENGINES)
def test_mean_reciprocal_rank_is_high_enough(engine_asked, name, record_property):
    ask = engine_asked(name)
    ranks = [query.rank_in(ask(query)) for query in RANKED[:: ONE_IN[name]]]
    mean = sum(1 / rank for rank in ranks if rank) / len(ranks)
    record_property("figure", f"Golden set, {name}: mean reciprocal rank {mean:.3f} over {len(ranks)} queries")
    assert mean >= DEMANDED[name]


def test_each_name_of_the_golden_set_is_one_of_the_demo(demo):
    existing = {*map(name_of, demo.documents), *demo.hidden}
    named = {name for query in QUERIES for name in (*query.first, *query.absent)}
    assert [pattern for pattern in sorted(named) if not any(matches(pattern, name) for name in existing)] == []


def test_first_result_is_readable_by_the_person(demo):
    """Else no engine could be right."""
    audiences = {name_of(document): document.audience for document in demo.documents}
    wrong = [
        (str(query), pattern)
        for query in QUERIES
        for pattern in query.first
        if not any(
            matches(pattern, name) and audience & demo.audiences[query.asks] for name, audience in audiences.items()
        )
    ]
    assert wrong == []


def test_no_query_is_run_twice_by_the_same_person():
    asked = Counter((query.text, query.asks, query.synonyms, query.typing) for query in QUERIES)
    assert [each for each, count in asked.items() if count > 1] == []


def test_golden_set_is_large_enough():
    assert len(RANKED) >= 80
