"""Distances between places on Earth."""

from math import asin, cos, radians, sin, sqrt

EARTH_METRES = 6_371_000


def metres_between(lat: float, lon: float, other_lat: float, other_lon: float) -> int:
    """Return the distance as the crow flies, in metres; degrees in (haversine)."""
    up = radians(other_lat - lat) / 2
    across = radians(other_lon - lon) / 2
    half = sin(up) ** 2 + cos(radians(lat)) * cos(radians(other_lat)) * sin(across) ** 2
    return round(2 * EARTH_METRES * asin(sqrt(half)))
