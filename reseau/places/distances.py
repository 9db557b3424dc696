"""Distances as the crow flies, on a flat Earth: a département is small."""

import math

KILOMETRES_IN_A_DEGREE = 111.2


def narrowing_at(latitude: float) -> float:
    """Return how much shorter a degree of longitude is than one of latitude."""
    return math.cos(math.radians(latitude))


def kilometres_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance in km between two points, each a latitude and a longitude in degrees."""
    north = one[0] - other[0]
    east = (one[1] - other[1]) * narrowing_at(one[0])
    return math.hypot(north, east) * KILOMETRES_IN_A_DEGREE
