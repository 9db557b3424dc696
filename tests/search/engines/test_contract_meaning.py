"""Contract of every engine: documents near in meaning, whose ids the question brings."""

import pytest

from search.engines.base import SearchQuery
from tests.factories.search import DocumentFactory

PUBLIC = frozenset({"public"})
NEAR = ("sheet:bill", "sheet:private", "sheet:both", "sheet:unknown")


@pytest.fixture
def budget(engine):
    engine.index(
        [
            DocumentFactory(key="both", title="Tenir son budget sur un tableur"),
            DocumentFactory(key="one", title="Un tableur pas à pas"),
            DocumentFactory(key="bill", title="Suivre ses dépenses", tags=("argent",)),
            DocumentFactory(key="private", title="Dépenses du réseau", audience=frozenset({"member"})),
        ],
        version=1,
    )
    return engine


def ask(engine, text: str, near=NEAR, **options):
    return engine.search(SearchQuery(text, PUBLIC, near=near, **options))


def keys(results) -> list[str]:
    return [hit.key for hit in results.hits]


def test_what_has_all_the_words_comes_before_what_is_near(budget):
    results = ask(budget, "budget tableur")
    assert keys(results)[0] == "both"
    assert set(keys(results)[1:]) == {"bill"}
    assert (results.whole, results.total, results.widened, results.by_meaning) == (1, 2, False, False)


def test_what_has_some_words_and_what_is_near_come_together(budget):
    results = ask(budget, "tableur camembert dépliant")
    assert set(keys(results)) == {"both", "one", "bill"}
    assert (results.whole, results.widened, results.by_meaning) == (0, True, False)


def test_what_is_near_answers_words_that_nothing_has(budget):
    results = ask(budget, "gagner moins")
    assert keys(results) == ["bill", "both"]
    assert (results.whole, results.widened, results.by_meaning) == (0, False, True)
    assert keys(ask(budget, "gagner moins", near=())) == []


def test_nobody_finds_by_meaning_what_they_may_not_read(budget):
    assert "private" not in keys(ask(budget, "gagner moins", near=("sheet:private",)))


def test_near_documents_obey_filters_counts_and_excluded_words(budget):
    results = ask(budget, "gagner moins", filters={"tag": frozenset({"argent"})}, facets=("kind",))
    assert keys(results) == ["bill"]
    assert dict(results.facets["kind"]) == {"sheet": 1}
    assert keys(ask(budget, "gagner moins -tableur")) == ["bill"]


def test_pages_follow_one_another(budget):
    pages = [keys(ask(budget, "tableur camembert dépliant", offset=place, limit=1)) for place in range(4)]
    assert [len(page) for page in pages] == [1, 1, 1, 0]
    assert {key for page in pages for key in page} == {"both", "one", "bill"}
