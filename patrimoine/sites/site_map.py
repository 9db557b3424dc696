"""Heritage places on the map of the directory: its outlines, its projection, its way to gather what is too near."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest

from patrimoine.sites.models import HeritagePlace
from reseau.directory.place_map.gathering import MapMark, gather
from reseau.directory.place_map.map_window import CENTRE, CLOSEST, ZOOM, MapWindow, read_window, window_at
from reseau.directory.place_map.projection import projection

# Around one place: its commune and the next ones.
ZOOM_OF_A_PLACE = 2


@dataclass(frozen=True, slots=True)
class HeritageMark:
    """A mark, and what it leads to; `x`, `y`: as the drawing writes them. `text`: its number, or nothing for one."""

    x: str
    y: str
    url: str
    label: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class HeritageMap:
    window: MapWindow
    marks: list[HeritageMark]
    closer: str = ""
    wider: str = ""


def heritage_map(request: HttpRequest, places: QuerySet[HeritagePlace]) -> HeritageMap:
    """Return the map of `places`, as close as the address says. One query."""
    window = read_window(request, None)
    rows = places.order_by().values_list("pk", "slug", "name", "commune__name", "latitude", "longitude")
    known = {row[0]: row for row in rows}
    points = [(pk, *projection().point(latitude, longitude)) for pk, _, _, _, latitude, longitude in known.values()]
    marks = [_mark(request, mark, known, window) for mark in gather(points, window)]
    closer = _address(request, window.zoom + 1, window.centre) if window.zoom < CLOSEST else ""
    return HeritageMap(window, marks, closer, _address(request, window.zoom - 1, window.centre) if window.zoom else "")


def map_of(places: Iterable[HeritagePlace], zoom: int = ZOOM_OF_A_PLACE) -> HeritageMap:
    """Return the map around the middle of `places`, each numbered if there are several. No query."""
    points = [(place, *projection().point(place.latitude, place.longitude)) for place in places]
    numbered = len(points) > 1
    middle = [sum(point[axis] for point in points) / len(points) for axis in (1, 2)]
    marks = [
        HeritageMark(f"{x:.1f}", f"{y:.1f}", place.get_absolute_url(), place.name, f"{number}" if numbered else "")
        for number, (place, x, y) in enumerate(points, start=1)
    ]
    return HeritageMap(window_at(zoom, *middle), marks)


def _mark(request: HttpRequest, mark: MapMark, known: dict[int, tuple], window: MapWindow) -> HeritageMark:
    x, y = f"{mark.x:.1f}", f"{mark.y:.1f}"
    if mark.count == 1:
        _pk, slug, name, commune, _latitude, _longitude = known[mark.keys[0]]
        return HeritageMark(x, y, HeritagePlace(slug=slug).get_absolute_url(), f"{name}, {commune}")
    if window.zoom < CLOSEST:
        url = _address(request, window.zoom + 1, (mark.x, mark.y))
        return HeritageMark(x, y, url, f"{mark.count}\u00a0lieux ici, agrandir la carte", f"{mark.count}")
    return HeritageMark(x, y, "#lieux", f"{mark.count}\u00a0lieux ici, en liste", f"{mark.count}")


def _address(request: HttpRequest, zoom: int, centre: tuple[float, float]) -> str:
    latitude, longitude = projection().degrees(*centre)
    query = request.GET.copy()
    query[ZOOM], query[CENTRE] = str(zoom), f"{latitude:.3f},{longitude:.3f}"
    return f"?{query.urlencode(safe=',')}#carte"
