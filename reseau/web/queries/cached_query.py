"""Answers that stay in the memory of a process until a table that their SQL reads changes.

For counts over all rows of a table, which no index makes short and which many people ask: those of a facet, the number
of workshops to come. The database counts the changes of its tables, in the transaction that writes; whoever composes
the site says how these counts are read (`use_table_counts`).
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from django.db import connection, models

from reseau.web.queries.compiled_query import CompiledQuery
from reseau.web.queries.placeholders import Marks, ParameterSlot

# Returns a number that grows with each committed change of these tables, None if one of them is not counted.
TableCounts = Callable[[Collection[str]], int | None]
# Answers of one shape: few levels of audience, some choices of facets.
MOST_ANSWERS = 50
TABLE_READ = re.compile(r'(?:FROM|JOIN) "(\w+)"')

_counts: list[TableCounts] = []


def use_table_counts(counts: TableCounts) -> None:
    """Say how the changes of tables are counted. Without it nothing is kept."""
    _counts[:] = [counts]


@dataclass
class _KeptAnswers:
    """The answers of one shape, by the parameters of their SQL; the least read one goes first."""

    tables: frozenset[str]
    answers: OrderedDict[tuple, tuple[int, list]] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def get(self, params: tuple, version: int) -> list | None:
        with self.lock:
            known_version, rows = self.answers.get(params, (None, None))
            if rows is not None:
                self.answers.move_to_end(params)
        return rows if known_version == version else None

    def put(self, params: tuple, version: int, rows: list) -> None:
        with self.lock:
            self.answers[params] = version, rows
            self.answers.move_to_end(params)
            while len(self.answers) > MOST_ANSWERS:
                self.answers.popitem(last=False)


class CachedQuery(CompiledQuery):
    """A `CompiledQuery` of values (no instances), which nobody changes once they are read.

    `then`: function of the rows; what it returns, a list, is kept in their place.

    It is asked anew when a table of its SQL has changed, each hour, and always inside a transaction, which may see what
    it has not committed. It is never kept if the SQL depends on this very moment, or reads a table that is not counted.
    """

    def __init__(
        self,
        build: Callable[..., models.QuerySet],
        *,
        shape: Iterable[str] = (),
        then: Callable[[list], list] | None = None,
    ) -> None:
        super().__init__(build, shape=shape)
        self.then = then

    def rows(self, **arguments: Any) -> list:
        marks, marked = self._mark(arguments)
        compiled = self._find(marks, marked)
        if compiled is None or connection.in_atomic_block or not _counts:
            return self._answer(arguments)
        kept: _KeptAnswers | None = compiled.kept
        # Read before the rows: what is committed meanwhile makes a newer version.
        version = _counts[0](kept.tables) if kept else None
        if version is None:
            return self._answer(arguments)
        params = compiled.params(marks.values)
        rows = kept.get(params, version)
        if rows is None:
            rows = self._answer(arguments)
            kept.put(params, version, rows)
        return [*rows]

    def _answer(self, arguments: dict[str, Any]) -> list:
        rows = super().rows(**arguments)
        return self.then(rows) if self.then else rows

    def _compile(self, marks: Marks, marked: dict[str, Any]) -> Any:
        compiled = super()._compile(marks, marked)
        if compiled is not None:
            compiled.kept = _answers_of(compiled)
        return compiled


def _answers_of(compiled: Any) -> _KeptAnswers | None:
    """Return an empty store, None where the answers of `compiled` depend on the clock or on what is bound elsewhere."""
    moves = any(isinstance(slot, ParameterSlot) and not slot.ranks for slot in compiled.slots)
    if moves or compiled.queryset._prefetch_related_lookups:
        return None
    return _KeptAnswers(frozenset(TABLE_READ.findall(compiled.sql)))
