"""Narrowing of results: facets to choose from, chips of chosen values, with their addresses."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import Truncator

from search.language.analysis import simple_words
from search.results.search_facets import Filters, SearchFacet, query_string, toggled
from search.results.searcher import Found, SearchFacetValue, SearchFacetValues

# Number of values shown: all of them if they are few, else the most frequent; a maximum if all are requested.
FEW, MOST_FREQUENT, AT_MOST = 8, 6, 200
MAX_LABEL = 60
# Number of facets open at first.
OPEN = 4
# Parameter of an address that requests all the values of a facet.
WHOLE = "tout"


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """A value, with the address of the same search with it added, or removed."""

    value: SearchFacetValue
    url: str

    @property
    def label(self) -> str:
        return _shortened(self.value.label)

    @property
    def code(self) -> str:
        """The value, if it differs from its label: most do not, and a page has hundreds of them."""
        return self.value.value if self.value.value != self.label else ""


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
    """A chosen value; `url` removes it."""

    label: str
    url: str


def offers(text: str, filters: Filters, found: Found, *, whole: str = "") -> list[Offer]:
    """Return the facets of the page, `whole` with all its values; none while the engine cannot count."""
    narrowing_facets = [shown for shown in found.facets if _narrows(shown, found.total)] if not found.degraded else []
    return [
        _offer(text, filters, shown, is_whole=shown.facet.name == whole, is_open=rank < OPEN)
        for rank, shown in enumerate(narrowing_facets)
    ]


def chips(text: str, filters: Filters, found: Found) -> list[Chip]:
    return [
        Chip(_shortened(value.label), query_string(text, toggled(filters, shown.facet.name, value.value)))
        for shown in found.facets
        for value in shown.values
        if value.chosen
    ]


def _narrows(shown: SearchFacetValues, total: int) -> bool:
    """Whether some value of the facet leaves fewer results."""
    return any(value.chosen or value.count < total for value in shown.values)


def _offer(text: str, filters: Filters, shown: SearchFacetValues, *, is_whole: bool, is_open: bool) -> Offer:
    name, here = shown.facet.name, query_string(text, filters)
    place = f"#facette-{name}"
    unfolded = f"&{WHOLE}={name}{place}"
    choices = tuple(
        FacetChoice(value, query_string(text, toggled(filters, name, value.value)) + (unfolded if is_whole else ""))
        for value in _in_sight(shown, is_whole=is_whole)
    )
    other_url = f"{here}{place}" if is_whole else f"{here}{unfolded}" if len(choices) < len(shown.values) else ""
    is_chosen = any(value.chosen for value in shown.values)
    return Offer(shown.facet, choices, len(shown.values), is_open or is_chosen or is_whole, is_whole, other_url)


def _in_sight(shown: SearchFacetValues, *, is_whole: bool) -> Iterable[SearchFacetValue]:
    """Return all values in alphabetical order, or the most frequent; chosen ones in any case."""
    limit = AT_MOST if is_whole else FEW if len(shown.values) <= FEW else MOST_FREQUENT
    values = [value for place, value in enumerate(shown.values) if place < limit or value.chosen]
    rank = shown.facet.rank
    if rank:
        return sorted(values, key=lambda value: rank(value.value))
    return sorted(values, key=_in_the_alphabet) if is_whole else values


def _shortened(label: str) -> str:
    """Cut a long label; short ones, the most, skip Django's slow `Truncator`."""
    return label if len(label) <= MAX_LABEL else Truncator(label).chars(MAX_LABEL)


def _in_the_alphabet(value: SearchFacetValue) -> tuple[tuple[str, ...], str]:
    """Return a sort key without articles and accents: « EPM d’Arcambal » comes before « EPM du Bastit »."""
    return tuple(word.exact for word in simple_words(value.label) if word.terms), value.label
