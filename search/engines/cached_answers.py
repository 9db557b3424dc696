"""Answers of an engine, kept until its index changes.

People come back to their results after each one they open, and browsers keep no page of a member: the same question is
asked several times in a minute.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from threading import Lock

from search.engines.base import SearchQuery, SearchResults

# Visitors choose the questions: the least asked one goes first. An answer takes some forty kilobytes.
MOST = 50


class KeptAnswers:
    """The answers to the last questions, each under the state of the index that was read before it was asked."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, tuple[Hashable, SearchResults]] = OrderedDict()
        self._lock = Lock()

    def of(self, query: SearchQuery, state: Hashable, ask: Callable[[SearchQuery], SearchResults]) -> SearchResults:
        """Return the answer to `query` in this `state`: the kept one, else what `ask` returns."""
        key = _key(query)
        with self._lock:
            known_state, results = self._answers.get(key, (None, None))
        if results is None or known_state != state:
            results = ask(query)
        with self._lock:
            self._answers[key] = state, results
            self._answers.move_to_end(key)
            while len(self._answers) > MOST:
                self._answers.popitem(last=False)
        return results


def _key(query: SearchQuery) -> Hashable:
    """Return all that makes it another question."""
    fields = (getattr(query, name) for name in SearchQuery.__slots__)
    return tuple(frozenset(value.items()) if isinstance(value, Mapping) else value for value in fields)
