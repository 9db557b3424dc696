"""The embedded engine: tantivy, in a directory of this machine; one process writes at a time, any number read."""

import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import tantivy
from tantivy import Query

from search.engines import embedded_query
from search.engines.base import (
    MAX_FACET_VALUES,
    Engine,
    EngineUnavailableError,
    FacetCount,
    IndexMissingError,
    SearchQuery,
    SearchResults,
    Suggestion,
)
from search.engines.cached_answers import KeptAnswers
from search.engines.embedded_schema import SCHEMA, payload_of, prepared, to_hit, to_index, tombstone, written_words
from search.engines.generations import Generations
from search.language.search_question import SearchQuestion
from search.sources.documents import KIND, Document, document_id

# Seconds that a writer waits for another process to finish its commit.
LOCK_PATIENCE = 5.0
BATCH_MEMORY = 30_000_000
REBUILD_MEMORY = 128_000_000


class EmbeddedEngine(Engine):
    def __init__(self, directory: Path) -> None:
        self._generations = Generations(directory)
        self._opening = threading.Lock()
        self._opened: tuple[str, tantivy.Index] | None = None
        self._kept_answers = KeptAnswers()

    def ensure(self) -> str:
        name, _ = self._live()
        return name

    def apply(self, *, documents: Iterable[Document], removed_ids: Iterable[str], version: int) -> None:
        _, index = self._live()
        entries = {document.id: to_index(document, version) for document in documents}
        entries |= {document_id: tombstone(document_id, version) for document_id in removed_ids}
        with _translated_errors(), _writing(index, BATCH_MEMORY) as writer:
            index.reload()
            searcher = index.searcher()
            for document_id, entry in entries.items():
                if _version_of(searcher, document_id) <= version:
                    writer.delete_documents_by_term("id", document_id)
                    writer.add_document(entry)
            writer.commit()

    def _matching_ids(self, question: SearchQuestion, query: SearchQuery, *, limit: int) -> frozenset[str] | None:
        searcher = self._searcher()
        with _translated_errors():
            match_query = embedded_query.filtered_query(
                embedded_query.question_query(question, query.audience), query.filters
            )
            results = searcher.search(match_query, limit + 1)
            if results.count > limit:
                return None
            payloads = (payload_of(searcher.doc(address)) for _, address in results.hits)
            return frozenset(document_id(payload["kind"], payload["key"]) for payload in payloads)

    def _titled(self, text: str, audience: frozenset[str], *, limit: int, slips: int) -> tuple[Suggestion, ...]:
        searcher = self._searcher()
        title_query = embedded_query.title_query(text, slips=slips)
        with _translated_errors():
            results = searcher.search(
                embedded_query.readable_query(title_query, audience), limit, count=False, weight_by_field="weight"
            )
            payloads = [payload_of(searcher.doc(address)) for _, address in results.hits]
        return tuple(
            Suggestion(kind=payload["kind"], key=payload["key"], title=payload["title"], url=payload["url"])
            for payload in payloads
        )

    def search(self, query: SearchQuery) -> SearchResults:
        # Read before the answer: what is committed meanwhile makes a newer state.
        state = self._generations.state()
        return self._kept_answers.of(query, state, super().search) if state else super().search(query)

    def count_by_kind(self) -> dict[str, int]:
        with _translated_errors():
            counts = _counts(self._searcher(), Query.all_query(), [KIND])[KIND]
        return {count.value: count.count for count in counts}

    def keys(self, kind: str) -> set[str]:
        with _translated_errors():
            terms = self._searcher().terms_with_prefix("id", f"{kind}:", filter_query=embedded_query.kind_query(kind))
        return {document_id.partition(":")[2] for document_id, _ in terms}

    def rebuild(self, documents: Iterable[Document], *, version: int) -> None:
        name = self._generations.create()
        try:
            index = prepared(tantivy.Index(SCHEMA, str(self._generations.path(name))))
            with _writing(index, REBUILD_MEMORY) as writer:
                for document in documents:
                    writer.add_document(to_index(document, version))
                writer.commit()
            self._generations.switch_to(name)
        except BaseException:
            self._generations.discard(name)
            raise

    def _live(self) -> tuple[str, tantivy.Index]:
        """Return the live index, as of the last commit of any process."""
        name = self._generations.live()
        if name is None:
            raise IndexMissingError("aucun index lisible ; lancer « manage.py rebuild_index »")
        live_index = self._opened
        try:
            with _translated_errors():
                if live_index is None or live_index[0] != name:
                    with self._opening:
                        index = prepared(tantivy.Index.open(str(self._generations.path(name))))
                        index.config_reader("manual")
                        self._opened = live_index = (name, index)
                live_index[1].reload()
        except EngineUnavailableError as error:
            self._opened = None
            if self._generations.live() not in (name, None):
                return self._live()  # a rebuild has just switched
            raise IndexMissingError(str(error)) from error
        return live_index

    def _searcher(self) -> tantivy.Searcher:
        return self._live()[1].searcher()

    def _answer(self, question: SearchQuestion, query: SearchQuery) -> SearchResults:
        searcher, query_terms = self._searcher(), question.query_terms
        with _translated_errors():
            match_query = embedded_query.question_query(question, query.audience)
            results = _best_first(searcher, match_query, query)
            return SearchResults(
                total=results.count,
                hits=tuple(to_hit(searcher.doc(address), query_terms) for _, address in results.hits),
                facets=_facets(searcher, match_query, query),
            )

    def _ranking(self, question: SearchQuestion, query: SearchQuery) -> SearchResults:
        searcher = self._searcher()
        with _translated_errors():
            match_query = embedded_query.question_query(question, query.audience)
            results = _best_first(searcher, match_query, query)
            payloads = [payload_of(searcher.doc(address)) for _, address in results.hits]
        ids = tuple(document_id(payload["kind"], payload["key"]) for payload in payloads)
        return SearchResults(total=results.count, hits=(), facets={}, ids=ids)

    def _counts(self, questions: Sequence[SearchQuestion], audience: frozenset[str]) -> list[int]:
        searcher = self._searcher()
        with _translated_errors():
            queries = (embedded_query.question_query(question, audience) for question in questions)
            return [searcher.search(query, 1).count for query in queries]

    def best_scores(self, questions: Sequence[SearchQuestion], audience: frozenset[str]) -> list[float]:
        searcher = self._searcher()
        with _translated_errors():
            queries = (embedded_query.question_query(question, audience) for question in questions)
            found = [searcher.search(query, 1, count=False, weight_by_field="weight").hits for query in queries]
        return [hits[0][0] if hits else 0.0 for hits in found]

    def texts_sounding(self, exact: str, audience: frozenset[str], *, limit: int) -> Iterator[str]:
        return self._written_in(embedded_query.sound_query(exact), audience, limit)

    def texts_near(
        self, tries: Sequence[tuple[str, int]], audience: frozenset[str], *, limit: int
    ) -> Iterator[Iterator[str]]:
        near = (embedded_query.fuzzy_query(exact, distance=distance) for exact, distance in tries)
        return (self._written_in(query, audience, limit) for query in near)

    def _written_in(self, query: Query, audience: frozenset[str], limit: int) -> Iterator[str]:
        searcher = self._searcher()
        with _translated_errors():
            readable = embedded_query.readable_query(query, audience)
            for _, address in searcher.search(readable, limit, count=False).hits:
                yield written_words(searcher.doc(address))


def _best_first(searcher: tantivy.Searcher, match_query: Query, query: SearchQuery) -> tantivy.SearchResult:
    filtered_query = embedded_query.filtered_query(match_query, query.filters)
    ranked_query = embedded_query.better_first(filtered_query, query.better)
    return searcher.search(ranked_query, query.limit, offset=query.offset, weight_by_field="weight")


def _facets(searcher: tantivy.Searcher, match_query: Query, query: SearchQuery) -> dict[str, tuple[FacetCount, ...]]:
    """Count each facet over the documents that match, narrowed by the other facets only."""
    unfiltered_facets = [name for name in query.facets if name not in query.filters]
    counts = _counts(searcher, embedded_query.filtered_query(match_query, query.filters), unfiltered_facets)
    for name in query.facets:
        if name in query.filters:
            others = {other: values for other, values in query.filters.items() if other != name}
            counts |= _counts(searcher, embedded_query.filtered_query(match_query, others), [name])
    return counts


def _counts(searcher: tantivy.Searcher, query: Query, names: Iterable[str]) -> dict[str, tuple[FacetCount, ...]]:
    """Count documents of `query` by value of the facets `names`, most frequent first."""
    aggregations = {name: {"terms": {"field": f"facets.{name}", "size": MAX_FACET_VALUES}} for name in names}
    answer = searcher.aggregate(query, aggregations) if aggregations else {}
    return {
        name: tuple(FacetCount(bucket["key"], bucket["doc_count"]) for bucket in aggregation["buckets"])
        for name, aggregation in answer.items()
    }


def _version_of(searcher: tantivy.Searcher, document_id: str) -> int:
    hits = searcher.search(embedded_query.id_query(document_id), 1, count=False).hits
    return searcher.fast_field_values("version", [hits[0][1]])[0] if hits else 0


@contextmanager
def _writing(index: tantivy.Index, memory: int) -> Iterator[tantivy.IndexWriter]:
    """Open the only writer of `index`; what it has not committed at the end is lost."""
    deadline = time.monotonic() + LOCK_PATIENCE
    while True:
        try:
            writer = index.writer(memory, 1)
            break
        except ValueError as error:
            if "LockBusy" not in str(error):
                raise
            if time.monotonic() > deadline:
                raise EngineUnavailableError("un autre processus écrit dans l’index") from error
            time.sleep(0.05)
    try:
        # A writer killed during its commit leaves a file that would block every later writer.
        writer.garbage_collect_files()
        yield writer
    finally:
        writer.wait_merging_threads()


@contextmanager
def _translated_errors() -> Iterator[None]:
    """Turn errors of tantivy into `EngineUnavailableError`, even its panics, which are no `Exception`."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise EngineUnavailableError(str(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise EngineUnavailableError(str(error)) from error
