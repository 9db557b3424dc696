"""Separate process that reads the embedded index, as a web worker does: time and memory of answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import tantivy

from bench.questions import Typed, beginnings, questions
from bench.server import resident_memory
from bench.timing import milliseconds
from search.engines import embedded_query
from search.engines.base import SearchQuery
from search.engines.embedded import EmbeddedEngine
from search.engines.embedded_schema import prepared
from search.language.search_question import parse_question

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
    timings = Answered(memory_before=resident_memory("self"))
    engine = EmbeddedEngine(directory)
    straight = Straight(directory / engine.ensure())
    timings.empty = sum(not engine.search(question).total for question in questions())
    for each in (*questions(), *beginnings()):
        straight.ask(each)
    for rank in range(ROUNDS):
        for each in shuffled(questions(), rank):
            timings.engine.append(milliseconds(engine.search, each))
            timings.straight.append(milliseconds(straight.ask(each)))
        for each in shuffled(beginnings(), rank):
            timings.suggestions.append(milliseconds(engine.suggest, each.text, audience=each.audience))
            timings.straight_suggestions.append(milliseconds(straight.ask(each)))
    timings.memory, timings.own_memory = resident_memory("self"), resident_memory("self", "RssAnon")
    return timings


def shuffled(items: Sequence, seed: int) -> list:
    return Random(seed).sample(items, len(items))  # noqa: S311 - a benchmark has to draw the same each time


class Straight:
    """Tantivy without the engine: the same query under the same filters, twenty hits and their total."""

    def __init__(self, path: Path) -> None:
        self._searcher = prepared(tantivy.Index.open(str(path))).searcher()

    def ask(self, question: SearchQuery | Typed) -> Callable:
        """Return a function that asks the question; its query is built before the clock starts."""
        query = self._typed(question) if isinstance(question, Typed) else self._question(question)
        return lambda: [self._searcher.doc(address) for _, address in self._searcher.search(query, 20).hits]

    def _question(self, query: SearchQuery) -> tantivy.Query:
        return embedded_query.filtered_query(
            embedded_query.question_query(parse_question(query.text), query.audience), query.filters
        )

    def _typed(self, query: Typed) -> tantivy.Query:
        return embedded_query.readable_query(
            embedded_query.title_query(query.text) or tantivy.Query.empty_query(), query.audience
        )
