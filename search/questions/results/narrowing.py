"""Narrowing of results: facets to choose from, chips of chosen values, with their addresses."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.text import Truncator

from search.language.analysis import simple_words
from search.questions.criteria import without
from search.questions.results.search_facets import Filters, SearchFacet, query_string, toggled
from search.questions.results.searcher import ResultPage, SearchFacetValue, SearchFacetValues

# Number of values shown: all of them if they are few, else the most frequent, of a closed facet fewer; a maximum if all
# are requested.
FEW, MOST_FREQUENT, CLOSED, AT_MOST = 8, 5, 4, 200
MAX_LABEL = 60
# Number of facets open at first.
OPEN = 4
# Parameter of an address that requests all the values of a facet.
WHOLE = "tout"


class FacetChoice(NamedTuple):
    """A value with its label, shortened, its count, and whether it is chosen; `url`: the same search with it added, or
    removed. A light and flat tuple: a page has seventy, and unpacks them.
    """

    value: str
    label: str
    count: int
    chosen: bool
    url: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A facet that may narrow the results. `size`: number of its values; `other_url`: shows all of them, or fewer."""

    facet: SearchFacet
    choices: tuple[FacetChoice, ...]
    size: int
    is_open: bool
    is_whole: bool
    other_url: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A chosen value, or a criterion among the words; `url` removes it."""

    label: str
    url: str


def offers(text: str, filters: Filters, results: ResultPage, *, whole_facet: str = "") -> list[Offer]:
    """Return the facets of the page, or `whole_facet` alone with all its values; none while the engine cannot count."""
    narrowing_facets = (
        [facet_values for facet_values in results.facets if _narrows(facet_values, results.total)]
        if not results.degraded
        else []
    )
    unfolded = [facet_values for facet_values in narrowing_facets if facet_values.facet.name == whole_facet]
    return [
        _offer(text, filters, facet_values, is_whole=bool(unfolded), is_open=rank < OPEN)
        for rank, facet_values in enumerate(unfolded or narrowing_facets)
    ]


def chips(text: str, filters: Filters, results: ResultPage) -> list[Chip]:
    """Return what narrows the results: the criteria read in the words, then the chosen values."""
    read = [Chip(criterion.label, query_string(without(text, [criterion]), filters)) for criterion in results.criteria]
    return read + [
        Chip(_shortened(value.label), query_string(text, toggled(filters, facet_values.facet.name, value.value)))
        for facet_values in results.facets
        for value in facet_values.values
        if value.chosen
    ]


def _narrows(facet_values: SearchFacetValues, total: int) -> bool:
    """Whether some value of the facet leaves fewer results."""
    return any(value.chosen or value.count < total for value in facet_values.values)


def _offer(text: str, filters: Filters, facet_values: SearchFacetValues, *, is_whole: bool, is_open: bool) -> Offer:
    name, address = facet_values.facet.name, query_string(text, filters)
    place = f"#facette-{name}"
    unfolded = f"&{WHOLE}={name}{place}"
    choices = tuple(
        FacetChoice(
            value.value,
            _shortened(value.label),
            value.count,
            value.chosen,
            query_string(text, toggled(filters, name, value.value)),
        )
        for value in _in_sight(facet_values, AT_MOST if is_whole else MOST_FREQUENT if is_open else CLOSED)
    )
    other_url = (
        f"{address}{place}" if is_whole else f"{address}{unfolded}" if len(choices) < len(facet_values.values) else ""
    )
    is_chosen = any(value.chosen for value in facet_values.values)
    return Offer(
        facet_values.facet, choices, len(facet_values.values), is_open or is_chosen or is_whole, is_whole, other_url
    )


def _in_sight(facet_values: SearchFacetValues, limit: int) -> Iterable[SearchFacetValue]:
    """Return all values in alphabetical order, or the most frequent; chosen ones in any case."""
    is_whole = limit == AT_MOST
    limit = max(limit, FEW) if len(facet_values.values) <= FEW else limit
    values = [value for place, value in enumerate(facet_values.values) if place < limit or value.chosen]
    rank = facet_values.facet.rank
    if rank:
        return sorted(values, key=lambda value: rank(value.value))
    return sorted(values, key=_in_the_alphabet) if is_whole else values


def _shortened(label: str) -> str:
    """Cut a long label; short ones, the most, skip Django's slow `Truncator`."""
    return label if len(label) <= MAX_LABEL else Truncator(label).chars(MAX_LABEL)


def _in_the_alphabet(value: SearchFacetValue) -> tuple[tuple[str, ...], str]:
    """Return a sort key without articles and accents: « EPM d’Arcambal » comes before « EPM du Bastit »."""
    return tuple(word.exact for word in simple_words(value.label) if word.terms), value.label
