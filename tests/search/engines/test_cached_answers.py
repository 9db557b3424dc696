"""Answers of the embedded engine stay in memory until any process commits to its index, and not longer."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines import cached_answers, embedded
from search.engines.base import SearchQuery, SearchResults
from search.engines.cached_answers import KeptAnswers
from search.engines.embedded import EmbeddedEngine
from tests.factories.search import DocumentFactory

PUBLIC = frozenset({"public"})
QUERY = SearchQuery("souris", PUBLIC)


@pytest.fixture
def directory(tmp_path):
    return tmp_path / "embedded"


@pytest.fixture
def engine(directory):
    engine = EmbeddedEngine(directory)
    engine.rebuild([DocumentFactory(key="1")], version=1)
    return engine


@pytest.fixture
def asked(monkeypatch):
    """Return the list of the texts that the index was really asked."""
    asked, best_first = [], embedded._best_first

    def counted(searcher, match_query, query):
        asked.append(query.text)
        return best_first(searcher, match_query, query)

    monkeypatch.setattr(embedded, "_best_first", counted)
    return asked


def keys(engine, query=QUERY):
    return {hit.key for hit in engine.search(query).hits}


def test_same_question_asks_the_index_once(engine, asked):
    first = engine.search(QUERY)
    count = len(asked)
    assert engine.search(SearchQuery("souris", frozenset({"public"}))) == first
    assert (count > 0, len(asked)) == (True, count)


@pytest.mark.parametrize(
    "change",
    [
        {"text": "clavier"},
        {"audience": frozenset({"network"})},
        {"filters": {"kind": frozenset({"topic"})}},
        {"facets": ("kind",)},
        {"synonyms": (("souris", "rat"),)},
        {"better": {"kind": frozenset({"topic"})}},
        {"near": ("sheet:1",)},
        {"offset": 1},
        {"limit": 3},
    ],
)
def test_every_part_of_a_question_makes_it_another_one(change):
    kept, query = KeptAnswers(), replace(QUERY, **change)
    for asked in (QUERY, query):
        assert kept.of(asked, "state", lambda one: SearchResults(0, (), {}, corrected=repr(one))).corrected == repr(
            asked
        )


def test_change_by_another_process_is_found_at_once(engine, directory):
    other = EmbeddedEngine(directory)
    assert keys(engine) == {"1"}
    other.index([DocumentFactory(key="2")], version=2)
    assert keys(engine) == {"1", "2"}
    other.delete([DocumentFactory.build(key="1").id], version=3)
    assert keys(engine) == {"2"}
    other.rebuild([DocumentFactory(key="3")], version=4)
    assert keys(engine) == {"3"}


def test_answer_that_comes_after_a_commit_is_not_kept_for_later(engine, directory, monkeypatch):
    """What is committed while the index is asked belongs to the next state."""
    other, answer = EmbeddedEngine(directory), EmbeddedEngine._answer

    def commit_first(self, question, query):
        results = answer(self, question, query)
        monkeypatch.setattr(EmbeddedEngine, "_answer", answer)
        other.index([DocumentFactory(key="2")], version=2)
        return results

    monkeypatch.setattr(EmbeddedEngine, "_answer", commit_first)
    engine.search(QUERY)
    assert keys(engine) == {"1", "2"}


@given(texts=st.lists(st.sampled_from("abcdefgh"), max_size=40))
def test_memory_is_bounded_and_answers_the_last_question_from_it(texts):
    kept, asked = KeptAnswers(), []

    def answer(query):
        asked.append(query.text)
        return SearchResults(0, (), {}, corrected=query.text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cached_answers, "MOST", 3)
        for text in texts * 2:
            found = [kept.of(replace(QUERY, text=text), "state", answer).corrected for _ in range(2)]
            assert (found, len(kept._answers) <= 3) == ([text, text], True)
    # What was just asked comes from memory.
    assert len(asked) <= 2 * len(texts)
