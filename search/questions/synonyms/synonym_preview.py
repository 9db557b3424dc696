"""Preview of a set of synonyms: for each expression, the results today and with the set."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from search.engines.base import EngineUnavailableError, Hit, SearchQuery, SearchResults
from search.engines.choice import get_engine
from search.language.search_question import Synonyms

# How deep new results are searched, and how many of them are named.
DEPTH = 60
NAMED = 5


@dataclass(frozen=True, slots=True)
class ExpressionChange:
    """`before` and `after`: number of results with the whole expression, or a synonym; `new`: first hits that today's
    search does not give."""

    expression: str
    before: int
    after: int
    new: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    changes: tuple[ExpressionChange, ...] = ()
    unavailable: bool = False

    @property
    def is_vain(self) -> bool:
        """Whether the set would change nothing."""
        return not self.unavailable and all(change.before == change.after for change in self.changes)


def preview_changes(expressions: Iterable[str], *, user, before: Synonyms, after: Synonyms) -> Preview:
    """Return what `user` would find with the synonyms `after` instead of `before`, by the real engine."""
    audience = frozenset(import_string(settings.SEARCH_AUDIENCE)(user))
    try:
        return Preview(tuple(_change(expression, audience, before, after) for expression in expressions))
    except EngineUnavailableError:
        return Preview(unavailable=True)


def _change(expression: str, audience: frozenset[str], before: Synonyms, after: Synonyms) -> ExpressionChange:
    results_before, results_after = (_ask(expression, audience, synonyms) for synonyms in (before, after))
    known_hits = {(hit.kind, hit.key) for hit in results_before.hits} if _is_whole(results_before) else set()
    new = (
        tuple(hit for hit in results_after.hits if (hit.kind, hit.key) not in known_hits)[:NAMED]
        if _is_whole(results_after)
        else ()
    )
    return ExpressionChange(expression, _count(results_before), _count(results_after), new)


def _ask(expression: str, audience: frozenset[str], synonyms: Synonyms) -> SearchResults:
    return get_engine().search(SearchQuery(expression, audience, synonyms=synonyms, limit=DEPTH))


def _is_whole(results: SearchResults) -> bool:
    """Whether the results have the whole expression as typed: not some of its words, nor a correction."""
    return not results.widened and not results.corrected


def _count(results: SearchResults) -> int:
    return results.whole if _is_whole(results) else 0
