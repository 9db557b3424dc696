"""From degrees to the units of the drawing: a flat projection, true to shape at the latitude of the département."""

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.text import slugify

CONTOUR = Path(__file__).parents[2] / "data" / "lot_contour.geojson"
WIDTH = 1_000.0
MARGIN = 12.0


@dataclass(frozen=True, slots=True)
class Projection:
    """`west`, `north`: degrees of the upper left corner. `scale`: units for a degree of latitude."""

    west: float
    north: float
    scale: float
    squeeze: float
    height: float

    def point(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return x and y in units of the drawing."""
        x = MARGIN + (longitude - self.west) * self.squeeze * self.scale
        return x, MARGIN + (self.north - latitude) * self.scale

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        """Return the latitude and longitude of a point of the drawing."""
        return self.north - (y - MARGIN) / self.scale, self.west + (x - MARGIN) / self.scale / self.squeeze


@cache
def projection() -> Projection:
    """Return the projection in which the département fills the width of the drawing."""
    (ring, *_others) = json.loads(CONTOUR.read_text(encoding="utf-8"))["geometry"]["coordinates"]
    longitudes, latitudes = zip(*ring, strict=True)
    squeeze = math.cos(math.radians((min(latitudes) + max(latitudes)) / 2))
    scale = (WIDTH - 2 * MARGIN) / ((max(longitudes) - min(longitudes)) * squeeze)
    height = (max(latitudes) - min(latitudes)) * scale + 2 * MARGIN
    return Projection(min(longitudes), max(latitudes), scale, squeeze, height)


def outline_id(area: str) -> str:
    """Return the identifier of the outline of an intercommunality in `communes.svg`."""
    return f"epci-{slugify(area)}"
