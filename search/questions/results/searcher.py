"""A search by one person: the answer of the engine, checked once more against the database.

When the engine cannot answer, a plain search of titles in the database replaces it, and the page says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.utils.functional import cached_property
from django.utils.module_loading import import_string

from search.engines.base import EngineUnavailableError, FacetCount, Hit, SearchQuery, Suggestion
from search.engines.choice import get_engine
from search.engines.fields import hit_of, payload
from search.language.analysis import fold, simple_words
from search.language.search_question import Synonyms, parse_question
from search.meaning.services import near_in_meaning
from search.questions.criteria import CriteriaAnswer, ReadCriterion, ask, narrowed, read_criteria
from search.questions.results.search_facets import Filters, SearchFacet, facet_names, facets, labels_of
from search.questions.synonyms.current_synonyms import current_synonyms
from search.sources.documents import KIND, document_id
from search.sources.registry import SearchSource, sources

PAGE_SIZE = 15
MAX_PAGES = 50
MAX_LENGTH = 200
SUGGESTIONS = 6
NO_FILTERS: Filters = {}
# Signs that count as a space in the alphabet: « EPM d’Arcambal » comes before « EPM de Catus ».
SPACES = str.maketrans("’'-", "   ")


class SearchFacetValue(NamedTuple):
    """A value that can narrow the results; `chosen`: it does. A light tuple, since an answer has hundreds of them."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class SearchFacetValues:
    """A facet with the values of the results, most frequent first; chosen values stay, even without results."""

    facet: SearchFacet
    values: tuple[SearchFacetValue, ...]


@dataclass(frozen=True, slots=True)
class ResultPage:
    """A page of `Hit`s, and the facets in the order of the page.

    `whole`: how many results have all the words, and come first. `widened`: only some of the words were found;
    `by_meaning`: none, what is near in meaning is shown.
    `corrected`: text searched instead of a misspelt one. `criteria`: read in the words, they narrow the results;
    `given_up`: those that nothing fits with the rest. `degraded`: only titles were searched, so that facets have no
    counts, only the chosen values.
    """

    total: int
    page: Page
    facets: tuple[SearchFacetValues, ...] = ()
    whole: int = 0
    widened: bool = False
    by_meaning: bool = False
    corrected: str = ""
    criteria: tuple[ReadCriterion, ...] = ()
    given_up: tuple[ReadCriterion, ...] = ()
    degraded: bool = False

    @property
    def whole_here(self) -> int:
        """How many of the results of this page have all the words."""
        return max(0, self.whole - PAGE_SIZE * (self.page.number - 1))


@dataclass(frozen=True, slots=True)
class Ranking:
    """Keys of documents, best first; `widened` and `corrected` as in `ResultPage`."""

    keys: tuple[str, ...]
    widened: bool = False
    corrected: str = ""


@dataclass(frozen=True, slots=True)
class _DocumentId:
    kind: str
    key: str


class Searcher:
    """A person who searches."""

    def __init__(self, user) -> None:
        self.user = user

    @cached_property
    def audience(self) -> frozenset[str]:
        """The tokens of the person, from the function named by `SEARCH_AUDIENCE`: this app knows no other."""
        return frozenset(import_string(settings.SEARCH_AUDIENCE)(self.user))

    @cached_property
    def synonyms(self) -> Synonyms:
        return current_synonyms()

    def find(self, text: str, *, filters: Filters = NO_FILTERS, page_number: int = 1) -> ResultPage:
        """Return a page of results of `text` under `filters`, and under the criteria that its words tell."""
        text, number = text[:MAX_LENGTH], min(max(page_number, 1), MAX_PAGES)
        try:
            answer = self._ask(text, filters, number)
            if number > 1 and answer.results.total and not answer.results.hits:
                number = _page_count(answer.results.total)
                answer = self._ask(text, filters, number)
        except EngineUnavailableError:
            return self._find_titles(text, filters, number)
        results = answer.results
        hits = self._readable(results.hits)
        total = results.total - len(results.hits) + len(hits)
        return ResultPage(
            total,
            _page(total, number, hits),
            _facet_values(results.facets, filters),
            whole=results.whole,
            widened=results.widened,
            by_meaning=results.by_meaning,
            corrected=results.corrected,
            criteria=answer.criteria,
            given_up=answer.given_up,
        )

    def matching_ids(self, text: str, filters: Filters, *, limit: int) -> frozenset[str] | None:
        """Return the ids (`document_id`) of readable documents with all the words, under all the criteria that they
        tell; None above `limit`.

        Raises `EngineUnavailableError`.
        """
        query = SearchQuery(text[:MAX_LENGTH], self.audience, filters, synonyms=self.synonyms)
        criteria = read_criteria(query.text, but=filters).criteria
        ids = get_engine().matching_ids(narrowed(query, criteria), limit=limit)
        if not ids:
            return ids
        identities = [_DocumentId(*identity.split(":", 1)) for identity in sorted(ids)]
        return frozenset(document_id(item.kind, item.key) for item in self._readable(identities))

    def ranking(self, text: str, filters: Filters) -> Ranking:
        """Return the keys of what `find` finds, in its order, for a list that reads its rows itself.

        Whoever reads them takes rows that the person may read. Raises `EngineUnavailableError`.
        """
        query = SearchQuery(
            text[:MAX_LENGTH], self.audience, filters, synonyms=self.synonyms, limit=MAX_PAGES * PAGE_SIZE
        )
        results = get_engine().ranking(query)
        keys = tuple(document_id.partition(":")[2] for document_id in results.ids)
        return Ranking(keys, widened=results.widened, corrected=results.corrected)

    def suggest(self, text: str) -> list[Suggestion]:
        """Return titles that start like `text`; none while the engine cannot answer."""
        try:
            suggestions = get_engine().suggest(text[:MAX_LENGTH], audience=self.audience, limit=SUGGESTIONS)
        except EngineUnavailableError:
            return []
        return self._readable(suggestions)

    def _ask(self, text: str, filters: Filters, number: int) -> CriteriaAnswer:
        offset = (number - 1) * PAGE_SIZE
        query = SearchQuery(text, self.audience, filters, facet_names(), self.synonyms, offset=offset, limit=PAGE_SIZE)
        return ask(get_engine(), replace(query, near=near_in_meaning(text=text)))

    def _readable(self, hits: Iterable) -> list:
        """Return the hits that the person may still read, by the function named by `SEARCH_READABLE`. One query."""
        keys: dict[str, set[str]] = {}
        for hit in hits:
            keys.setdefault(hit.kind, set()).add(hit.key)
        readable = import_string(settings.SEARCH_READABLE)(self.user, keys)
        return [hit for hit in hits if (hit.kind, hit.key) in readable]

    def _find_titles(self, text: str, filters: Filters, number: int) -> ResultPage:
        kinds = filters.get(KIND)
        query_terms = parse_question(text).query_terms
        words = [text[word.start : word.end] for word in simple_words(text) if word.terms]
        hits: list[Hit] = []
        for source in sources():
            if words and (not kinds or source.kind in kinds):
                hits += [
                    _title_hit(source, instance, query_terms)
                    for instance in source.with_title_words(self.user, words)[:PAGE_SIZE]
                ]
        number = min(number, _page_count(len(hits)))
        start = (number - 1) * PAGE_SIZE
        page = _page(len(hits), number, hits[start : start + PAGE_SIZE])
        return ResultPage(len(hits), page, _facet_values({}, filters), degraded=True)


def _title_hit(source: SearchSource, instance, query_terms: frozenset[str]) -> Hit:
    return hit_of(payload(source.document(instance)), query_terms)


def _facet_values(facet_counts: Mapping[str, Iterable[FacetCount]], filters: Filters) -> tuple[SearchFacetValues, ...]:
    """Return the facets in the order of the page, without those that no result has."""
    counts = {
        facet: dict.fromkeys(filters.get(facet.name, ()), 0)
        | {facet_count.value: facet_count.count for facet_count in facet_counts.get(facet.name, ())}
        for facet in facets()
    }
    labels = labels_of(counts)
    result_facets = []
    for facet, value_counts in counts.items():
        chosen_values, words = filters.get(facet.name, ()), labels[facet.name]
        values = [
            SearchFacetValue(value, words[value], count, value in chosen_values)
            for value, count in value_counts.items()
        ]
        values.sort(key=lambda value: (-value.count, _in_alphabet(value.label), value.label))
        if values:
            result_facets.append(SearchFacetValues(facet, tuple(values)))
    return tuple(result_facets)


@lru_cache(maxsize=10_000)
def _in_alphabet(label: str) -> str:
    """Return the sort key of a label of a facet; hundreds come back in each answer."""
    return fold(label).translate(SPACES)


def _page_count(total: int) -> int:
    return max(1, min(-(-total // PAGE_SIZE), MAX_PAGES))


def _page(total: int, number: int, hits: list[Hit]) -> Page:
    """Return the page cut by the engine as a page of Django's paginator."""
    return Page(hits, number, Paginator(range(min(total, MAX_PAGES * PAGE_SIZE)), PAGE_SIZE))
