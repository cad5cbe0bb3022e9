"""How well a vacancy fits a question: its job by code or by the words of its title, its place."""

from collections.abc import Collection
from math import cos, radians

from bot.domain.places import metres_between
from bot.domain.text import fold
from bot.domain.vacancies import GroupKind, JobQuestion, Spot

EXACT, RELATED = 0.75, 0.5  # of the weight of the words asked for, in a title
KIN = 0.6  # what a word of the same family counts
KM_OF_A_DEGREE = 111.0
TOO_FAR = 150_000  # metres: nobody goes there for a job that is further away

Box = tuple[float, float, float, float]  # degrees: south, north, west, east


def cover(question: JobQuestion, said: Collection[str]) -> float:
    """Return the share of the words asked for that a title's stems say, from 0 to 1."""
    asked = sum(term.weight for term in question.terms)
    if not asked or not said:
        return 0.0
    found = 0.0
    for term in question.terms:
        if term.stem in said:
            found += term.weight
        elif any(kin in said for kin in term.kin):
            found += term.weight * KIN
    return found / asked


def job_fit(question: JobQuestion, trade: str, covered: float) -> GroupKind | None:
    """Return whether a vacancy is the job asked for, a related one, or neither."""
    if not question.has_job or trade in question.romes or covered >= EXACT:
        return GroupKind.EXACT
    if trade in question.related or covered >= RELATED:
        return GroupKind.RELATED
    return None


def metres_from(spot: Spot | None, lat: float | None, lon: float | None) -> int | None:
    """Return how far a place is; None where either isn't known."""
    if spot is None or spot.lat is None or spot.lon is None or lat is None or lon is None:
        return None
    return metres_between(spot.lat, spot.lon, lat, lon)


def is_there(
    spot: Spot | None, *, metres: int | None, territory_id: int | None, folded_city: str
) -> bool:
    """Tell whether a vacancy is where work is looked for; where it is not known, by its town."""
    if spot is None:
        return True
    if spot.km and metres is not None:
        return metres <= spot.km * 1000
    if spot.territory_id is not None and not spot.km:
        return territory_id == spot.territory_id
    return bool(folded_city) and folded_city == fold(spot.name)


def box_around(spot: Spot | None) -> Box | None:
    """Return the degrees within which everything near a point lies; None without a radius."""
    if spot is None or spot.lat is None or spot.lon is None or not spot.km:
        return None
    up = spot.km / KM_OF_A_DEGREE
    across = up / max(0.1, cos(radians(spot.lat)))
    return spot.lat - up, spot.lat + up, spot.lon - across, spot.lon + across
