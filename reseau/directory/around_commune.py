"""What a person who named a commune learns first: whether its place is open, else which ones near it are."""

from dataclasses import dataclass

from django.db.models import QuerySet

from reseau.directory.open_moments import OpenMoment, open_during
from reseau.directory.place_search import FACETS, OPEN, PlaceSearch
from reseau.places.models.commune import Commune
from reseau.places.models.epm import EPM

NEAREST = 3


@dataclass(frozen=True, slots=True)
class ClosedCommune:
    """No place of `commune` is open at the moment asked about. `when`: « en ce moment », « samedi 5 décembre ».

    `closed` and `unknown`: its places, by what is known of their hours. `nearest`: open then, nearest first, with
    `kilometres`.
    """

    commune: Commune
    when: str
    closed: list[EPM]
    unknown: list[EPM]
    nearest: list[EPM]


def closed_commune(search: PlaceSearch, places: QuerySet[EPM]) -> ClosedCommune | None:
    """Return what to say first if no place of the commune is open; None otherwise. Two queries.

    `places`: those around the commune, with `kilometres`, before any facet is applied.
    """
    if search.origin is None or search.origin.commune is None:
        return None
    commune, moment = search.origin.commune, search.moment or OpenMoment.NOW
    is_open_then = open_during(moment, search.now)
    own = list(EPM.objects.open().filter(commune=commune).annotate(is_open_then=is_open_then).order_by("search_name"))
    if any(epm.is_open_then for epm in own):
        return None
    others = search.narrow(places, *(name for name in FACETS if name != OPEN))
    nearest = others.with_place().filter(is_open_then).order_by("kilometres", "pk")[:NEAREST]
    unknown = [epm for epm in own if not epm.has_trusted_hours]
    return ClosedCommune(
        commune=commune,
        when=moment.words(search.now),
        closed=[epm for epm in own if epm not in unknown],
        unknown=unknown,
        nearest=list(nearest),
    )
