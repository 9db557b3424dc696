"""The cluster engine: Elasticsearch or OpenSearch, for a site on several machines; any process may write."""

import json
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain

from django.conf import settings

from search.engines.base import (
    ENOUGH,
    DocumentRefusedError,
    Engine,
    EngineUnavailableError,
    FacetCount,
    IndexMissingError,
    SearchQuery,
    SearchResults,
    Suggestion,
)
from search.engines.cluster import query as cluster_query
from search.engines.cluster.indexes import ClusterIndexes, IndexSettings
from search.engines.cluster.schema import WRITTEN, to_index, tombstone
from search.engines.cluster.wire import READING, WHILE_TYPING, WRITING, connect, parse, refusal
from search.engines.fields import hit_of
from search.language.search_question import SearchQuestion
from search.sources.documents import Document

# Maximum content of a request; the last document may exceed the size.
BATCH_DOCUMENTS = 500
BATCH_CHARACTERS = 5_000_000
# A cluster returns at most 10,000 at once.
PAGE_OF_IDS = 5_000
# A partial answer is refused: the site has another way to answer.
WHOLE = {"allow_partial_search_results": "false"}
# Relevance uses the words of all shards: in a small index, each shard has few documents.
RANKING = {"search_type": "dfs_query_then_fetch", **WHOLE}
MALFORMED, VERSION_CONFLICT = 400, 409


class ClusterEngine(Engine):
    """`url` as `wire.parse` takes it; the rest is how indexes lie on the cluster (`IndexSettings`)."""

    def __init__(self, url: str, shards: int = 1, replicas: int = 1, refresh: str = "") -> None:
        self.url = url
        address = parse(url)
        self._wire = connect(address)
        self._settings = IndexSettings(shards, replicas, refresh)
        self._indexes = ClusterIndexes(self._wire, address.prefix, self._settings)

    def ensure(self) -> str:
        return self._indexes.live()

    def apply(self, *, documents: Iterable[Document], removed_ids: Iterable[str], version: int) -> None:
        entries = {document.id: to_index(document) for document in documents}
        entries |= {document_id: tombstone(document_id) for document_id in removed_ids}
        self._write(entries.values(), self._indexes.alias, version, refresh=self._settings.write_refresh)

    def _matching_ids(self, question: SearchQuestion, query: SearchQuery, *, limit: int) -> frozenset[str] | None:
        match_query = cluster_query.filtered_query(
            cluster_query.question_query(question, query.audience), query.filters
        )
        matching_ids: frozenset[str] = frozenset()
        for total, ids in self._ids(match_query, min(limit, PAGE_OF_IDS)):
            if total > limit:
                return None
            matching_ids = matching_ids.union(ids)
        return matching_ids

    def _titled(self, text: str, audience: frozenset[str], *, limit: int, slips: int) -> tuple[Suggestion, ...]:
        title_query = cluster_query.title_query(text, audience, slips=slips)
        body, patience = cluster_query.page_body(title_query, limit), WHILE_TYPING * settings.SEARCH_PATIENCE
        payloads = self._payloads(self._search(body, patience=patience))
        return tuple(
            Suggestion(kind=payload["kind"], key=payload["key"], title=payload["title"], url=payload["url"])
            for payload in payloads
        )

    def count_by_kind(self) -> dict[str, int]:
        ((_, buckets),) = cluster_query.facet_buckets(self._search(cluster_query.counts_body())["aggregations"])
        return {bucket["key"]: bucket["doc_count"] for bucket in buckets}

    def keys(self, kind: str) -> set[str]:
        ids = chain.from_iterable(ids for _, ids in self._ids(cluster_query.kind_query(kind), PAGE_OF_IDS))
        return {document_id.partition(":")[2] for document_id in ids}

    def rebuild(self, documents: Iterable[Document], *, version: int) -> None:
        name = self._indexes.create()
        try:
            self._write(map(to_index, documents), self._indexes.filling(name), version, refresh="false")
            self._indexes.switch_to(name)
        except BaseException:
            self._discard(name)
            raise

    def remove(self) -> None:
        """Delete all indexes of this site from the cluster."""
        self._indexes.remove_all()

    def _answer(self, question: SearchQuestion, query: SearchQuery) -> SearchResults:
        match_query = cluster_query.question_query(question, query.audience)
        answer = self._search(cluster_query.results_body(match_query, query))
        query_terms = question.query_terms
        buckets_by_facet = dict(cluster_query.facet_buckets(answer.get("aggregations", {})))
        return SearchResults(
            total=answer["hits"]["total"]["value"],
            hits=tuple(hit_of(payload, query_terms) for payload in self._payloads(answer)),
            facets={
                name: tuple(FacetCount(bucket["key"], bucket["doc_count"]) for bucket in buckets_by_facet[name])
                for name in query.facets
            },
        )

    def _ranking(self, question: SearchQuestion, query: SearchQuery) -> SearchResults:
        match_query = cluster_query.question_query(question, query.audience)
        hits = self._search(cluster_query.ranking_body(match_query, query))["hits"]
        ids = tuple(hit["_id"] for hit in hits["hits"])
        return SearchResults(total=hits["total"]["value"], hits=(), facets={}, ids=ids)

    def _counts(self, questions: Sequence[SearchQuestion], audience: frozenset[str]) -> list[int]:
        queries = (cluster_query.question_query(question, audience) for question in questions)
        answers = self._search_each([cluster_query.count_body(query, ENOUGH) for query in queries], WHOLE)
        return [answer["hits"]["total"]["value"] for answer in answers]

    def best_scores(self, questions: Sequence[SearchQuestion], audience: frozenset[str]) -> list[float]:
        queries = (cluster_query.question_query(question, audience) for question in questions)
        answers = self._search_each([cluster_query.best_body(query) for query in queries], RANKING)
        return [answer["hits"]["hits"][0]["_score"] if answer["hits"]["hits"] else 0.0 for answer in answers]

    def texts_sounding(self, exact: str, audience: frozenset[str], *, limit: int) -> list[str]:
        (texts,) = self._texts([cluster_query.sound_query(exact, audience)], limit)
        return texts

    def texts_near(
        self, tries: Sequence[tuple[str, int]], audience: frozenset[str], *, limit: int
    ) -> Iterator[list[str]]:
        """Search all distances in one request: a round trip costs more than a useless search."""
        return self._texts(
            [cluster_query.fuzzy_query(exact, audience, distance=distance) for exact, distance in tries], limit
        )

    def _texts(self, queries: Sequence[cluster_query.Query], limit: int) -> Iterator[list[str]]:
        """Yield the words of at most `limit` documents of each query, in one request."""
        for answer in self._search_each([cluster_query.words_body(query, limit) for query in queries], RANKING):
            yield [text for hit in answer["hits"]["hits"] for text in hit["fields"][WRITTEN]]

    def _search(self, body: dict, patience: float | None = None) -> dict:
        return self._ask("_search", body, RANKING, patience)

    def _search_each(self, bodies: Iterable[dict], header: dict) -> list[dict]:
        """Send several searches in one request; return their answers in order. Without any, nothing is sent."""
        lines = [json.dumps(line) for body in bodies for line in (header, body)]
        if not lines:
            return []
        return self._ask("_msearch", "\n".join([*lines, ""]), {})["responses"]

    def _ask(self, endpoint: str, body: dict | str, params: dict, patience: float | None = None) -> dict:
        path = f"/{self._indexes.alias}/{endpoint}"
        try:
            return _complete_answer(self._wire.call("POST", path, body=body, params=params, patience=patience))
        except IndexMissingError:
            # A rebuild may have just removed the index of this search: there is a new one.
            return _complete_answer(self._wire.call("POST", path, body=body, params=params, patience=patience))

    def _payloads(self, answer: dict) -> list[dict]:
        return [hit["_source"]["payload"] for hit in answer["hits"]["hits"]]

    def _ids(self, match_query: cluster_query.Query, size: int) -> Iterator[tuple[int, list[str]]]:
        """Yield the total and the ids of each page."""
        after = None
        while True:
            hits = self._search(cluster_query.ids_body(match_query, size, after), patience=READING)["hits"]
            ids = [hit["_id"] for hit in hits["hits"]]
            yield hits["total"]["value"], ids
            if len(ids) < size:
                return
            after = ids[-1]

    def _write(self, entries: Iterable[dict], alias: str, version: int, *, refresh: str) -> None:
        """Send batches; the next one is prepared while the cluster indexes one."""
        pending_request: Future | None = None
        with ThreadPoolExecutor(1) as executor:
            for lines in _batches(entries, alias, version):
                if pending_request:
                    pending_request.result()
                pending_request = executor.submit(self._send, lines, refresh)
            if pending_request:
                pending_request.result()

    def _send(self, lines: str, refresh: str) -> None:
        params = {"refresh": refresh, "require_alias": "true"}
        answer = self._wire.call("POST", "/_bulk", body=lines, params=params, patience=WRITING)
        if answer["errors"]:
            _check([item["index"] for item in answer["items"]])

    def _discard(self, name: str) -> None:
        try:
            self._indexes.discard(name)
        except EngineUnavailableError:
            return  # the next rebuild removes it


def _complete_answer(answer: dict) -> dict:
    """Return `answer`. Raises an error if one of its parts is a refusal."""
    for part in answer.get("responses", ()):
        if "error" in part:
            raise refusal(part["status"], part)
    return answer


def _batches(entries: Iterable[dict], alias: str, version: int) -> Iterator[str]:
    """Return the lines of a `_bulk` request, in which a write older than the stored version is refused."""
    lines, size = [], 0
    for entry in entries:
        action = {"_index": alias, "_id": entry["id"], "version": version, "version_type": "external_gte"}
        lines += [json.dumps({"index": action}), json.dumps(entry, ensure_ascii=False)]
        size += len(lines[-1])
        if len(lines) >= 2 * BATCH_DOCUMENTS or size > BATCH_CHARACTERS:
            yield "\n".join([*lines, ""])
            lines, size = [], 0
    if lines:
        yield "\n".join([*lines, ""])


def _check(items: Iterable[dict]) -> None:
    """Raise an error for a refused item, unless a newer write has won over it."""
    for item in items:
        status, cause = item["status"], f"{item['_id']} : {item.get('error')}"
        if status == MALFORMED:
            raise DocumentRefusedError(item["_id"], str(item.get("error")))
        if status not in (200, 201, VERSION_CONFLICT):
            raise (IndexMissingError if status == 404 else EngineUnavailableError)(cause)
