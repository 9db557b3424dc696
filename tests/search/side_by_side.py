"""One process writes, others read, like a worker and web processes: committed changes are found, nothing fails.

Each change is a commit. Odd changes write a topic with a word of its own; even changes rewrite or delete in turn the
topic of `DELAY` changes ago, so that readers can see it first.
"""

import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from bench.embedded_reads import shuffled
from bench.fresh_process import SPAWN
from bench.questions import VISITOR, questions
from search.engines.base import EngineUnavailableError, SearchQuery
from search.engines.embedded import EmbeddedEngine
from search.sources.documents import Document, document_id

KIND = "topic"
DELAY = 11
READERS = 2
PATIENCE = 60


@dataclass
class ProcessReport:
    """Errors of one process; for a reader also the number of questions, that of checks of a change, failed checks."""

    errors: list[str] = field(default_factory=list)
    asked: int = 0
    checked: int = 0
    missed: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ConcurrencyResult:
    changes: int
    writer: ProcessReport
    readers: list[ProcessReport]

    @property
    def errors(self) -> list[str]:
        return [error for part in (self.writer, *self.readers) for error in part.errors]

    @property
    def missed(self) -> list[str]:
        return [missed for reader in self.readers for missed in reader.missed]


class SharedState:
    """State shared by the processes: common start, and `committed`, the number of the last change."""

    def __init__(self, processes: int, version: int) -> None:
        self.version = version
        self.begin = SPAWN.Barrier(processes)
        self.committed = SPAWN.Value("q", 0)
        self.over, self.written = SPAWN.Event(), SPAWN.Event()


def run(directory: Path, seconds: float, *, version: int) -> ConcurrencyResult:
    """Run on the index in `directory`, whose documents are all older than `version`."""
    stage = SharedState(READERS + 2, version)
    with ProcessPoolExecutor(READERS + 1, mp_context=SPAWN, initializer=enter, initargs=(stage,)) as pool:
        reading = [pool.submit(read, directory, seed) for seed in range(READERS)]
        writing = pool.submit(write, directory)
        stage.begin.wait(PATIENCE)
        time.sleep(seconds)
        stage.over.set()
        writer = writing.result()
        stage.written.set()
        return ConcurrencyResult(stage.committed.value, writer, [reader.result() for reader in reading])


def enter(stage: SharedState) -> None:
    global _stage
    _stage = stage


def write(directory: Path) -> ProcessReport:
    part, engine = ProcessReport(), EmbeddedEngine(directory)
    engine.ensure()
    _stage.begin.wait(PATIENCE)
    while not _stage.over.is_set() and not part.errors:
        number = _stage.committed.value + 1
        try:
            commit(engine, number)
        except EngineUnavailableError as error:
            part.errors.append(f"change {number}: {error}")
        else:
            _stage.committed.value = number
    return part


def commit(engine: EmbeddedEngine, number: int) -> None:
    old, version = number - DELAY, _stage.version + number
    if number % 2:
        engine.index([topic(number, number)], version=version)
    elif number % 4 == 0 and old > 0:
        engine.delete([document_id(KIND, key(old))], version=version)
    else:
        engine.index([topic(old if old > 0 else number, number)], version=version)


def key(number: int) -> str:
    return f"change-{number}"


def word(number: int) -> str:
    """Return a word that no text has and that no other word resembles."""
    return f"x{number}x"


def topic(number: int, change: int) -> Document:
    return Document(KIND, key(number), f"Changement {word(change)}", f"/{KIND}/{key(number)}/", VISITOR)


def holds(number: int, last: int) -> bool:
    """Return whether some document has the word of change `number` once `last` changes are committed."""
    if number > last or (number % 4 == 0 and number > DELAY):
        return False
    return number % 2 == 0 or last < number + DELAY


def read(directory: Path, seed: int) -> ProcessReport:
    """Ask the questions of the benchmark; after each, look for new commits; at the end, for all of them again."""
    part, engine = ProcessReport(), EmbeddedEngine(directory)
    asked = cycle(shuffled(questions(), seed))
    engine.search(next(asked))
    checked = 0
    _stage.begin.wait(PATIENCE)
    while not _stage.over.is_set():
        part.asked += search(engine, next(asked), part) is not None
        while checked < _stage.committed.value and not _stage.over.is_set():
            checked += 1
            check(engine, checked, part)
            if checked > DELAY:
                check(engine, checked - DELAY, part)
    _stage.written.wait(PATIENCE)
    for number in range(1, _stage.committed.value + 1):
        check(engine, number, part)
    return part


def check(engine: EmbeddedEngine, number: int, part: ProcessReport) -> None:
    """Search the word of a change; meanwhile the writer may commit one more change than it has reported."""
    before = _stage.committed.value
    found = search(engine, SearchQuery(word(number), VISITOR), part)
    after = _stage.committed.value + 1
    part.checked += 1
    if found is not None and bool(found) not in {holds(number, before), holds(number, after)}:
        part.missed.append(f"change {number}, looked for between {before} and {after}: {found} documents")


def search(engine: EmbeddedEngine, query: SearchQuery, part: ProcessReport) -> int | None:
    try:
        return engine.search(query).total
    except EngineUnavailableError as error:
        part.errors.append(f"{query.text}: {error}")
        return None
