"""How far one drives to a training: an estimate, since it follows no road. Every page that shows it says so."""

import math
from dataclasses import dataclass

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG
# Roads of a hilly département are longer than the great circle by about a third; no route is computed.
ROAD_FACTOR = 1.3
# Beyond that one drives an hour and a half in the day.
FAR_KM = 40


@dataclass(frozen=True, slots=True)
class Point:
    """Latitude and longitude in degrees."""

    latitude: float
    longitude: float


def great_circle(start: Point, end: Point) -> float:
    """Kilometres as the crow flies (haversine)."""
    first, second = math.radians(start.latitude), math.radians(end.latitude)
    north, east = second - first, math.radians(end.longitude - start.longitude)
    chord = math.sin(north / 2) ** 2 + math.cos(first) * math.cos(second) * math.sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1, math.sqrt(chord)))


def road_kilometres(start: Point, end: Point) -> float:
    """Kilometres one way by road, estimated."""
    return great_circle(start, end) * ROAD_FACTOR


def place_of(epm) -> Point:
    return Point(epm.latitude, epm.longitude)


def town_hall_of(commune) -> Point:
    return Point(commune.town_hall_latitude, commune.town_hall_longitude)


def point_of(session) -> Point | None:
    """Where a session is held: its EPM, else the town hall of its commune; nowhere when it is held at a distance."""
    if session.epm_id:
        return place_of(session.epm)
    return town_hall_of(session.where) if session.where else None
