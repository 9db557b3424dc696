"""The part of the map that a page shows: how close, around what."""

from dataclasses import dataclass

from django.http import HttpRequest

from reseau.directory.place_map.projection import WIDTH, projection
from reseau.directory.starting_point import StartingPoint
from reseau.web.queries.list_facets import query_value

CLOSEST = 3
ZOOMS = {str(zoom): zoom for zoom in range(CLOSEST + 1)}
ZOOM, CENTRE = "zoom", "centre"
# A commune and its neighbours, when the search names one.
ZOOM_OF_A_COMMUNE = 2


@dataclass(frozen=True, slots=True)
class MapWindow:
    """`x`, `y`: upper left corner, in units of the drawing; each zoom halves `width` and `height`."""

    zoom: int
    x: float
    y: float
    width: float
    height: float

    @property
    def view_box(self) -> str:
        return f"{self.x:.0f} {self.y:.0f} {self.width:.0f} {self.height:.0f}"

    @property
    def centre(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2

    @property
    def place_radius(self) -> str:
        """Radius of the mark of one place, of the same size on the screen at each zoom; so are the two others."""
        return self._constant_on_screen(12)

    @property
    def several_radius(self) -> str:
        return self._constant_on_screen(24)

    @property
    def text_size(self) -> str:
        return self._constant_on_screen(26)

    def _constant_on_screen(self, units: int) -> str:
        """Return the number as a drawing writes it, whatever the language of the page."""
        return f"{units / 2**self.zoom:g}"

    @property
    def position_ranges(self) -> dict[str, tuple[float, float]]:
        """Return the condition that a place stands in the window, in degrees."""
        north, west = projection().degrees(self.x, self.y)
        south, east = projection().degrees(self.x + self.width, self.y + self.height)
        return {"latitude__range": (south, north), "longitude__range": (west, east)}

    def holds(self, x: float, y: float) -> bool:
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height


def window_at(zoom: int, x: float, y: float) -> MapWindow:
    """Return the window of `zoom` around a point, moved so that it stays within the drawing."""
    zoom = max(0, min(zoom, CLOSEST))
    total_height = projection().height
    width, height = WIDTH / 2**zoom, total_height / 2**zoom
    left = max(0.0, min(x - width / 2, WIDTH - width))
    top = max(0.0, min(y - height / 2, total_height - height))
    return MapWindow(zoom, left, top, width, height)


def read_window(request: HttpRequest, origin: StartingPoint | None) -> MapWindow:
    """Read the address: the whole département, unless it says how close, or the search names a commune."""
    centre = _position(query_value(request, CENTRE))
    if centre is None and origin:
        centre = (origin.latitude, origin.longitude)
    asked = query_value(request, ZOOM)
    zoom = ZOOMS.get(asked, ZOOM_OF_A_COMMUNE if centre else 0)
    if centre is None:
        return window_at(zoom, WIDTH / 2, projection().height / 2)
    return window_at(zoom, *projection().point(*centre))


def _position(text: str) -> tuple[float, float] | None:
    """Read « 44.779,1.724 »; None for anything else, and for a point out of the Earth."""
    latitude, _, longitude = text.partition(",")
    try:
        position = float(latitude), float(longitude)
    except ValueError:
        return None
    return position if abs(position[0]) <= 90 and abs(position[1]) <= 180 else None
