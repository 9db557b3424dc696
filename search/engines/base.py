"""What the site asks of a search engine, whichever runs: seven verbs, and the shapes of its answers."""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from search.documents import Document


class EngineUnavailableError(RuntimeError):
    """The engine can't answer now: busy, unreachable, half way through a switch. Trying again later may succeed."""


class IndexMissingError(EngineUnavailableError):
    """There is no live index, or this code can't read it. Only a rebuild mends that."""


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A question. `audience` holds the tokens of the person who asks: what shares none of them does not exist for her.

    `filters` maps a facet name to the values chosen: several values of a facet widen, several facets narrow.
    """

    text: str
    audience: frozenset[str]
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    offset: int = 0
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Hit:
    kind: str
    key: str
    title: str
    url: str
    title_html: SafeString
    snippet_html: SafeString
    tags: tuple[str, ...]
    facets: Mapping[str, tuple[str, ...]]
    date: datetime.date | None


@dataclass(frozen=True, slots=True)
class FacetCount:
    value: str
    count: int


@dataclass(frozen=True, slots=True)
class SearchResults:
    """An answer. The counts of a facet obey the query, the audience and the filters of the *other* facets.

    `widened` says that no document holds all the words, so that those with some of them were taken.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetCount, ...]]
    widened: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    kind: str
    key: str
    title: str
    url: str


class Engine(ABC):
    """One index of documents. Every method may raise `EngineUnavailableError`.

    `version` is a number that grows over time (`search.services.next_version`). A write never replaces what a newer
    version wrote or deleted, so the order in which writes arrive does not matter.
    """

    @abstractmethod
    def ensure(self) -> str:
        """Checks that there is a live index that this code can use and returns its name; raises `IndexMissingError`."""

    @abstractmethod
    def apply(self, *, documents: Iterable[Document], removed: Iterable[str], version: int) -> None:
        """Writes `documents` and forgets the ids in `removed`, in one commit that searches see at once."""

    def index(self, documents: Iterable[Document], *, version: int) -> None:
        self.apply(documents=documents, removed=(), version=version)

    def delete(self, ids: Iterable[str], *, version: int) -> None:
        self.apply(documents=(), removed=ids, version=version)

    @abstractmethod
    def search(self, query: SearchQuery) -> SearchResults:
        """Documents that hold all the words, or if there are none some of them; best first."""

    @abstractmethod
    def suggest(self, text: str, *, audience: frozenset[str], limit: int = 8) -> tuple[Suggestion, ...]:
        """Documents whose title holds the words typed so far, the last one perhaps unfinished."""

    @abstractmethod
    def count_by_kind(self) -> dict[str, int]:
        """How many documents of each kind."""

    def count(self) -> int:
        """How many documents in all."""
        return sum(self.count_by_kind().values())

    @abstractmethod
    def keys(self, kind: str) -> set[str]:
        """Keys of all documents of one kind."""

    @abstractmethod
    def rebuild(self, documents: Iterable[Document], *, version: int) -> None:
        """Fills a fresh index, makes it the live one in one step, removes the others. Searches answer all along."""
