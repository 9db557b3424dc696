"""The search part of the benchmark: an index of many documents, filled, searched, written while others read."""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import concurrency
from bench.apart import apart
from bench.cluster import Compared, compare, node_to_measure
from bench.embedded_reads import ROUNDS, Answered, answer
from bench.embedded_writes import Written, fill
from bench.figures import Figure, figure, note
from bench.questions import beginnings, questions
from bench.timing import p50, p95

ANSWER_GOAL_MS, SUGGESTION_GOAL_MS = 30, 15
MEGABYTE = 1e6
# Programs that fill and measure the index; tests use smaller numbers.
VERSION = 1_000


@dataclass(frozen=True)
class SearchRun:
    """`seconds`: duration of the run with one writer and several readers."""

    documents: int
    seconds: float

    def figures(self) -> Iterator[Figure]:
        asked = f"{len(questions())} questions and {len(beginnings())} beginnings of words, {ROUNDS} times each"
        note(f"Search among {self.documents:,} documents: {asked}")
        note(f"  {os.cpu_count()} processors, load average {os.getloadavg()[0]:.1f} before the first measure")
        with tempfile.TemporaryDirectory(prefix="extranet-bench-search-") as folder:
            directory = Path(folder) / "index"
            note("  an embedded index is filled")
            filled = apart(fill, Path(folder), self.documents)
            yield from self.written(filled)
            note("  it is asked")
            yield from answered(apart(answer, directory))
            note(f"  {concurrency.READERS} processes search, then do so while another commits for {self.seconds:g} s")
            yield from self.side_by_side(directory, filled)
        with node_to_measure() as (url, lacking):
            if url:
                note(f"  the cluster engine and the node alone: {url}")
                yield from compared(apart(compare, url, self.documents), filled)
            else:
                note(f"  the cluster engine was not measured: {lacking}")

    def written(self, told: Written) -> Iterator[Figure]:
        yield figure("search.rebuild", told.rebuild, "s", told.plain)
        yield figure("search.indexing", self.documents / told.rebuild, "documents/s", self.documents / told.plain)
        yield figure("search.commit", told.commit, "ms", told.small_commit)
        yield figure("search.batch", told.batch, "ms", told.commit)
        yield figure("search.size", told.index_size / MEGABYTE, "MB", told.text_size / MEGABYTE)

    def side_by_side(self, directory: Path, filled: Written) -> Iterator[Figure]:
        quiet = concurrency.run(directory, self.seconds / 3, version=VERSION, writes=False)
        busy = concurrency.run(directory, self.seconds, version=VERSION)
        for trouble in (*quiet.errors, *busy.errors, *busy.missed):
            note(f"  {trouble}")
        checks = sum(reader.checked for reader in busy.readers)
        alone, together = len(quiet.searches) / quiet.seconds, len(busy.searches) / busy.seconds
        yield figure("search.concurrency.errors", len(quiet.errors) + len(busy.errors), "errors", 0)
        yield figure("search.concurrency.found", checks - len(busy.missed), "looked for", checks)
        yield figure("search.concurrency.commits", busy.changes / busy.seconds, "commits/s", 1000 / filled.commit)
        yield figure("search.concurrency.commit", p95(busy.writer.latencies), "ms", filled.commit)
        yield figure("search.concurrency.searches", together, "searches/s", alone)
        yield figure("search.concurrency.p50", p50(busy.searches), "ms", p50(quiet.searches))
        yield figure("search.concurrency.p95", p95(busy.searches), "ms", p95(quiet.searches))


def compared(told: Compared, filled: Written) -> Iterator[Figure]:
    yield figure("search.cluster.rebuild", told.rebuild, "s", filled.rebuild)
    yield figure("search.cluster.p50", p50(told.engine), "ms", p50(told.straight))
    yield figure("search.cluster.p95", p95(told.engine), "ms", p95(told.straight))
    yield figure("suggestions.cluster.p95", p95(told.suggestions), "ms", p95(told.straight_suggestions))


def answered(told: Answered) -> Iterator[Figure]:
    """Yield each percentile compared with tantivy alone, then with its goal."""
    if told.empty:
        note(f"  {told.empty} questions found nothing")
    yield figure("search.p50", p50(told.engine), "ms", p50(told.straight))
    yield figure("search.p95", p95(told.engine), "ms", p95(told.straight))
    yield figure("search.p95.goal", p95(told.engine), "ms", ANSWER_GOAL_MS)
    yield figure("suggestions.p50", p50(told.suggestions), "ms", p50(told.straight_suggestions))
    yield figure("suggestions.p95", p95(told.suggestions), "ms", p95(told.straight_suggestions))
    yield figure("suggestions.p95.goal", p95(told.suggestions), "ms", SUGGESTION_GOAL_MS)
    yield figure("search.memory", told.memory / MEGABYTE, "MB", told.memory_before / MEGABYTE)
    yield figure("search.memory.own", told.own_memory / MEGABYTE, "MB", told.memory_before / MEGABYTE)
