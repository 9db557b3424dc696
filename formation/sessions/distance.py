"""Estimated distance to a training. It follows no road: every page that shows it says so."""

import math
from dataclasses import dataclass

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG
# In a hilly département, roads are about a third longer than the great circle. No route is computed.
ROAD_FACTOR = 1.3
# Beyond this distance, the day includes about an hour and a half of driving.
FAR_KM = 40


@dataclass(frozen=True, slots=True)
class Point:
    """Latitude and longitude in degrees."""

    latitude: float
    longitude: float


def great_circle(start: Point, end: Point) -> float:
    """Kilometres as the crow flies (haversine)."""
    start_latitude, end_latitude = math.radians(start.latitude), math.radians(end.latitude)
    latitude_change, longitude_change = end_latitude - start_latitude, math.radians(end.longitude - start.longitude)
    chord = (
        math.sin(latitude_change / 2) ** 2
        + math.cos(start_latitude) * math.cos(end_latitude) * math.sin(longitude_change / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(min(1, math.sqrt(chord)))


def road_kilometres(start: Point, end: Point) -> float:
    """Estimated kilometres by road, one way."""
    return great_circle(start, end) * ROAD_FACTOR


def place_of(epm) -> Point:
    return Point(epm.latitude, epm.longitude)


def town_hall_of(commune) -> Point:
    return Point(commune.town_hall_latitude, commune.town_hall_longitude)


def point_of(session) -> Point | None:
    """Return the place of a session: its EPM, else the town hall of its commune, None if it is remote."""
    if session.epm_id:
        return place_of(session.epm)
    return town_hall_of(session.where) if session.where else None
