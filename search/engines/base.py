"""The interface of search engines: queries, answers, errors, and what engines share."""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from django.utils.safestring import SafeString

from search.language.search_question import SearchQuestion, Synonyms, Unit, parse_question, replace_words
from search.language.spelling import SAMPLE, nearest, possibly_misspelt, tolerance
from search.sources.documents import Document

# Maximum number of counted values of a facet, the most frequent first: twice the maximum shown on a page.
MAX_FACET_VALUES = 400


class EngineUnavailableError(RuntimeError):
    """The engine cannot answer now (busy, unreachable, in the middle of a switch); a later attempt may succeed."""


class DocumentRefusedError(ValueError):
    """The engine refuses this document; trying again is useless until the document changes."""

    def __init__(self, document_id: str, reason: str) -> None:
        super().__init__(f"{document_id} : {reason}")
        self.document_id = document_id


class IndexMissingError(EngineUnavailableError):
    """There is no live index, or this code cannot read it; only a rebuild helps."""


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A query. `audience`: tokens of the person; documents that share none of them do not exist for that person.

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
    """A document found. `found_in` names the attachment with the words that the rest of the document lacks."""

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
    picture: str = ""


class FacetCount(NamedTuple):
    """A value of a facet and its count; a light tuple, since an answer has hundreds of them."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class SearchResults:
    """An answer. The counts of a facet obey the query, the audience and the filters of the *other* facets.

    `widened`: no document has all the words, so documents with some of them were taken. `corrected`: the text that was
    searched instead of one with a word that no document has. `ids`: those of a ranking, which has nothing else.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetCount, ...]]
    widened: bool = False
    corrected: str = ""
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    kind: str
    key: str
    title: str
    url: str


class Engine(ABC):
    """One index of documents. Every method may raise `EngineUnavailableError`.

    A wrong document raises another error: `DocumentRefusedError`, if others have been read since.

    `version` is a number that grows over time (`search.index.services.next_version`). A write never replaces what a
    newer version wrote or deleted, so the order in which writes arrive does not matter.
    """

    @abstractmethod
    def ensure(self) -> str:
        """Return the name of the live index. Raises `IndexMissingError` if this code has none that it can use."""

    @abstractmethod
    def apply(self, *, documents: Iterable[Document], removed_ids: Iterable[str], version: int) -> None:
        """Write `documents` and delete the ids `removed_ids`, in one commit that searches see at once."""

    def index(self, documents: Iterable[Document], *, version: int) -> None:
        self.apply(documents=documents, removed_ids=(), version=version)

    def delete(self, ids: Iterable[str], *, version: int) -> None:
        self.apply(documents=(), removed_ids=ids, version=version)

    def search(self, query: SearchQuery) -> SearchResults:
        """Return documents with all the words; if there are none, with misspelt words corrected; else with some words.

        Filters play no part in this choice: selecting a facet never changes what is searched.
        """
        return self._first_found(query, self._results_with_counts)

    def ranking(self, query: SearchQuery) -> SearchResults:
        """Return the `ids` of the documents that `search` finds, in its order, and nothing else of them."""
        return self._first_found(query, self._ranking)

    def _first_found(self, query: SearchQuery, answer: Callable[..., SearchResults]) -> SearchResults:
        question = parse_question(query.text, query.synonyms)
        if not question.included or not query.audience:
            return SearchResults(total=0, hits=(), facets={})
        results = answer(question, query, all_words=True)
        if results.total or (query.filters and self._exists(question, query.audience)):
            return results
        corrected_text = self._correction(question, query)
        if corrected_text:
            question = parse_question(corrected_text, query.synonyms)
            results = answer(question, query, all_words=True)
            if results.total or (query.filters and self._exists(question, query.audience)):
                return replace(results, corrected=corrected_text)
        may_widen = len(question.included) > 1 and bool(question.query_terms)
        if may_widen:
            results = answer(question, query, all_words=False)
        return replace(results, corrected=corrected_text, widened=may_widen and bool(results.total))

    def _results_with_counts(self, question: SearchQuestion, query: SearchQuery, *, all_words: bool) -> SearchResults:
        """Return the answer, with counts of the chosen values that more frequent ones had displaced."""
        results = self._answer(question, query, all_words=all_words)
        facets = dict(results.facets)
        for name in query.filters.keys() & facets.keys():
            left_out = query.filters[name] - {facet_count.value for facet_count in facets[name]}
            for value in sorted(left_out) if len(facets[name]) >= MAX_FACET_VALUES else ():
                value_query = replace(query, filters={**query.filters, name: frozenset({value})}, facets=(), limit=1)
                count = self._answer(question, value_query, all_words=all_words).total
                facets[name] = (*facets[name], *([FacetCount(value, count)] if count else []))
        return replace(results, facets=facets)

    def _correction(self, question: SearchQuestion, query: SearchQuery) -> str:
        """Return the text with words that no readable document has replaced by the nearest; empty if none is."""
        words = [unit.single_word for unit in self._missing_units(question, query.audience)]
        tries = [(word, distance) for word in words for distance in range(1, tolerance(word.exact) + 1)]
        pairs = [(word.exact, distance) for word, distance in tries]
        corrections = {}
        for (word, distance), texts in zip(tries, self._texts_near(pairs, query.audience, limit=SAMPLE), strict=True):
            if word not in corrections and (better := nearest(word.exact, texts, distance=distance)):
                corrections[word] = better
        return replace_words(query.text, corrections) if corrections else ""

    def _missing_units(self, question: SearchQuestion, audience: frozenset[str]) -> list[Unit]:
        """Return the units of `question` that may be misspelt and that no readable document has."""
        units = possibly_misspelt(question)
        if not units or (len(question.included) == 1 and not question.excluded):
            return units
        exist_flags = self._exist([SearchQuestion((unit,)) for unit in units], audience)
        return [unit for unit, exists in zip(units, exist_flags, strict=True) if not exists]

    def matching_ids(self, query: SearchQuery, *, limit: int) -> frozenset[str] | None:
        """Return the ids of documents with all the words, under the filters; None if there are more than `limit`."""
        question = parse_question(query.text, query.synonyms)
        if not question.included or not query.audience:
            return frozenset()
        return self._matching_ids(question, query, limit=limit)

    @abstractmethod
    def _matching_ids(self, question: SearchQuestion, query: SearchQuery, *, limit: int) -> frozenset[str] | None:
        """Return the ids of documents that answer the question under the filters; None above `limit`."""

    @abstractmethod
    def _answer(self, question: SearchQuestion, query: SearchQuery, *, all_words: bool) -> SearchResults:
        """Return a page of documents with all the units asked, or any of them, and none excluded; best first."""

    @abstractmethod
    def _ranking(self, question: SearchQuestion, query: SearchQuery, *, all_words: bool) -> SearchResults:
        """Return the ids of what `_answer` returns, in its order."""

    def _exists(self, question: SearchQuestion, audience: frozenset[str]) -> bool:
        """Whether a readable document answers `question`, filters aside."""
        return self._exist([question], audience)[0]

    @abstractmethod
    def _exist(self, questions: Sequence[SearchQuestion], audience: frozenset[str]) -> list[bool]:
        """Whether a readable document answers each of `questions`, filters aside."""

    @abstractmethod
    def _texts_near(
        self, tries: Sequence[tuple[str, int]], audience: frozenset[str], *, limit: int
    ) -> Iterable[Iterable[str]]:
        """Yield, for each folded word and distance, texts of at most `limit` readable documents with a word so near.

        An engine may fetch them lazily: once a near word is found, texts with farther ones are not read.
        """

    @abstractmethod
    def suggest(self, text: str, *, audience: frozenset[str], limit: int = 8) -> tuple[Suggestion, ...]:
        """Return documents whose title has the words typed so far, the last one perhaps unfinished."""

    @abstractmethod
    def count_by_kind(self) -> dict[str, int]:
        """Return the number of documents of each kind."""

    def count(self) -> int:
        """Return the number of documents."""
        return sum(self.count_by_kind().values())

    @abstractmethod
    def keys(self, kind: str) -> set[str]:
        """Return the keys of all documents of one kind."""

    @abstractmethod
    def rebuild(self, documents: Iterable[Document], *, version: int) -> None:
        """Fill a fresh index, make it the live one in one step, remove the others. Searches answer all along."""
