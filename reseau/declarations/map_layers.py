"""Layers of the map about places: how many for the people who live there, which communes are far from any."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from reseau.directory.place_map.areas import Area
from reseau.directory.place_map.layers import AreaValue, MapLayer, level_of
from reseau.places.distances import KILOMETRES_IN_A_DEGREE
from reseau.places.models.commune import Commune
from reseau.places.models.epm import EPM
from reseau.texts.wording import join_words

FAR_KILOMETRES = 15
INHABITANTS = 10_000
Point = tuple[float, float]


class PlacesByInhabitants(MapLayer):
    slug = "habitants"
    title = "Lieux par habitant"
    column = f"Lieux pour {INHABITANTS:,}\u00a0habitants".replace(",", "\u202f")
    definition = "Lieux ouverts aujourd’hui, rapportés à la population municipale."
    levels = ("sans lieu", "moins de 5", "de 5 à moins de 7", "7 ou plus")

    def values(self, areas: Sequence[Area]) -> list[AreaValue]:
        return [self.value(area) for area in areas]

    def value(self, area: Area) -> AreaValue:
        ratio = round(area.places * INHABITANTS / area.population, 1) if area.population else 0.0
        words = f"{ratio:g}".replace(".", ",")
        return AreaValue(1 + level_of(ratio, (5, 7)) if area.places else 0, words, words)


class FarCommunes(MapLayer):
    slug = "eloignement"
    title = f"Communes à plus de {FAR_KILOMETRES}\u00a0km"
    column = f"Communes à plus de {FAR_KILOMETRES}\u00a0km d’un lieu"
    definition = "De la mairie au lieu ouvert le plus proche, à vol d’oiseau."
    levels = ("aucune", "une ou deux", "de trois à cinq", "six ou plus")

    def values(self, areas: Sequence[Area]) -> list[AreaValue]:
        far = self.far_communes()
        return [self.value(far.get(area.name, [])) for area in areas]

    def value(self, names: Sequence[str]) -> AreaValue:
        number = str(len(names))
        return AreaValue(level_of(len(names), (1, 3, 6)), number, number, join_words(names) if names else "")

    def far_communes(self) -> dict[str, list[str]]:
        """Return the names of the far communes of each intercommunality. Two queries."""
        nearness = Nearness(EPM.objects.open().order_by().values_list("latitude", "longitude"))
        far: dict[str, list[str]] = defaultdict(list)
        columns = ("epci_name", "name", "town_hall_latitude", "town_hall_longitude")
        for area, name, latitude, longitude in Commune.objects.values_list(*columns):
            if not nearness.has_point_near(latitude, longitude):
                far[area].append(name)
        return far


class Nearness:
    """Points in cells of 15 km, so that those of nine cells answer whether any is near, however many there are."""

    def __init__(self, points: Iterable[Point]) -> None:
        self.cells: dict[tuple[int, int], list[Point]] = defaultdict(list)
        for point in map(_flat, points):
            self.cells[_cell(point)].append(point)

    def has_point_near(self, latitude: float, longitude: float) -> bool:
        here = _flat((latitude, longitude))
        column, row = _cell(here)
        return any(
            math.dist(here, point) <= FAR_KILOMETRES
            for x in (column - 1, column, column + 1)
            for y in (row - 1, row, row + 1)
            for point in self.cells.get((x, y), ())
        )


# The département is small: the Earth is flat at its middle, in kilometres.
MIDDLE = math.cos(math.radians(44.6))


def _flat(point: Point) -> Point:
    latitude, longitude = point
    return longitude * MIDDLE * KILOMETRES_IN_A_DEGREE, latitude * KILOMETRES_IN_A_DEGREE


def _cell(point: Point) -> tuple[int, int]:
    return int(point[0] // FAR_KILOMETRES), int(point[1] // FAR_KILOMETRES)


LAYERS = (PlacesByInhabitants(), FarCommunes())
