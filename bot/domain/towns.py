"""A town as a file of places gives it: what it is called and where it is."""

from dataclasses import dataclass

from bot.domain.programme import Remark


@dataclass(frozen=True, kw_only=True, slots=True)
class TownLine:
    """One name of a town; a town with several names has several."""

    name: str  # as shown
    folded: str  # as people type this one of its names
    country: str
    postcode: str
    lat: float
    lon: float
    population: int


@dataclass(frozen=True, kw_only=True, slots=True)
class TownReading:
    """A whole file of places: the names that are good, and the lines refused."""

    lines: tuple[TownLine, ...]
    refused: tuple[Remark, ...]
