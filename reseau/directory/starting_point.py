"""Where distances are counted from: the town hall of a commune that somebody types, or about where they are."""

import re
from dataclasses import dataclass

from reseau.places.commune_search import NamedCommune
from reseau.places.models.commune import Commune

POSITION = re.compile(r"(-?[0-9]{1,2}(?:\.[0-9]{1,9})?),(-?[0-9]{1,3}(?:\.[0-9]{1,9})?)")
# About a kilometre: the home of nobody is read in an address.
DECIMALS = 2


@dataclass(frozen=True, slots=True)
class StartingPoint:
    """`latitude` and `longitude` in degrees; `commune` is None for a position of the browser."""

    latitude: float
    longitude: float
    commune: Commune | None = None

    @property
    def position(self) -> str:
        return f"{self.latitude:.{DECIMALS}f},{self.longitude:.{DECIMALS}f}"


def find_origin(named: NamedCommune, position: str) -> StartingPoint | None:
    """Return the commune that the words name, `position` rounded if there are none; None if neither says where."""
    if named.words:
        commune = named.commune
        return StartingPoint(commune.town_hall_latitude, commune.town_hall_longitude, commune) if commune else None
    if not (found := POSITION.fullmatch(position)):
        return None
    latitude, longitude = (round(float(degrees), DECIMALS) for degrees in found.groups())
    return StartingPoint(latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None
