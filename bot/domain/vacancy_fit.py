"""How well a vacancy fits a question: its job by code or by the words of its title, its place."""

from math import cos, radians

from bot.domain.places import metres_between
from bot.domain.text import fold_town
from bot.domain.vacancies import GroupKind, JobQuestion, Spot, Term

EXACT, RELATED = 0.75, 0.5  # of the weight of the words asked for, in a title
KIN, BESIDE = 0.6, 0.4  # what a word of the same family counts, where the title begins or beyond
NAMING = 2  # words at the beginning of a title that say which job it is
KM_OF_A_DEGREE = 111.0
TOO_FAR = 150_000  # metres: nobody goes there for a job that is further away

Box = tuple[float, float, float, float]  # degrees: south, north, west, east


class Fit:
    """How vacancies fit one question; what many of them share is worked out once."""

    def __init__(self, question: JobQuestion) -> None:
        """Take a question apart."""
        self._spot = question.spot
        spot = question.spot
        self._town = fold_town(spot.name) if spot and spot.in_town else None
        self._any_job = not question.has_job
        self._terms = question.terms
        self._romes, self._related = frozenset(question.romes), frozenset(question.related)
        self._covers: dict[str, float] = {}
        self._away: dict[tuple[float | None, float | None], int | None] = {}

    def cover(self, stems: str) -> float:
        """Return the share of the words asked for that a title's stems say, from 0 to 1."""
        if stems not in self._covers:
            self._covers[stems] = _cover(self._terms, stems.split())
        return self._covers[stems]

    def job(self, trade: str, covered: float) -> GroupKind | None:
        """Return whether a vacancy is the job asked for, a related one, or neither."""
        if self._any_job or covered >= EXACT or trade in self._romes:
            return GroupKind.EXACT
        if covered >= RELATED or trade in self._related:
            return GroupKind.RELATED
        return None

    def in_town(self, folded_city: str) -> bool:
        """Tell whether a vacancy is in the very town that was named."""
        return folded_city == self._town

    def metres(self, lat: float | None, lon: float | None) -> int | None:
        """Return how far a place is from where work is looked for; None where not known."""
        if (lat, lon) not in self._away:
            self._away[lat, lon] = metres_from(self._spot, lat, lon)
        return self._away[lat, lon]


def _cover(terms: tuple[Term, ...], title: list[str]) -> float:
    asked = sum(term.weight for term in terms)
    if not asked:
        return 0.0
    said, names = frozenset(title), title[:NAMING]
    exact = sum(term.weight for term in terms if term.stem in said)
    kin = sum(
        term.weight * (BESIDE if set(term.kin).isdisjoint(names) else KIN)
        for term in terms
        if term.stem not in said and not said.isdisjoint(term.kin)
    )
    return (exact + kin) / asked


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
    return bool(folded_city) and folded_city == fold_town(spot.name)


def box_around(spot: Spot | None) -> Box | None:
    """Return the degrees within which everything near a point lies; None without a radius."""
    if spot is None or spot.lat is None or spot.lon is None or not spot.km:
        return None
    up = spot.km / KM_OF_A_DEGREE
    across = up / max(0.1, cos(radians(spot.lat)))
    return spot.lat - up, spot.lat + up, spot.lon - across, spot.lon + across
