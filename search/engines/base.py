"""What the site asks of a search engine, whichever runs: a few verbs, and the shapes of its answers."""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from django.utils.safestring import SafeString

from search.language.questions import Question, Synonyms, Unit, parse_question, replace_words
from search.language.spelling import SAMPLE, nearest, possibly_misspelt, tolerance
from search.sources.documents import Document

# Values of one facet that are counted at most, the most frequent first: twice as many as a page ever shows.
MAX_FACET_VALUES = 400


class EngineUnavailableError(RuntimeError):
    """The engine can't answer now: busy, unreachable, half way through a switch. Trying again later may succeed."""


class DocumentRefusedError(ValueError):
    """The engine can't take in what this document says; trying again is useless until the document is another one."""

    def __init__(self, document_id: str, reason: str) -> None:
        super().__init__(f"{document_id} : {reason}")
        self.document_id = document_id


class IndexMissingError(EngineUnavailableError):
    """There is no live index, or this code can't read it. Only a rebuild mends that."""


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A question. `audience` holds the tokens of the person who asks: what shares none of them does not exist for her.

    `filters` maps a facet name to the values chosen: several values of a facet widen, several facets narrow. `facets`
    names those to count. `synonyms` are sets of expressions that mean the same.
    """

    text: str
    audience: frozenset[str]
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    facets: tuple[str, ...] = ()
    synonyms: Synonyms = ()
    offset: int = 0
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found. `found_in` names the attachment that holds what nothing else of the document does."""

    kind: str
    key: str
    title: str
    url: str
    title_html: SafeString
    snippet_html: SafeString
    tags: tuple[str, ...]
    facts: tuple[str, ...]
    facets: Mapping[str, tuple[str, ...]]
    date: datetime.date | None
    found_in: str = ""


class FacetCount(NamedTuple):
    """An answer has hundreds of them."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class SearchResults:
    """An answer. The counts of a facet obey the query, the audience and the filters of the *other* facets.

    `widened` says that no document holds all the words, so that those with some of them were taken. `corrected` is the
    text that was looked for instead of one with a word that no document holds.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetCount, ...]]
    widened: bool = False
    corrected: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    kind: str
    key: str
    title: str
    url: str


class Engine(ABC):
    """One index of documents. Every method may raise `EngineUnavailableError`.

    What is wrong with a document raises something else: `DocumentRefusedError`, if others have been read since.

    `version` is a number that grows over time (`search.index.services.next_version`). A write never replaces what a
    newer version wrote or deleted, so the order in which writes arrive does not matter.
    """

    @abstractmethod
    def ensure(self) -> str:
        """Check that there is a live index that this code can use and return its name; raises `IndexMissingError`."""

    @abstractmethod
    def apply(self, *, documents: Iterable[Document], removed: Iterable[str], version: int) -> None:
        """Write `documents` and forget the ids in `removed`, in one commit that searches see at once."""

    def index(self, documents: Iterable[Document], *, version: int) -> None:
        self.apply(documents=documents, removed=(), version=version)

    def delete(self, ids: Iterable[str], *, version: int) -> None:
        self.apply(documents=(), removed=ids, version=version)

    def search(self, query: SearchQuery) -> SearchResults:
        """Documents that hold all that is asked; if there are none, with misspelt words corrected; else some of it.

        Which of the three is decided before filters: choosing a facet never changes what is looked for.
        """
        question = parse_question(query.text, query.synonyms)
        if not question.asked or not query.audience:
            return SearchResults(total=0, hits=(), facets={})
        results = self._counted(question, query, all_words=True)
        if results.total or (query.filters and self._exists(question, query.audience)):
            return results
        corrected = self._corrected(question, query)
        if corrected:
            question = parse_question(corrected, query.synonyms)
            results = self._counted(question, query, all_words=True)
            if results.total or (query.filters and self._exists(question, query.audience)):
                return replace(results, corrected=corrected)
        may_widen = len(question.asked) > 1 and bool(question.wanted_terms)
        if may_widen:
            results = self._counted(question, query, all_words=False)
        return replace(results, corrected=corrected, widened=may_widen and bool(results.total))

    def _counted(self, question: Question, query: SearchQuery, *, all_words: bool) -> SearchResults:
        """The answer, with the chosen values counted that too many more frequent ones had kept out of the count."""
        results = self._answer(question, query, all_words=all_words)
        facets = dict(results.facets)
        for name in query.filters.keys() & facets.keys():
            left_out = query.filters[name] - {counted.value for counted in facets[name]}
            for value in sorted(left_out) if len(facets[name]) >= MAX_FACET_VALUES else ():
                alone = replace(query, filters={**query.filters, name: frozenset({value})}, facets=(), limit=1)
                count = self._answer(question, alone, all_words=all_words).total
                facets[name] = (*facets[name], *([FacetCount(value, count)] if count else []))
        return replace(results, facets=facets)

    def _corrected(self, question: Question, query: SearchQuery) -> str:
        """The text of `query` with words that nothing readable holds replaced by their nearest; empty if none is."""
        words = [unit.single_word for unit in self._missing(question, query.audience)]
        tries = [(word, distance) for word in words for distance in range(1, tolerance(word.exact) + 1)]
        asked = [(word.exact, distance) for word, distance in tries]
        corrections = {}
        for (word, distance), texts in zip(tries, self._texts_near(asked, query.audience, limit=SAMPLE), strict=True):
            if word not in corrections and (better := nearest(word.exact, texts, distance=distance)):
                corrections[word] = better
        return replace_words(query.text, corrections) if corrections else ""

    def _missing(self, question: Question, audience: frozenset[str]) -> list[Unit]:
        """What may be misspelt of `question`, which nothing readable answers, and is nowhere on its own either."""
        units = possibly_misspelt(question)
        if not units or (len(question.asked) == 1 and not question.excluded):
            return units
        found = self._exist([Question((unit,)) for unit in units], audience)
        return [unit for unit, exists in zip(units, found, strict=True) if not exists]

    def matching(self, query: SearchQuery, *, limit: int) -> frozenset[str] | None:
        """Ids of all that holds all the words under the filters, without correction; none if more than `limit` do."""
        question = parse_question(query.text, query.synonyms)
        if not question.asked or not query.audience:
            return frozenset()
        return self._matching(question, query, limit=limit)

    @abstractmethod
    def _matching(self, question: Question, query: SearchQuery, *, limit: int) -> frozenset[str] | None:
        """Ids of all that holds all that is asked under the filters; none if more than `limit` do."""

    @abstractmethod
    def _answer(self, question: Question, query: SearchQuery, *, all_words: bool) -> SearchResults:
        """The page of what holds all that is asked, or any of it, and nothing of what is excluded; best first."""

    def _exists(self, question: Question, audience: frozenset[str]) -> bool:
        """Whether anything readable answers `question`, filters aside."""
        return self._exist([question], audience)[0]

    @abstractmethod
    def _exist(self, questions: Sequence[Question], audience: frozenset[str]) -> list[bool]:
        """The same of each of `questions`."""

    @abstractmethod
    def _texts_near(
        self, asked: Sequence[tuple[str, int]], audience: frozenset[str], *, limit: int
    ) -> Iterable[Iterable[str]]:
        """For each folded word and distance, texts of at most `limit` readable documents that hold a word so near.

        An engine may look for them as they are read: the farther ones are not, once a near one is found.
        """

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
        """Fill a fresh index, make it the live one in one step, remove the others. Searches answer all along."""
