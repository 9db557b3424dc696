"""Cards of results: kind, facts on one line, the matching passage, tags as links."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from search.engines.base import Hit
from search.questions.results.search_facets import Filters, query_string, toggled
from search.questions.results.searcher import ResultPage, SearchFacetValue
from search.sources.documents import TAG
from search.sources.registry import SearchSource, source

SHOWN_TAGS = 3
SEPARATOR = " · "


@dataclass(frozen=True, slots=True)
class TagLink:
    """`url` adds the tag to the filters, or removes it when it is `chosen`."""

    name: str
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class CardWords:
    """The facets of a document in French, by name, as far as they are counted. A card shows one or none."""

    values: Mapping[str, tuple[str, ...]]
    counted: Mapping[str, Mapping[str, SearchFacetValue]]

    def __getitem__(self, name: str) -> tuple[SearchFacetValue, ...]:
        counted = self.counted.get(name, {})
        return tuple(counted[value] for value in self.values.get(name, ()) if value in counted)


@dataclass(frozen=True, slots=True)
class Card:
    """`words`: the facets of the document in French; `snippet`: empty if the facts say as much."""

    hit: Hit
    source: SearchSource
    facts: SafeString
    snippet: SafeString
    tags: tuple[TagLink, ...]
    words: CardWords


def cards(text: str, filters: Filters, results: ResultPage) -> list[Card]:
    words = {
        facet_values.facet.name: {value.value: value for value in facet_values.values}
        for facet_values in results.facets
    }
    return [
        Card(hit, source(hit.kind), *_facts_and_snippet(hit), _tags(text, filters, hit), CardWords(hit.facets, words))
        for hit in results.page
    ]


def _facts_and_snippet(hit: Hit) -> tuple[SafeString, SafeString]:
    """Return facts and snippet; a snippet that is one of the facts is marked there, and not repeated."""
    line = SEPARATOR.join(hit.facts)
    passage = unescape(hit.snippet_html.replace("<mark>", "").replace("</mark>", ""))
    before, match, after = line.partition(passage) if passage else (line, "", "")
    if not match:
        return escape(line), hit.snippet_html
    return format_html("{}{}{}", before, hit.snippet_html, after), SafeString("")


def _tags(text: str, filters: Filters, hit: Hit) -> tuple[TagLink, ...]:
    """Return links to the first tags, chosen ones before others."""
    chosen_tags = filters.get(TAG, frozenset())
    ordered = sorted(hit.tags, key=lambda tag: tag not in chosen_tags)[:SHOWN_TAGS]
    return tuple(TagLink(tag, query_string(text, toggled(filters, TAG, tag)), tag in chosen_tags) for tag in ordered)
