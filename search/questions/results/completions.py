"""What completes a search while one types, beside the titles of documents: words, places, searches of others.

Each app lists those of what it owns in its module `declarations.search_completions`, under `COMPLETERS`: they take the
user and the folded text, of two letters at least, and return proposals, the best first.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from jobs.declared import declared
from search.questions.results.search_facets import address

SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Completion:
    """A proposal and the address it leads to; `kind_label` says what it is."""

    title: str
    url: str
    kind_label: str


def complete(user, text: str) -> list[Completion]:
    """Return the proposals of all apps for a folded text, each title once."""
    if len(text) < SHORTEST:
        return []
    found = (
        completion for completer in declared("search_completions", "COMPLETERS") for completion in completer(user, text)
    )
    return list({completion.title: completion for completion in found}.values())


def search_for(
    text: str, kind_label: str, filters: Mapping[str, frozenset[str]] | None = None, *, title: str = ""
) -> Completion:
    """Return the proposal of a search, named by `title` or by its text."""
    return Completion(title or text, address(text, filters or {}), kind_label)
