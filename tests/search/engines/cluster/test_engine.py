"""The cluster engine alone: versions, strict mapping, layout, failures on the way, and rebuilds under load."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ImproperlyConfigured

from search.engines.base import EngineUnavailableError, IndexMissingError, SearchQuery
from search.engines.cluster import engine as cluster_module
from search.engines.cluster import schema
from search.engines.cluster.engine import WHOLE, ClusterEngine, DocumentRefusedError
from search.language.search_question import MAX_UNITS
from tests.factories.search import DocumentFactory
from tests.search.servers import free_port

PUBLIC = frozenset({"public"})
QUERY = SearchQuery("souris", PUBLIC)


def keys_found(engine, query=QUERY) -> list[str]:
    return [hit.key for hit in engine.search(query).hits]


def live_settings(engine) -> dict:
    name = engine.ensure()
    return engine._wire.call("GET", f"/{name}/_settings")[name]["settings"]["index"]


def index_settings_with_layout(engine, **layout) -> dict:
    """Return the index settings of a similar engine with the given layout."""
    other = ClusterEngine(engine.url, **layout)
    other.rebuild([DocumentFactory(key="1")], version=1)
    return live_settings(other)


def test_status_of_a_site_without_index_reports_it(cluster):
    cluster.remove()
    for ask in (
        cluster.ensure,
        cluster.count,
        lambda: cluster.keys("sheet"),
        lambda: cluster.search(QUERY),
        lambda: cluster.suggest("s", audience=PUBLIC),
        lambda: cluster.index([DocumentFactory()], version=1),
    ):
        with pytest.raises(IndexMissingError):
            ask()


def test_write_without_an_index_makes_none(cluster):
    cluster.remove()
    with pytest.raises(IndexMissingError):
        cluster.index([DocumentFactory()], version=1)
    assert cluster._indexes._site_indexes() == {}


def test_index_of_another_format_is_missing_until_it_is_rebuilt(cluster, monkeypatch):
    before = cluster.ensure()
    monkeypatch.setattr("search.engines.cluster.indexes.FORMAT", 999)
    newer = ClusterEngine(cluster.url, replicas=0)
    with pytest.raises(IndexMissingError):
        newer.ensure()
    assert cluster.ensure() == before
    newer.rebuild([DocumentFactory(key="1")], version=1)
    assert (keys_found(newer), list(newer._indexes._site_indexes())) == (["1"], [newer.ensure()])


def test_rebuild_leaves_one_index(cluster):
    cluster.rebuild((), version=2)
    assert list(cluster._indexes._site_indexes()) == [cluster.ensure()]


def test_failed_rebuild_leaves_nothing(cluster):
    before = cluster.ensure()
    with pytest.raises(AttributeError):
        cluster.rebuild([DocumentFactory(), None], version=2)
    assert list(cluster._indexes._site_indexes()) == [before]


def test_rebuild_whose_index_was_removed_makes_no_other(cluster):
    before = cluster.ensure()

    def documents():
        for name in cluster._indexes._site_indexes().keys() - {before}:
            cluster._indexes.discard(name)
        yield DocumentFactory()

    with pytest.raises(IndexMissingError):
        cluster.rebuild(documents(), version=2)
    assert list(cluster._indexes._site_indexes()) == [before]


def test_two_sites_can_share_a_cluster(cluster):
    other = ClusterEngine(f"{cluster.url}2", replicas=0)
    other.rebuild([DocumentFactory(key="other")], version=1)
    cluster.rebuild([DocumentFactory(key="ours")], version=1)
    assert (keys_found(other), keys_found(cluster)) == (["other"], ["ours"])
    other.remove()
    assert keys_found(cluster) == ["ours"]


def test_unknown_field_is_refused(cluster, monkeypatch):
    def with_unknown_field(document):
        return {**schema.to_index(document), "titel": "souris"}

    monkeypatch.setattr(cluster_module, "to_index", with_unknown_field)
    with pytest.raises(DocumentRefusedError, match="strict_dynamic_mapping_exception"):
        cluster.index([DocumentFactory(key="1")], version=1)
    assert cluster.count() == 0


def test_refused_document_does_not_take_the_others_with_it(cluster, monkeypatch):
    def one_mistake(document):
        return schema.to_index(document) | ({"titel": ""} if document.key == "wrong" else {})

    monkeypatch.setattr(cluster_module, "to_index", one_mistake)
    with pytest.raises(DocumentRefusedError, match="sheet:wrong"):
        cluster.index([DocumentFactory(key="wrong"), DocumentFactory(key="right")], version=1)
    assert cluster.keys("sheet") == {"right"}


def test_new_facet_needs_no_rebuild(cluster):
    cluster.index([DocumentFactory(facets={"never_seen": ("a",)})], version=1)
    results = cluster.search(SearchQuery("souris", PUBLIC, {"never_seen": frozenset("a")}, facets=("never_seen",)))
    assert [(count.value, count.count) for count in results.facets["never_seen"]] == [("a", 1)]


def test_facet_without_documents_counts_nothing(cluster):
    cluster.index([DocumentFactory()], version=1)
    assert cluster.search(SearchQuery("souris", PUBLIC, facets=("nowhere",))).facets == {"nowhere": ()}


def test_document_versions_are_kept_by_the_index(cluster):
    cluster.index([DocumentFactory(key="1")], version=7)
    cluster.delete(["sheet:2"], version=8)
    versions = {
        document_id: cluster._wire.call("GET", f"/{cluster.ensure()}/_doc/{document_id}")["_version"]
        for document_id in ("sheet:1", "sheet:2")
    }
    assert versions == {"sheet:1": 7, "sheet:2": 8}


def test_writes_larger_than_a_request_are_split(cluster, monkeypatch):
    monkeypatch.setattr(cluster_module, "BATCH_DOCUMENTS", 2)
    cluster.index([DocumentFactory(key=str(number)) for number in range(5)], version=1)
    monkeypatch.setattr(cluster_module, "BATCH_CHARACTERS", 10)
    cluster.index([DocumentFactory(key=str(number)) for number in range(5, 8)], version=2)
    assert cluster.keys("sheet") == {str(number) for number in range(8)}


def test_ids_are_read_over_several_pages(cluster, monkeypatch):
    cluster.index([DocumentFactory(key=str(number)) for number in range(5)], version=1)
    monkeypatch.setattr(cluster_module, "PAGE_OF_IDS", 2)
    assert cluster.keys("sheet") == {"0", "1", "2", "3", "4"}
    assert cluster.matching_ids(QUERY, limit=5) == {f"sheet:{number}" for number in range(5)}
    assert cluster.matching_ids(QUERY, limit=4) is None


@pytest.mark.parametrize("text", [" ".join(f"synonyme{n}" for n in range(MAX_UNITS)), "-".join("bcdfghjklmnp" * 20)])
def test_question_with_very_many_clauses_gets_an_answer(cluster, text):
    """As many clauses as a cluster accepts: synonyms of each word, or a compound of a hundred parts."""
    synonyms = tuple((f"synonyme{n}", *(f"évaluation{n}x{m}" for m in range(30))) for n in range(MAX_UNITS))
    cluster.index([DocumentFactory(key="1", body=text)], version=1)
    assert keys_found(cluster, SearchQuery(text, PUBLIC, synonyms=synonyms)) == ["1"]


def test_shards_replicas_and_refresh_reach_the_index(cluster):
    settings = index_settings_with_layout(cluster, shards=3, replicas=2, refresh="7s")
    assert (settings["number_of_shards"], settings["number_of_replicas"]) == ("3", "2")
    assert settings["refresh_interval"] == "7s"


def test_settings_of_a_fresh_installation(cluster):
    settings = index_settings_with_layout(cluster)
    assert (settings["number_of_shards"], settings["number_of_replicas"]) == ("1", "1")
    assert "refresh_interval" not in settings


def test_relevance_is_the_same_on_several_shards(cluster):
    title_match = [DocumentFactory(key="title", title="Installer une imprimante")]
    others = [DocumentFactory(key=str(number), body="On parle ici d’imprimante.") for number in range(20)]
    other = ClusterEngine(cluster.url, shards=5, replicas=0)
    other.rebuild([*others, *title_match], version=1)
    hits = keys_found(other, SearchQuery("imprimante", PUBLIC))
    assert (hits[0], len(hits)) == ("title", 20)


def test_write_returns_once_the_cluster_shows_it(cluster):
    other = ClusterEngine(cluster.url, replicas=0, refresh="1s")
    other.rebuild((), version=1)
    other.index([DocumentFactory(key="1")], version=2)
    assert keys_found(other) == ["1"]


@pytest.mark.parametrize(
    "layout", [{"shards": 0}, {"replicas": -1}, {"refresh": "-1"}, {"refresh": "soon"}, {"refresh": "5m"}]
)
def test_inconsistent_layout_is_refused(layout):
    with pytest.raises(ImproperlyConfigured, match="SEARCH_"):
        ClusterEngine("opensearch://localhost", **layout)


@pytest.mark.parametrize("product", ["opensearch", "elasticsearch"])
def test_closed_port_is_reported_at_once(product):
    engine = ClusterEngine(f"{product}://127.0.0.1:{free_port()}")
    start = time.monotonic()
    for ask in (engine.ensure, lambda: engine.search(QUERY), lambda: engine.index([DocumentFactory()], version=1)):
        with pytest.raises(EngineUnavailableError, match="pas de réponse"):
            ask()
    assert time.monotonic() - start < 2


def test_search_is_repeated_when_its_index_was_just_removed(cluster, monkeypatch):
    cluster.index([DocumentFactory(key="1")], version=1)
    call, errors = cluster._wire.call, iter([IndexMissingError("removed by a rebuild")])

    def removed_once(*arguments, **options):
        for error in errors:
            raise error
        return call(*arguments, **options)

    monkeypatch.setattr(cluster._wire, "call", removed_once)
    assert keys_found(cluster) == ["1"]


def test_words_checked_one_by_one_are_one_request(cluster, monkeypatch):
    cluster.index([DocumentFactory(key="1", body="Une imprimante, un dossier")], version=1)
    call, paths = cluster._wire.call, []

    def noted(method, path, **options):
        paths.append(path.rpartition("/")[2])
        return call(method, path, **options)

    monkeypatch.setattr(cluster._wire, "call", noted)
    assert cluster.search(SearchQuery("imprimante dossier xylophone", PUBLIC)).widened
    # All the words; then any of them, since each is French.
    assert paths == ["_search", "_search"]
    paths.clear()
    assert cluster.search(SearchQuery("imprimnate", PUBLIC)).corrected == "imprimante"
    # All the words; which are known, parts, words that sound alike, near ones, the best way; all the words.
    assert paths == ["_search", "_msearch", "_msearch", "_msearch", "_msearch", "_msearch", "_search"]


def test_refusal_of_one_of_several_searches_raises(cluster):
    with pytest.raises(EngineUnavailableError, match="le moteur refuse"):
        cluster._search_each([{"query": {"match_all": {}}}, {"query": {"nothing_like_it": {}}}], WHOLE)
    cluster.remove()
    with pytest.raises(IndexMissingError):
        cluster._search_each([{"query": {"match_all": {}}}], WHOLE)


def test_readers_answer_while_another_writes_and_rebuilds(cluster):
    stop_event = threading.Event()

    def read() -> set[int]:
        reader, totals = ClusterEngine(cluster.url), set()
        while not stop_event.is_set():
            totals.add(reader.search(QUERY).total)
            reader.suggest("sou", audience=PUBLIC)
        return totals

    cluster.rebuild([DocumentFactory(key="1")], version=1)
    with ThreadPoolExecutor(2) as pool:
        readers = [pool.submit(read) for _ in range(2)]
        for version in range(2, 14):
            if version % 4:
                cluster.index([DocumentFactory(key="2")], version=version)
            else:
                cluster.rebuild([DocumentFactory(key="1")], version=version)
        stop_event.set()
    assert set().union(*(reader.result() for reader in readers)) <= {1, 2}
    assert cluster.count() == 2
