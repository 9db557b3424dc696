"""A layer on the map, and the table that says the same: a row for each intercommunality."""

from collections.abc import Sequence
from dataclasses import dataclass

from reseau.directory.place_map.areas import Area, read_areas
from reseau.directory.place_map.layers import AreaValue, MapLayer

# Classes of the levels, from the least to the most.
LEVELS = ("level-0", "level-1", "level-2", "level-3")


@dataclass(frozen=True, slots=True)
class LayerRow:
    """`x`, `y`: where the short words stand, as the drawing writes them. `legend`: the words of the level."""

    area: Area
    value: AreaValue
    x: str
    y: str
    legend: str
    css: str


def read_layer(layer: MapLayer) -> Sequence[LayerRow]:
    """Return the rows of the map and of its table, none as long as no place is open. Four queries at most."""
    areas = read_areas()
    if not any(area.places for area in areas):
        return []
    return [
        LayerRow(area, value, f"{area.x:.0f}", f"{area.y:.0f}", layer.levels[value.level], LEVELS[value.level])
        for area, value in zip(areas, layer.values(areas), strict=True)
    ]
