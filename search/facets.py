"""Facets: by what results can be narrowed. Each is declared once, by the app whose word it is; an address carries them.

The values of one facet widen, several facets narrow: `?q=photo&kind=sheet&kind=topic&territory=Cahors`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from search.documents import KIND, TAG
from search.registry import sources

MAX_VALUE_LENGTH = 120
MAX_VALUES = 20

# What was chosen: facet name → values.
Filters = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Facet:
    """`labels` gives the French words for values that are codes; without it a value is its own label.

    `order` is its place on the page, the smallest first.
    """

    name: str
    label: str
    order: int
    labels: Callable[[Iterable[str]], Mapping[str, str]] | None = None


_facets: dict[str, Facet] = {}


def declare(facet: Facet) -> Facet:
    """Makes the facet known under its name."""
    _facets[facet.name] = facet
    return facet


def facets() -> tuple[Facet, ...]:
    """All of them, in the order of the page."""
    return tuple(sorted(_facets.values(), key=lambda facet: facet.order))


def facet_names() -> tuple[str, ...]:
    return tuple(facet.name for facet in facets())


def clean_filters(parameters: QueryDict) -> dict[str, frozenset[str]]:
    """The filters of an address; what no facet has the name of, or is absurdly long, is left aside."""
    chosen = {name: parameters.getlist(name)[:MAX_VALUES] for name in facet_names()}
    kept = {name: frozenset(value for value in values if _is_plausible(value)) for name, values in chosen.items()}
    kept[KIND] &= {source.kind for source in sources()}
    return {name: values for name, values in kept.items() if values}


def address(text: str, filters: Filters) -> str:
    """The results of `text` under `filters`; the same filters always give the same address."""
    chosen = {name: sorted(filters[name]) for name in facet_names() if filters.get(name)}
    return reverse("search:results", query={"q": text, **chosen})


def toggled(filters: Filters, name: str, value: str) -> dict[str, frozenset[str]]:
    """`filters` with this value chosen as well, or no longer so."""
    return {**filters, name: frozenset(filters.get(name, ())) ^ {value}}


def _is_plausible(value: str) -> bool:
    return 0 < len(value) <= MAX_VALUE_LENGTH and value.isprintable()


declare(Facet(KIND, "Type de contenu", 10, lambda kinds: {source.kind: source.label_plural for source in sources()}))
declare(Facet("year", "Année", 90))
declare(Facet(TAG, "Mot-clé", 100))
