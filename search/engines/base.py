"""The interface of search engines: queries, answers, errors, and what engines share."""

import datetime
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from django.utils.safestring import SafeString

from search.language.analysis import simple_words
from search.language.corrections import correction
from search.language.near_start import SHORTEST
from search.language.search_question import SearchQuestion, Synonyms, parse_question, word_question
from search.sources.documents import Document

# Where fewer documents have all the words, those that lack some follow.
ENOUGH = 8
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
    names those to count. `synonyms` are sets of expressions that mean the same. `better`: facet name → values that come
    first. `near`: ids of documents near in meaning, the nearest first, which come among those that lack words. Without
    words, the filters alone decide.
    """

    text: str
    audience: frozenset[str]
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    facets: tuple[str, ...] = ()
    synonyms: Synonyms = ()
    better: Mapping[str, frozenset[str]] = field(default_factory=dict)
    near: tuple[str, ...] = ()
    offset: int = 0
    limit: int = 20

    @property
    def is_of_filters_alone(self) -> bool:
        return bool(self.filters) and not self.text.strip()


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

    `whole`: how many of the documents have all the words, and come first. `widened`: none has, so documents with any of
    them were taken; `by_meaning`: none has any, so those near in meaning were. `corrected`: the text that was searched
    instead of one with a word that no document has. `ids`: those of a ranking, which has nothing else.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetCount, ...]]
    whole: int = 0
    widened: bool = False
    by_meaning: bool = False
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
        """Return documents with all the words, then, if they are few, those with most of them; if none has all, with
        misspelt words corrected; else with some words. Those near in meaning come with those that lack words.

        Filters play no part in this choice: selecting a facet never changes what is searched.
        """
        return self._first_found(query, self._results_with_counts)

    def ranking(self, query: SearchQuery) -> SearchResults:
        """Return the `ids` of the documents that `search` finds, in its order, and nothing else of them."""
        return self._first_found(query, self._ranking)

    def _first_found(self, query: SearchQuery, answer: Callable[..., SearchResults]) -> SearchResults:
        question = parse_question(query.text, query.synonyms)
        if not query.audience or not (question.included or query.is_of_filters_alone):
            return SearchResults(total=0, hits=(), facets={})
        if results := self._found(question, query, answer):
            return results
        corrected_text = correction(self, question, query)
        if corrected_text:
            question = parse_question(corrected_text, query.synonyms)
            if results := self._found(question, query, answer):
                return replace(results, corrected=corrected_text)
        return replace(self._widened(question, query, answer), corrected=corrected_text)

    def _widened(self, question: SearchQuestion, query: SearchQuery, answer: Callable) -> SearchResults:
        """Return the documents with any of the words, or near in meaning."""
        may_widen = len(question.telling) > 1 and bool(question.query_terms)
        least = question.asking_least() if may_widen else question
        results = answer(replace(least, near=query.near), query)
        if not results.total:
            return results
        by_meaning = bool(query.near) and not self._counts([least], query.audience)[0]
        return replace(results, widened=may_widen and not by_meaning, by_meaning=by_meaning)

    def _found(self, question: SearchQuestion, query: SearchQuery, answer: Callable) -> SearchResults | None:
        """Return the documents with all the words and, if they are few, the next ones; None if none has all."""
        results = answer(question, query)
        found = self._counts([question], query.audience)[0] if query.filters else results.total
        if not found:
            return None
        whole, shown = results.total, len(results.hits or results.ids)
        if found < ENOUGH and (question.asking_less().needed < question.needed or (query.near and question.included)):
            rest = replace(question.asking_less(), is_of_the_rest=True, near=query.near)
            place = {"offset": max(0, query.offset - whole), "limit": max(1, query.limit - shown)}
            results = _one_after_the_other(results, answer(rest, replace(query, **place)), limit=query.limit)
        return replace(results, whole=whole)

    def _results_with_counts(self, question: SearchQuestion, query: SearchQuery) -> SearchResults:
        """Return the answer, with counts of the chosen values that more frequent ones had displaced."""
        results = self._answer(question, query)
        facets = dict(results.facets)
        for name in query.filters.keys() & facets.keys():
            left_out = query.filters[name] - {facet_count.value for facet_count in facets[name]}
            for value in sorted(left_out) if len(facets[name]) >= MAX_FACET_VALUES else ():
                value_query = replace(query, filters={**query.filters, name: frozenset({value})}, facets=(), limit=1)
                count = self._answer(question, value_query).total
                facets[name] = (*facets[name], *([FacetCount(value, count)] if count else []))
        return replace(results, facets=facets)

    def known_words(self, words: Collection[str], audience: frozenset[str]) -> set[str]:
        """Return those of the folded `words` that a readable document has."""
        in_order = sorted(words)
        counts = self._counts([word_question(word) for word in in_order], audience)
        return {word for word, count in zip(in_order, counts, strict=True) if count}

    def matching_ids(self, query: SearchQuery, *, limit: int) -> frozenset[str] | None:
        """Return the ids of documents with all the words, under the filters; None if there are more than `limit`."""
        question = parse_question(query.text, query.synonyms)
        if not query.audience or not (question.included or query.is_of_filters_alone):
            return frozenset()
        return self._matching_ids(question, query, limit=limit)

    @abstractmethod
    def _matching_ids(self, question: SearchQuestion, query: SearchQuery, *, limit: int) -> frozenset[str] | None:
        """Return the ids of documents that answer the question under the filters; None above `limit`."""

    @abstractmethod
    def _answer(self, question: SearchQuestion, query: SearchQuery) -> SearchResults:
        """Return a page of documents with as many of the units as the question needs, and none excluded; those that
        have all come first, then the best.
        """

    @abstractmethod
    def _ranking(self, question: SearchQuestion, query: SearchQuery) -> SearchResults:
        """Return the ids of what `_answer` returns, in its order."""

    @abstractmethod
    def _counts(self, questions: Sequence[SearchQuestion], audience: frozenset[str]) -> list[int]:
        """Return the number of readable documents that answer each of `questions`, filters aside; above `ENOUGH` any
        larger number.
        """

    @abstractmethod
    def best_scores(self, questions: Sequence[SearchQuestion], audience: frozenset[str]) -> list[float]:
        """Return the relevance of the best readable document for each of `questions`, 0 for none."""

    @abstractmethod
    def texts_sounding(self, exact: str, audience: frozenset[str], *, limit: int) -> Iterable[str]:
        """Return texts of at most `limit` readable documents with a word that sounds like `exact` (folded)."""

    @abstractmethod
    def texts_near(
        self, tries: Sequence[tuple[str, int]], audience: frozenset[str], *, limit: int
    ) -> Iterable[Iterable[str]]:
        """Yield, for each folded word and distance, texts of at most `limit` readable documents with a word so near.

        An engine may fetch them lazily: once a near word is found, texts with farther ones are not read.
        """

    def suggest(
        self, text: str, *, audience: frozenset[str], limit: int = 8, tolerant: bool = True
    ) -> tuple[Suggestion, ...]:
        """Return documents whose title has the words typed so far, the last one perhaps unfinished.

        `tolerant`: if there is none, those where each word is typed with one slip at most, from its fourth letter on.
        """
        words = simple_words(text)
        if not words or not audience:
            return ()
        found = self._titled(text, audience, limit=limit, slips=0)
        if found or not tolerant or all(len(word.exact) < SHORTEST for word in words):
            return found
        return self._titled(text, audience, limit=limit, slips=1)

    @abstractmethod
    def _titled(self, text: str, audience: frozenset[str], *, limit: int, slips: int) -> tuple[Suggestion, ...]:
        """Return the suggestions for a text of one word at least, with so many slips in each word."""

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


def _one_after_the_other(first: SearchResults, others: SearchResults, *, limit: int) -> SearchResults:
    """Return the page of two answers that share no document, and the counts of both."""
    facets = {}
    for name in first.facets:
        counts = Counter(dict(first.facets[name]))
        counts.update(dict(others.facets[name]))
        facets[name] = tuple(FacetCount(value, count) for value, count in counts.most_common(MAX_FACET_VALUES))
    return replace(
        first,
        total=first.total + others.total,
        hits=(*first.hits, *others.hits)[:limit],
        ids=(*first.ids, *others.ids)[:limit],
        facets=facets,
    )
