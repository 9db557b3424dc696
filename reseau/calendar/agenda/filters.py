"""Filters of the agenda, as its addresses carry them: kind, territory, EPM of the territory."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from reseau.calendar.agenda.dates import Narrowing
from reseau.calendar.agenda.registry import Entry, sources
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM
from reseau.web.queries.cached_query import CachedQuery
from reseau.web.queries.list_facets import Facet, build_facet, count_values, query_value

KIND, TERRITORY, PLACE = "genre", "territoire", "epm"
NAMES = (KIND, TERRITORY, PLACE)


@dataclass(frozen=True, slots=True)
class Filters:
    """`epms`: those of the chosen territory, none without one."""

    narrowing: Narrowing
    territories: Sequence[Territory]
    epms: Sequence[EPM]
    territory: Territory | None = None
    epm: EPM | None = None

    @property
    def words(self) -> str:
        return str(self.epm or self.territory or "")


TERRITORIES = CachedQuery(lambda: Territory.objects.values_list("pk", "name", "slug"))


def read_filters(request: HttpRequest) -> Filters:
    """Return what the address asks for; unknown values count as none. Two queries at most."""
    territories = [Territory(pk=pk, name=name, slug=slug) for pk, name, slug in TERRITORIES.rows()]
    territory = next((each for each in territories if each.slug == query_value(request, TERRITORY)), None)
    epms = list(_epms_of(territory)) if territory else []
    epm = next((each for each in epms if each.slug == query_value(request, PLACE)), None)
    kind = query_value(request, KIND)
    narrowing = Narrowing(
        kind=kind if kind in {source.kind for source in sources()} else None,
        territory=territory and territory.pk,
        epm=epm and epm.pk,
    )
    return Filters(narrowing, territories, epms, territory, epm)


def _epms_of(territory: Territory):
    """Return its open places, with what their hours are read from."""
    epms = EPM.objects.open().filter(commune__territory=territory)
    return epms.only("name", "slug", "is_open", "opening_hours", "checked_on").order_by("search_name", "pk")


def facets_of(request: HttpRequest, filters: Filters, entries: Sequence[Entry]) -> list[Facet]:
    """Return the kinds and the territories, each with the number of dates that it would leave."""
    slugs = {territory.pk: territory.slug for territory in filters.territories}
    counts: Counter = Counter()
    for entry in entries:
        if filters.narrowing.epm in (None, entry.epm):
            counts[entry.kind, entry.territory] += entry.count
    rows = [
        {KIND: kind, TERRITORY: slugs.get(territory, ""), "count": count} for (kind, territory), count in counts.items()
    ]
    chosen = {KIND: filters.narrowing.kind or "", TERRITORY: filters.territory.slug if filters.territory else ""}
    kinds = {source.kind: source.label_plural for source in sources()}
    names = {territory.slug: territory.name for territory in filters.territories}
    return [
        build_facet(request, KIND, "Quoi", count_values(rows, KIND, chosen), kinds),
        build_facet(request, TERRITORY, "Où", count_values(rows, TERRITORY, chosen), names),
    ]


def epms_with_dates(filters: Filters, entries: Sequence[Entry]) -> list[EPM]:
    """Return the EPM of the chosen territory that have dates, and the chosen one."""
    with_dates = {entry.epm for entry in entries}
    return [epm for epm in filters.epms if epm.pk in with_dates or epm == filters.epm]
