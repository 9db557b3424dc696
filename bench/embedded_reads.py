"""Separate process that reads the embedded index, as a web worker does: time and memory of answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import tantivy

from bench.questions import Typed, beginnings, questions
from bench.server import resident_memory
from bench.timing import milliseconds
from search.engines import embedded_query as ask
from search.engines.base import SearchQuery
from search.engines.embedded import EmbeddedEngine
from search.engines.embedded_schema import prepared
from search.language.questions import parse_question

ROUNDS = 5


@dataclass
class Answered:
    """Milliseconds of each answer, and of tantivy alone for the same question; bytes of memory, private or shared.

    The parts of the index that were read stay in memory too until the memory is needed; all readers share them.
    """

    engine: list[float] = field(default_factory=list)
    straight: list[float] = field(default_factory=list)
    suggestions: list[float] = field(default_factory=list)
    straight_suggestions: list[float] = field(default_factory=list)
    empty: int = 0
    memory_before: int = 0
    memory: int = 0
    own_memory: int = 0


def answer(directory: Path) -> Answered:
    """Ask every question in each round, in another order; the first round only warms up."""
    told = Answered(memory_before=resident_memory("self"))
    engine = EmbeddedEngine(directory)
    straight = Straight(directory / engine.ensure())
    told.empty = sum(not engine.search(question).total for question in questions())
    for each in (*questions(), *beginnings()):
        straight.ask(each)
    for turn in range(ROUNDS):
        for each in shuffled(questions(), turn):
            told.engine.append(milliseconds(engine.search, each))
            told.straight.append(milliseconds(straight.ask(each)))
        for each in shuffled(beginnings(), turn):
            told.suggestions.append(milliseconds(engine.suggest, each.text, audience=each.audience))
            told.straight_suggestions.append(milliseconds(straight.ask(each)))
    told.memory, told.own_memory = resident_memory("self"), resident_memory("self", "RssAnon")
    return told


def shuffled(items: Sequence, turn: int) -> list:
    return Random(turn).sample(items, len(items))  # noqa: S311 - a benchmark has to draw the same each time


class Straight:
    """Tantivy without the engine: the same query under the same filters, twenty hits and their total."""

    def __init__(self, path: Path) -> None:
        self._searcher = prepared(tantivy.Index.open(str(path))).searcher()

    def ask(self, asked: SearchQuery | Typed) -> Callable:
        """Return a function that asks the question; its query is built before the clock starts."""
        query = self._typed(asked) if isinstance(asked, Typed) else self._question(asked)
        return lambda: [self._searcher.doc(address) for _, address in self._searcher.search(query, 20).hits]

    def _question(self, asked: SearchQuery) -> tantivy.Query:
        return ask.narrowed(ask.answering(parse_question(asked.text), asked.audience, all_words=True), asked.filters)

    def _typed(self, asked: Typed) -> tantivy.Query:
        return ask.readable(ask.titled(asked.text) or tantivy.Query.empty_query(), asked.audience)
