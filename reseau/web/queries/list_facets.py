"""Facets of the directories: values that narrow a list, each with the number of rows that it would leave."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.http import urlencode


@dataclass(frozen=True, slots=True)
class FacetValue:
    """`url` selects the value, or deselects it when it is `chosen`; `hue` is that of a domain, else empty."""

    value: str
    label: str
    count: int
    chosen: bool
    url: str
    hue: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    label: str
    values: list[FacetValue]


def query_value(request: HttpRequest, name: str) -> str:
    """Return a parameter of the query string, stripped and without the null character, which databases refuse."""
    return request.GET.get(name, "").replace("\x00", "").strip()


def count_values(rows: Iterable[Mapping], name: str, chosen_values: Mapping[str, str]) -> Counter:
    """Sum `count` for each value of the facet `name`, over the `rows` that the other chosen facets leave."""
    other_values = {facet: value for facet, value in chosen_values.items() if value and facet != name}
    counts: Counter = Counter()
    for row in rows:
        if all(row[facet] == value for facet, value in other_values.items()):
            counts[row[name]] += row["count"]
    return counts


def build_facet(request: HttpRequest, name: str, label: str, counts: Mapping, labels: Mapping) -> Facet:
    """Build a facet with the values of `labels`, in their order, that have rows; a chosen value always stays."""
    chosen, others = query_value(request, name), _other_parameters(request, name)
    values = [
        FacetValue(value, text, counts.get(value, 0), value == chosen, _address(request, others, name, value, chosen))
        for value, text in labels.items()
        if counts.get(value) or value == chosen
    ]
    return Facet(name, label, values)


def _other_parameters(request: HttpRequest, name: str) -> str:
    """Return the query string without the facet and the number of the page."""
    query = request.GET.copy()
    query.pop("page", None)
    query.pop(name, None)
    return query.urlencode()


def _address(request: HttpRequest, others: str, name: str, value: str, chosen: str) -> str:
    own = "" if value == chosen else urlencode({name: value})
    query = "&".join(filter(None, (others, own)))
    return f"{request.path}?{query}" if query else request.path
