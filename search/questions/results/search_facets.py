"""Facets that narrow results: each is listed once, by the app that owns the word, and carried by the address.

Apps list them in their module `declarations.search`, under `FACETS`. Under `RENAMINGS`, they list names of facets whose
values change, each with a function, values and user → value → value of today: old addresses still lead there.

The values of one facet widen, several facets narrow: `?q=photo&kind=sheet&kind=topic&territory=Cahors`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any
from urllib.parse import quote_plus

from django.db.models import TextChoices
from django.http import QueryDict
from django.urls import reverse

from jobs.declared import declared
from search.sources.documents import KIND, TAG
from search.sources.registry import sources

MAX_VALUE_LENGTH = 120
MAX_VALUES = 20

# Chosen values: facet name → values.
Filters = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class SearchFacet:
    """`labels` gives the French words for values that are codes; without it a value is its own label.

    Facets that share their `labels` are asked in one call. `order` is the place of the facet on the page, the smallest
    first. `allowed` closes the list of its values. `rank` is the place of a value among the others; without it the most
    frequent come first.
    """

    name: str
    label: str
    order: int
    labels: Callable[[Iterable[str]], Mapping[str, str]] | None = None
    allowed: frozenset[str] | None = None
    rank: Callable[[str], Any] | None = None


def closed_facet(name: str, label: str, order: int, choices: type[TextChoices]) -> SearchFacet:
    """Return a facet whose values are those of a closed list, in its order."""
    words = dict(choices.choices)
    places = {value: place for place, value in enumerate(words)}
    return SearchFacet(
        name, label, order, lambda _: words, frozenset(words), lambda value: places.get(value, len(places))
    )


def with_current_names(filters: Filters, user) -> dict[str, frozenset[str]]:
    """Return the filters with renamed values replaced."""
    current_filters = dict(filters)
    for name, renaming in declared("search", "RENAMINGS"):
        if name in filters and (new_names := renaming(filters[name], user)):
            current_filters[name] = frozenset(new_names.get(value, value) for value in filters[name])
    return current_filters


@cache
def facets() -> tuple[SearchFacet, ...]:
    """Return all facets, in the order of the page."""
    return tuple(sorted((*OWN_FACETS, *declared("search", "FACETS")), key=lambda facet: facet.order))


@cache
def facet_names() -> tuple[str, ...]:
    return tuple(facet.name for facet in facets())


def clean_filters(parameters: QueryDict) -> dict[str, frozenset[str]]:
    """Return the filters of an address, without unknown facets and unknown values of closed lists."""
    kinds = {source.kind for source in sources()}
    filters = {}
    for facet in facets():
        allowed = kinds if facet.name == KIND else facet.allowed
        plausible_values = (value for value in parameters.getlist(facet.name)[:MAX_VALUES] if _is_plausible(value))
        filters[facet.name] = frozenset(value for value in plausible_values if allowed is None or value in allowed)
    return {name: values for name, values in filters.items() if values}


def query_string(text: str, filters: Filters) -> str:
    """Return « ?q=… » with the filters; equal filters give equal strings."""
    chosen = ((name, value) for name in facet_names() if name in filters for value in sorted(filters[name]))
    return "&".join((f"?q={quote_plus(text)}", *(f"{name}={_quoted(value)}" for name, value in chosen)))


def address(text: str, filters: Filters) -> str:
    """Return the address of the results of `text` under `filters`."""
    return f"{reverse('search:results')}{query_string(text, filters)}"


def toggled(filters: Filters, name: str, value: str) -> dict[str, frozenset[str]]:
    """Return `filters` with this value added, or removed if it was chosen."""
    return {**filters, name: frozenset(filters.get(name, ())) ^ {value}}


def labels_of(values: Mapping[SearchFacet, Iterable[str]]) -> dict[str, Mapping[str, str]]:
    """Return the French labels of the `values` of each facet, by name of facet."""
    values_by_source: dict[Callable, set[str]] = {}
    for facet, facet_values in values.items():
        if facet.labels and facet_values:
            values_by_source.setdefault(facet.labels, set()).update(facet_values)
    labels_by_source = {labels: labels(facet_values) for labels, facet_values in values_by_source.items()}
    return {
        facet.name: {value: labels_by_source.get(facet.labels, {}).get(value, value) for value in facet_values}
        for facet, facet_values in values.items()
    }


@lru_cache(maxsize=10_000)
def _quoted(value: str) -> str:
    """Return a value of a facet as an address writes it; a page has a hundred, mostly the same as the page before."""
    return quote_plus(value)


def _is_plausible(value: str) -> bool:
    return 0 < len(value) <= MAX_VALUE_LENGTH and value.isprintable()


def _kind_words(kinds: Iterable[str]) -> dict[str, str]:
    return {source.kind: source.label_plural for source in sources()}


def _latest_first(year: str) -> int:
    return -int(year) if year.isdecimal() else 0


# Those of every document, whichever app it comes from.
OWN_FACETS = (
    SearchFacet(KIND, "Type de contenu", 10, _kind_words),
    SearchFacet(TAG, "Mot-clé", 70),
    SearchFacet("year", "Année", 90, rank=_latest_first),
)
