"""Separate process that writes the embedded index, like the worker: time to fill it, time of a commit."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import tantivy

from bench.corpus import document, documents
from bench.timing import milliseconds, p50
from search.engines.embedded import REBUILD_MEMORY, EmbeddedEngine
from search.engines.fields import texts_of
from search.sources.documents import Document

COMMITS = 30
BATCH = 200
SMALL_INDEX = 100


@dataclass(frozen=True)
class Written:
    """Seconds to fill the index, and a plain one; milliseconds of a commit here, and in a small index; bytes."""

    rebuild: float
    plain: float
    commit: float
    small_commit: float
    batch: float
    text_size: int
    index_size: int


def fill(folder: Path, count: int) -> Written:
    """Fill `folder`/index with `count` documents, built before the clock starts."""
    found = list(documents(range(count)))
    engine, small = EmbeddedEngine(folder / "index"), EmbeddedEngine(folder / "small")
    rebuild = milliseconds(engine.rebuild, found, version=1) / 1000
    plain = milliseconds(fill_plainly, folder / "plain", found) / 1000
    index_size = sum(file.stat().st_size for file in (folder / "index").rglob("*") if file.is_file())
    small.rebuild(found[:SMALL_INDEX], version=1)
    return Written(
        rebuild=rebuild,
        plain=plain,
        commit=commit_time(engine, count),
        small_commit=commit_time(small, SMALL_INDEX),
        batch=milliseconds(engine.index, found[:BATCH], version=COMMITS + 2),
        text_size=sum(len(text.encode()) for each in found for text in texts_of(each).values()),
        index_size=index_size,
    )


def fill_plainly(folder: Path, found: Sequence[Document]) -> None:
    """Index the same texts in the simplest index of tantivy, with its own French stems only."""
    stemmed = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
    builder = tantivy.SchemaBuilder()
    for name in ("title", "summary", "body", "tags"):
        builder.add_text_field(name, stored=True, tokenizer_name="french")
    folder.mkdir(parents=True)
    index = tantivy.Index(builder.build(), str(folder))
    index.register_tokenizer("french", stemmed.filter(tantivy.Filter.stemmer("french")).build())
    writer = index.writer(REBUILD_MEMORY, 1)
    for each in found:
        entry = tantivy.Document()
        for name in ("title", "summary", "body"):
            entry.add_text(name, getattr(each, name))
        entry.add_text("tags", "\n".join(each.tags))
        writer.add_document(entry)
    writer.commit()
    writer.wait_merging_threads()


def commit_time(engine: EmbeddedEngine, count: int) -> float:
    """Return the median time of a change of one document: commit, then a search that finds it."""
    changed = [document(number * 997 % count) for number in range(COMMITS)]
    return p50([milliseconds(engine.index, [each], version=2 + rank) for rank, each in enumerate(changed)])
