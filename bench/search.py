"""The search part of the benchmark: an index of many documents, filled and searched."""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.bench_figures import BenchFigure, figure, note
from bench.cluster import Compared, compare, node_to_measure
from bench.embedded_reads import ROUNDS, Answered, answer
from bench.embedded_writes import Written, fill
from bench.fresh_process import apart
from bench.questions import beginnings, questions
from bench.timing import p50, p95

ANSWER_GOAL_MS, SUGGESTION_GOAL_MS = 30, 15
MEGABYTE = 1e6


@dataclass(frozen=True)
class SearchRun:
    documents: int

    def figures(self) -> Iterator[BenchFigure]:
        count = f"{len(questions())} questions and {len(beginnings())} beginnings of words, {ROUNDS} times each"
        note(f"Search among {self.documents:,} documents: {count}")
        note(f"  {os.cpu_count()} processors, load average {os.getloadavg()[0]:.1f} before the first measure")
        with tempfile.TemporaryDirectory(prefix="extranet-bench-search-") as folder:
            directory = Path(folder) / "index"
            note("  an embedded index is filled")
            filled = apart(fill, Path(folder), self.documents)
            yield from self.written(filled)
            note("  it is asked")
            yield from answered(apart(answer, directory))
        with node_to_measure() as (url, lacking):
            if url:
                note(f"  the cluster engine and the node alone: {url}")
                yield from compared(apart(compare, url, self.documents), filled)
            else:
                note(f"  the cluster engine was not measured: {lacking}")

    def written(self, timings: Written) -> Iterator[BenchFigure]:
        yield figure("search.rebuild", timings.rebuild, "s", timings.plain)
        yield figure("search.indexing", self.documents / timings.rebuild, "documents/s", self.documents / timings.plain)
        yield figure("search.commit", timings.commit, "ms", timings.small_commit)
        yield figure("search.batch", timings.batch, "ms", timings.commit)
        yield figure("search.size", timings.index_size / MEGABYTE, "MB", timings.text_size / MEGABYTE)


def compared(timings: Compared, filled: Written) -> Iterator[BenchFigure]:
    yield figure("search.cluster.rebuild", timings.rebuild, "s", filled.rebuild)
    yield figure("search.cluster.p50", p50(timings.engine), "ms", p50(timings.straight))
    yield figure("search.cluster.p95", p95(timings.engine), "ms", p95(timings.straight))
    yield figure("suggestions.cluster.p95", p95(timings.suggestions), "ms", p95(timings.straight_suggestions))


def answered(timings: Answered) -> Iterator[BenchFigure]:
    """Yield each percentile against that of tantivy alone, then against its goal."""
    if timings.empty:
        note(f"  {timings.empty} questions found nothing")
    yield figure("search.p50", p50(timings.engine), "ms", p50(timings.straight))
    yield figure("search.p95", p95(timings.engine), "ms", p95(timings.straight))
    yield figure("search.p95.goal", p95(timings.engine), "ms", ANSWER_GOAL_MS)
    yield figure("suggestions.p50", p50(timings.suggestions), "ms", p50(timings.straight_suggestions))
    yield figure("suggestions.p95", p95(timings.suggestions), "ms", p95(timings.straight_suggestions))
    yield figure("suggestions.p95.goal", p95(timings.suggestions), "ms", SUGGESTION_GOAL_MS)
    yield figure("search.memory", timings.memory / MEGABYTE, "MB", timings.memory_before / MEGABYTE)
    yield figure("search.memory.own", timings.own_memory / MEGABYTE, "MB", timings.memory_before / MEGABYTE)
