"""The page of the map, narrowed as the list is; the list says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from reseau.directory.place_facets import directory_facets
from reseau.directory.place_map.gathering import MapMark, gather
from reseau.directory.place_map.layer_map import LEVELS, read_layer
from reseau.directory.place_map.layers import MapLayer, find_layer, layers
from reseau.directory.place_map.map_window import CENTRE, CLOSEST, ZOOM, MapWindow, read_window, window_at
from reseau.directory.place_map.projection import projection
from reseau.directory.place_map.tiles import has_tiles, loads_tiles
from reseau.directory.place_search import FACETS, QUICK, PlaceSearch, read_search
from reseau.permissions import is_network_member
from reseau.places.models.epm import EPM
from reseau.web.queries.list_facets import query_value

LAYER = "couche"
LISTED = 12
# Moves of a third of what is seen.
STEPS = {"Vers le nord": (0, -1), "Vers le sud": (0, 1), "Vers l’ouest": (-1, 0), "Vers l’est": (1, 0)}


@dataclass(frozen=True, slots=True)
class DrawnMark:
    """A mark and what it leads to; `x`, `y`: as the drawing writes them. `epm` None: it gathers several places."""

    x: str
    y: str
    count: int
    url: str
    label: str
    epm: EPM | None = None


@loads_tiles
@require_safe
@login_not_required
def place_map(request: HttpRequest) -> HttpResponse:
    """Show the places; to members, one layer if the address asks for it (`couche`). Visitors have no layer."""
    is_member = is_network_member(request.user)
    if is_member and (layer := find_layer(query_value(request, LAYER))):
        return layer_page(request, layer)
    search = read_search(request, timezone.now())
    window = read_window(request, search.origin)
    context = {
        "q": search.words,
        "named": search.named,
        "origin": search.origin,
        "moment_words": search.moment.words(search.now) if search.moment else "",
        "window": window,
        "closer": _address(request, window.zoom + 1, window.centre) if window.zoom < CLOSEST else "",
        "wider": _address(request, window.zoom - 1, window.centre) if window.zoom else "",
        "moves": _moves(request, window),
        "list_query": _query(request, without=(ZOOM, CENTRE)),
        "layers": layers() if is_member else (),
        "tiles": has_tiles() and {"url": settings.TILES_URL, "credit": settings.TILES_CREDIT},
    }
    context |= _what_is_read(request, search, window)
    return render(request, "reseau/directory/place_map/map.html", context)


def _what_is_read(request: HttpRequest, search: PlaceSearch, window: MapWindow) -> dict:
    """Return what the kept part of the page reads, once each, when it is rendered."""
    found = search.places(EPM.objects.visible_to(request.user))
    places = search.narrow(found, *FACETS)
    inside = places.filter(**window.position_ranges)
    marks = cache(lambda: gather(_points(inside), window))
    return {
        "quick_facets": cache(
            lambda: [facet for facet in directory_facets(request, search, found) if facet.name in QUICK]
        ),
        "marks": cache(lambda: _drawn_marks(request, marks(), window)),
        "count": lambda: sum(mark.count for mark in marks()),
        "total": cache(places.count),
        "listed": inside.with_place().order_by("commune__search_name", "pk")[:LISTED],
    }


def layer_page(request: HttpRequest, layer: MapLayer) -> HttpResponse:
    rows = read_layer(layer)
    drawn = {row.css for row in rows}
    context = {
        "layer": layer,
        "layers": layers(),
        "rows": rows,
        "legend": [(css, words) for css, words in zip(LEVELS, layer.levels, strict=True) if css in drawn],
        "window": window_at(0, 0, 0),
    }
    return render(request, "reseau/directory/place_map/layer.html", context)


def _points(places) -> list[tuple[int, float, float]]:
    flat = projection()
    rows = places.order_by().values_list("pk", "latitude", "longitude")
    return [(key, *flat.point(latitude, longitude)) for key, latitude, longitude in rows]


def _drawn_marks(request: HttpRequest, marks: Sequence[MapMark], window: MapWindow) -> list[DrawnMark]:
    singles = EPM.objects.with_place().in_bulk([mark.keys[0] for mark in marks if mark.count == 1])
    return [_drawn(request, mark, singles, window) for mark in marks]


def _drawn(request: HttpRequest, mark: MapMark, singles: dict[int, EPM], window: MapWindow) -> DrawnMark:
    epm = singles.get(mark.keys[0]) if mark.count == 1 else None
    x, y = f"{mark.x:.1f}", f"{mark.y:.1f}"
    if epm:
        return DrawnMark(x, y, 1, epm.get_absolute_url(), f"{epm.name}, {epm.opening_words}", epm)
    if window.zoom < CLOSEST:
        url = _address(request, window.zoom + 1, (mark.x, mark.y))
        return DrawnMark(x, y, mark.count, url, f"{mark.count}\u00a0lieux ici, agrandir la carte")
    latitude, longitude = projection().degrees(mark.x, mark.y)
    url = f"{reverse('reseau:directory')}?pres={latitude:.2f},{longitude:.2f}"
    return DrawnMark(x, y, mark.count, url, f"{mark.count}\u00a0lieux ici, en liste")


def _moves(request: HttpRequest, window: MapWindow) -> list[tuple[str, str]]:
    if not window.zoom:
        return []
    x, y = window.centre
    return [
        (label, _address(request, window.zoom, (x + right * window.width / 3, y + down * window.height / 3)))
        for label, (right, down) in STEPS.items()
    ]


def _address(request: HttpRequest, zoom: int, centre: tuple[float, float]) -> str:
    latitude, longitude = projection().degrees(*centre)
    return f"?{_query(request, **{ZOOM: str(zoom), CENTRE: f'{latitude:.3f},{longitude:.3f}'})}#carte"


def _query(request: HttpRequest, without: tuple[str, ...] = (), **changes: str) -> str:
    query = request.GET.copy()
    for name in without:
        query.pop(name, None)
    for name, value in changes.items():
        query[name] = value
    return query.urlencode(safe=",")
