"""Kilometres by road from a router of the operator's choice (OSRM); without an answer, an estimate that says so.

The router learns two points, an EPM and the place of a session: nothing about a person.
"""

import http.client
import json
from dataclasses import dataclass
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings
from django.core.cache import cache

from formation.sessions.distance import Point, road_kilometres

KEPT = 30 * 24 * 3600
# After a failure, pages do not wait again for a while.
SILENT = 300
SILENCE = "router:silent"
ESTIMATED_SPEED = 50  # kilometres an hour, on the roads of the Lot
MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Route:
    """One way: kilometres, minutes, and whether a router followed the roads."""

    kilometres: float
    minutes: int
    is_by_road: bool


def route_between(start: Point, end: Point) -> Route:
    """Return the route, from the router if one is set and answers in time."""
    return _asked(start, end) or estimated_route(start, end)


def estimated_route(start: Point, end: Point) -> Route:
    kilometres = road_kilometres(start, end)
    return Route(kilometres, max(1, round(60 * kilometres / ESTIMATED_SPEED)), is_by_road=False)


def _asked(start: Point, end: Point) -> Route | None:
    if not settings.ROUTER_URL or cache.get(SILENCE):
        return None
    way = ";".join(f"{point.longitude:.5f},{point.latitude:.5f}" for point in (start, end))
    key = f"router:{way}"
    answer = cache.get(key)
    if answer is None:
        try:
            answer = _fetch(f"{settings.ROUTER_URL.rstrip('/')}/route/v1/driving/{way}?overview=false")
        except (URLError, OSError, http.client.HTTPException, ValueError, KeyError, IndexError, TypeError):
            cache.set(SILENCE, "silent", SILENT)
            return None
        cache.set(key, answer, KEPT)
    metres, seconds = answer
    return Route(metres / 1000, max(1, round(seconds / 60)), is_by_road=True)


def _fetch(url: str) -> tuple[float, float]:
    """Return metres and seconds. Raises what a network or a strange answer may raise."""
    if not url.startswith(("https://", "http://")):
        raise ValueError(url)
    with urlopen(url, timeout=settings.ROUTER_TIMEOUT) as response:  # noqa: S310 - scheme checked # nosec B310
        answer = json.loads(response.read(MOST_BYTES))
    if answer["code"] != "Ok":
        raise ValueError(answer["code"])
    route = answer["routes"][0]
    return float(route["distance"]), float(route["duration"])
