"""Places that are too near to be told apart at this zoom, gathered in one mark."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from reseau.directory.place_map.map_window import MapWindow

# Side of a cell at the widest zoom, in units of the drawing: 30 px on a phone, 56 px on a wide screen.
CELL = 90.0
# Marks nearer than this part of a cell would overlap.
TOO_NEAR = 0.6


@dataclass(slots=True)
class MapMark:
    """A mark of the map: the keys of its places, and where it stands, in units of the drawing."""

    keys: list[int] = field(default_factory=list)
    x_sum: float = 0.0
    y_sum: float = 0.0

    @property
    def count(self) -> int:
        return len(self.keys)

    @property
    def x(self) -> float:
        return self.x_sum / self.count

    @property
    def y(self) -> float:
        return self.y_sum / self.count

    def absorb(self, other: "MapMark") -> None:
        self.keys += other.keys
        self.x_sum += other.x_sum
        self.y_sum += other.y_sum


def gather(points: Iterable[tuple[int, float, float]], window: MapWindow) -> list[MapMark]:
    """Return the marks of the points (key, x, y) within `window`, from the top. Each point is in one mark."""
    cell = CELL / 2**window.zoom
    marks: dict[tuple[int, int], MapMark] = {}
    for key, x, y in points:
        if window.holds(x, y):
            marks.setdefault((int(x // cell), int(y // cell)), MapMark()).absorb(MapMark([key], x, y))
    kept: list[MapMark] = []
    for mark in marks.values():
        near = next((other for other in kept if _are_near(mark, other, cell * TOO_NEAR)), None)
        if near:
            near.absorb(mark)
        else:
            kept.append(mark)
    return sorted(kept, key=lambda mark: (mark.y, mark.x))


def _are_near(mark: MapMark, other: MapMark, distance: float) -> bool:
    return (mark.x - other.x) ** 2 + (mark.y - other.y) ** 2 < distance**2
