"""The map of the network: open EPM, where a workshop was run in the period, and where none was noted."""

from collections.abc import Sequence
from dataclasses import dataclass

from extranet.dashboards.steering.figures.places import ActiveEPM, deliveries_there
from extranet.dashboards.steering.scope import Scope
from reseau.directory.place_map.gathering import MapMark, gather
from reseau.directory.place_map.map_window import MapWindow, window_at
from reseau.directory.place_map.projection import projection
from reseau.places.models.epm import EPM


@dataclass(frozen=True, slots=True)
class NetworkMark:
    """A round of the map; `x`, `y` as the drawing writes them. `active`: how many of its EPM run workshops."""

    x: str
    y: str
    count: int
    active: int
    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class NetworkMap:
    window: MapWindow
    marks: Sequence[NetworkMark]
    active: int
    silent: int


def network_map(scope: Scope) -> NetworkMap:
    """Draw the open EPM of the scope. One query."""
    rows = ActiveEPM().opened(scope).annotate(is_active=deliveries_there(scope)).order_by("search_name", "pk")
    epms = {epm.pk: epm for epm in rows.only("name", "slug", "latitude", "longitude")}
    flat = projection()
    window = window_at(0, 0, 0)
    points = ((epm.pk, *flat.point(epm.latitude, epm.longitude)) for epm in epms.values())
    active = sum(1 for epm in epms.values() if epm.is_active)
    marks = [_mark(mark, epms) for mark in gather(points, window)]
    return NetworkMap(window, marks, active, len(epms) - active)


def _mark(mark: MapMark, epms: dict[int, EPM]) -> NetworkMark:
    there = [epms[key] for key in mark.keys]
    active = sum(1 for epm in there if epm.is_active)
    x, y = f"{mark.x:.1f}", f"{mark.y:.1f}"
    if len(there) == 1:
        (epm,) = there
        state = "un atelier au moins" if epm.is_active else "aucun atelier noté"
        return NetworkMark(x, y, 1, active, f"{epm.name}, {state}", epm.get_absolute_url())
    return NetworkMark(x, y, len(there), active, f"{len(there)}\u00a0EPM, dont {active} avec des ateliers")
