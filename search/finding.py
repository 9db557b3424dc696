"""What one person finds: the engine's answer, checked once more against the database.

When the engine can't answer, a plain look at the titles in the database takes its place, and says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.functional import cached_property
from django.utils.module_loading import import_string

from search.analysis import simple_words, units
from search.documents import KIND
from search.engines import get_engine
from search.engines.base import EngineUnavailableError, Hit, SearchQuery, SearchResults, Suggestion
from search.highlights import highlight, snippet, wanted_terms
from search.registry import SearchSource, sources

PAGE_SIZE = 20
MAX_PAGES = 50
MAX_LENGTH = 200
SUGGESTIONS = 8


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value by which results can be narrowed. `chosen` says that they are."""

    facet: str
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A page of `Hit`s. `widened`: only some of the words were found. `degraded`: only titles were looked at."""

    total: int
    page: Page
    kinds: tuple[FacetValue, ...] = ()
    widened: bool = False
    degraded: bool = False


class Searcher:
    """A person who searches."""

    def __init__(self, user) -> None:
        self.user = user

    @cached_property
    def audience(self) -> frozenset[str]:
        """The tokens of the person, from the function that `SEARCH_AUDIENCE` names: this app knows nobody."""
        return frozenset(import_string(settings.SEARCH_AUDIENCE)(self.user))

    def find(self, text: str, *, kinds: Iterable[str] = (), page_number: int = 1) -> Found:
        """The page of what answers `text`, in one of `kinds` if there are any."""
        text, kinds = text[:MAX_LENGTH], frozenset(kinds)
        number = min(max(page_number, 1), MAX_PAGES)
        try:
            results = self._ask(text, kinds, number)
            if number > 1 and results.total and not results.hits:
                number = _page_count(results.total)
                results = self._ask(text, kinds, number)
        except EngineUnavailableError:
            return self._find_titles(text, kinds, number)
        hits = self._readable(results.hits)
        total = results.total - len(results.hits) + len(hits)
        return Found(total, _page(total, number, hits), _kind_values(results, kinds), widened=results.widened)

    def suggest(self, text: str) -> list[Suggestion]:
        """Titles that begin as what was typed; none while the engine can't answer."""
        try:
            found = get_engine().suggest(text[:MAX_LENGTH], audience=self.audience, limit=SUGGESTIONS)
        except EngineUnavailableError:
            return []
        return self._readable(found)

    def _ask(self, text: str, kinds: frozenset[str], number: int) -> SearchResults:
        filters = {KIND: kinds} if kinds else {}
        offset = (number - 1) * PAGE_SIZE
        return get_engine().search(SearchQuery(text, self.audience, filters, offset=offset, limit=PAGE_SIZE))

    def _readable(self, hits: Iterable) -> list:
        """Those of `hits` that the database still lets the person read: one query in all."""
        keys: dict[str, set[str]] = {}
        for hit in hits:
            keys.setdefault(hit.kind, set()).add(hit.key)
        visible = [self._visible(source, keys[source.kind]) for source in sources() if source.kind in keys]
        if not visible:
            return []
        readable = set(visible[0].union(*visible[1:], all=True).order_by())
        return [hit for hit in hits if (hit.kind, hit.key) in readable]

    def _visible(self, source: SearchSource, keys: set[str]) -> QuerySet:
        """Kind and key of those of `keys` that the person may read."""
        return (
            source.keyed(source.visible_to(self.user), keys)
            .order_by()
            .values_list(Value(source.kind, CharField()), Cast(source.key_field, CharField()))
        )

    def _find_titles(self, text: str, kinds: frozenset[str], number: int) -> Found:
        wanted = wanted_terms(units(text))
        words = [text[word.start : word.end] for word in simple_words(text) if word.terms]
        hits: list[Hit] = []
        for source in sources():
            if words and (not kinds or source.kind in kinds):
                hits += [_title_hit(source, found, wanted) for found in source.titled(self.user, words)[:PAGE_SIZE]]
        number = min(number, _page_count(len(hits)))
        start = (number - 1) * PAGE_SIZE
        return Found(len(hits), _page(len(hits), number, hits[start : start + PAGE_SIZE]), degraded=True)


def _title_hit(source: SearchSource, instance, wanted: frozenset[str]) -> Hit:
    document = source.document(instance)
    return Hit(
        kind=document.kind,
        key=document.key,
        title=document.title,
        url=document.url,
        title_html=highlight(document.title, wanted),
        snippet_html=snippet(document.summary, document.body, wanted),
        tags=document.tags,
        facets=document.facets,
        date=document.date,
    )


def _kind_values(results: SearchResults, chosen: frozenset[str]) -> tuple[FacetValue, ...]:
    """Kinds in the order in which apps declare them; a chosen kind stays in sight when it has no result."""
    counts = {facet.value: facet.count for facet in results.facets.get(KIND, ())}
    return tuple(
        FacetValue(KIND, source.kind, source.label_plural, counts.get(source.kind, 0), source.kind in chosen)
        for source in sources()
        if source.kind in counts or source.kind in chosen
    )


def _page_count(total: int) -> int:
    return max(1, min(-(-total // PAGE_SIZE), MAX_PAGES))


def _page(total: int, number: int, hits: list[Hit]) -> Page:
    """The page that the engine has already cut out, as Django's paginator shows pages."""
    return Page(hits, number, Paginator(range(min(total, MAX_PAGES * PAGE_SIZE)), PAGE_SIZE))
