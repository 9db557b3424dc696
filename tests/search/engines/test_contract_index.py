"""Contract of every engine: visibility, writes, deletions, late writes, rebuilds, and the form of answers."""

from datetime import date

import pytest

from search.engines.base import FacetCount, SearchQuery, Suggestion
from tests.factories.search import DocumentFactory

PUBLIC = frozenset({"public"})
FIGEAC = frozenset({"public", "member", "territory:2"})


def keys_of(engine, text: str = "souris", audience=PUBLIC, **filters) -> list[str]:
    filters = {name: frozenset(values) for name, values in filters.items()}
    return sorted(hit.key for hit in engine.search(SearchQuery(text, audience, filters)).hits)


def kinds(engine, audience=PUBLIC, **filters) -> dict[str, int]:
    filters = {name: frozenset(values) for name, values in filters.items()}
    results = engine.search(SearchQuery("souris", audience, filters, ("kind",)))
    return {facet.value: facet.count for facet in results.facets.get("kind", ())}


@pytest.fixture
def shared_engine(engine):
    """A public sheet, a topic for members, a topic of another territory, a topic for Figeac and its EPM."""
    engine.index(
        [
            DocumentFactory(key="public"),
            DocumentFactory(key="member", kind="topic", audience=frozenset({"member"})),
            DocumentFactory(key="cahors", kind="topic", audience=frozenset({"territory:1"})),
            DocumentFactory(key="figeac", kind="topic", audience=frozenset({"territory:2", "coordinator"})),
        ],
        version=1,
    )
    return engine


def test_person_finds_documents_that_share_a_token(shared_engine):
    assert keys_of(shared_engine) == ["public"]
    assert keys_of(shared_engine, audience=FIGEAC) == ["figeac", "member", "public"]
    assert keys_of(shared_engine, audience=frozenset({"coordinator"})) == ["figeac"]


def test_person_without_token_finds_nothing(shared_engine):
    assert keys_of(shared_engine, audience=frozenset()) == []
    assert shared_engine.suggest("sou", audience=frozenset()) == ()


def test_totals_and_counts_leak_nothing(shared_engine):
    results = shared_engine.search(SearchQuery("souris", PUBLIC))
    assert (results.total, kinds(shared_engine)) == (1, {"sheet": 1})
    assert kinds(shared_engine, audience=FIGEAC) == {"topic": 2, "sheet": 1}


def test_suggestions_leak_nothing(shared_engine):
    assert [suggestion.key for suggestion in shared_engine.suggest("sou", audience=PUBLIC)] == ["public"]
    keys = {suggestion.key for suggestion in shared_engine.suggest("sou", audience=FIGEAC)}
    assert keys == {"public", "member", "figeac"}


def test_search_is_not_widened_by_unreadable_documents(engine):
    engine.index(
        [
            DocumentFactory(key="secret", title="Souris et clavier", audience=frozenset({"territory:1"})),
            DocumentFactory(key="public", title="Souris"),
        ],
        version=1,
    )
    results = engine.search(SearchQuery("souris clavier", PUBLIC))
    assert ([hit.key for hit in results.hits], results.widened) == (["public"], True)


def test_counts_of_a_facet_ignore_its_own_choice(shared_engine):
    assert kinds(shared_engine, audience=FIGEAC, kind=["sheet"]) == {"topic": 2, "sheet": 1}
    assert keys_of(shared_engine, audience=FIGEAC, kind=["sheet"]) == ["public"]


def test_values_of_a_facet_widen_and_facets_narrow(engine):
    for key, theme, level in [
        ("1", "image", "easy"),
        ("2", "image", "hard"),
        ("3", "son", "easy"),
        ("4", "web", "easy"),
    ]:
        engine.index([DocumentFactory(key=key, facets={"theme": (theme,), "level": (level,)})], version=1)
    assert keys_of(engine, theme=["image", "son"]) == ["1", "2", "3"]
    assert keys_of(engine, theme=["image", "son"], level=["easy"]) == ["1", "3"]
    results = engine.search(
        SearchQuery("souris", PUBLIC, {"theme": frozenset({"image"}), "level": frozenset({"easy"})}, ("theme", "level"))
    )
    assert set(results.facets["theme"]) == {FacetCount("image", 1), FacetCount("son", 1), FacetCount("web", 1)}
    assert set(results.facets["level"]) == {FacetCount("easy", 1), FacetCount("hard", 1)}


def test_document_with_several_values_counts_in_each(engine):
    engine.index([DocumentFactory(facets={"skill": ("a", "b=c")})], version=1)
    results = engine.search(SearchQuery("souris", PUBLIC, facets=("skill",)))
    assert set(results.facets["skill"]) == {FacetCount("a", 1), FacetCount("b=c", 1)}
    assert keys_of(engine, skill=["b=c"]) != []


def test_pages_follow_each_other(engine):
    engine.index([DocumentFactory(key=f"{number:02}", weight=100 - number) for number in range(25)], version=1)
    pages = [engine.search(SearchQuery("souris", PUBLIC, offset=offset, limit=10)) for offset in (0, 10, 20, 30)]
    assert [hit.key for page in pages for hit in page.hits] == [f"{number:02}" for number in range(25)]
    assert [page.total for page in pages] == [25, 25, 25, 25]


def test_hit_returns_the_stored_document(engine):
    document = DocumentFactory(
        key="7",
        tags=("débuter", "clavier"),
        facets={"theme": ("matériel",)},
        date=date(2026, 3, 12),
        summary="Pour débuter.",
    )
    engine.index([document], version=1)
    (hit,) = engine.search(SearchQuery("souris", PUBLIC)).hits
    assert (hit.kind, hit.key, hit.title, hit.url) == (document.kind, "7", document.title, document.url)
    assert (hit.tags, hit.facets, hit.date) == (document.tags, document.facets, document.date)
    assert engine.suggest("sou", audience=PUBLIC) == (Suggestion("sheet", "7", document.title, document.url),)


def test_words_found_are_marked_and_the_rest_escaped(engine):
    engine.index(
        [DocumentFactory(title="<script>souris</script>", body='Les "souris" & <b>claviers</b> : l’œuvre & co')],
        version=1,
    )
    (hit,) = engine.search(SearchQuery("souris claviers", PUBLIC)).hits
    assert hit.title_html == "&lt;script&gt;<mark>souris</mark>&lt;/script&gt;"
    assert hit.snippet_html == (
        "Les &quot;<mark>souris</mark>&quot; &amp; &lt;b&gt;<mark>claviers</mark>&lt;/b&gt; : l’œuvre &amp; co"
    )


def test_new_version_replaces_the_document(engine):
    engine.index([DocumentFactory(key="1", title="Clavier")], version=1)
    engine.index([DocumentFactory(key="1", title="Souris")], version=2)
    assert (keys_of(engine, "clavier"), keys_of(engine, "souris"), engine.count()) == ([], ["1"], 1)


def test_late_write_does_not_replace_a_newer_one(engine):
    engine.index([DocumentFactory(key="1", title="Souris")], version=2)
    engine.index([DocumentFactory(key="1", title="Clavier")], version=1)
    assert (keys_of(engine, "clavier"), keys_of(engine, "souris")) == ([], ["1"])


def test_late_deletion_does_not_remove_a_newer_document(engine):
    engine.index([DocumentFactory(key="1")], version=2)
    engine.delete(["sheet:1"], version=1)
    assert keys_of(engine) == ["1"]


def test_late_write_does_not_restore_a_deleted_document(engine):
    engine.index([DocumentFactory(key="1")], version=1)
    engine.delete(["sheet:1"], version=3)
    engine.index([DocumentFactory(key="1")], version=2)
    assert (keys_of(engine), engine.count()) == ([], 0)


def test_deleted_document_may_be_written_again(engine):
    engine.delete(["sheet:1"], version=1)
    engine.index([DocumentFactory(key="1")], version=2)
    assert (keys_of(engine), engine.count()) == (["1"], 1)


def test_same_write_twice_changes_nothing(engine):
    for _ in range(2):
        engine.apply(documents=[DocumentFactory(key="1")], removed_ids=["sheet:2"], version=1)
    assert (keys_of(engine), engine.count_by_kind()) == (["1"], {"sheet": 1})


def test_deleted_document_is_found_nowhere(engine):
    engine.index([DocumentFactory(key="1"), DocumentFactory(key="2", kind="epm")], version=1)
    engine.delete(["sheet:1", "sheet:unknown"], version=2)
    assert (keys_of(engine), kinds(engine), engine.count()) == (["2"], {"epm": 1}, 1)
    assert [suggestion.key for suggestion in engine.suggest("sou", audience=PUBLIC)] == ["2"]
    assert engine.keys("sheet") == set()


def test_counts_and_keys_are_listed_by_kind(engine):
    engine.index(
        [DocumentFactory(key="1"), DocumentFactory(key="a:b"), DocumentFactory(key="1", kind="sheets")], version=1
    )
    assert (engine.count(), engine.count_by_kind()) == (3, {"sheet": 2, "sheets": 1})
    assert (engine.keys("sheet"), engine.keys("sheets"), engine.keys("epm")) == ({"1", "a:b"}, {"1"}, set())


def test_rebuild_replaces_everything(engine):
    engine.index([DocumentFactory(key="old")], version=1)
    before = engine.ensure()
    engine.rebuild((document for document in [DocumentFactory(key="new")]), version=2)
    assert (keys_of(engine), engine.ensure() == before) == (["new"], False)


def test_failed_rebuild_leaves_the_index_unchanged(engine):
    engine.index([DocumentFactory(key="old")], version=1)
    before = engine.ensure()

    def documents():
        yield DocumentFactory(key="new")
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError, match="went away"):
        engine.rebuild(documents(), version=2)
    assert (keys_of(engine), engine.ensure()) == (["old"], before)


def test_searches_are_answered_during_a_rebuild(engine):
    engine.index([DocumentFactory(key="old")], version=1)
    results = []

    def documents():
        results.append(keys_of(engine))
        engine.index([DocumentFactory(key="meanwhile")], version=3)
        results.append(keys_of(engine))
        yield DocumentFactory(key="new")

    engine.rebuild(documents(), version=2)
    assert (results, keys_of(engine)) == ([["old"], ["meanwhile", "old"]], ["new"])


def test_kind_is_already_a_facet():
    with pytest.raises(ValueError, match="has a facet called 'kind'"):
        DocumentFactory(facets={"kind": ("Bibliothèque",)})
