"""The closed world that sentences speak of: what the catalogue holds, as plain values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """A territory, sector or host: its row and its name as stored."""

    id: int
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """A visit, by what one can call it and where it is."""

    id: int
    title: str
    host: int
    territory: int
    city: str
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Town:
    """A town that people name, whether or not anything can be visited there."""

    name: str
    typed: str  # folded; another name of the town is another value with the same `name`
    lat: float
    lon: float
    population: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class World:
    """Everything that has a name."""

    territories: tuple[Named, ...] = ()
    sectors: tuple[Named, ...] = ()
    hosts: tuple[Named, ...] = ()
    sites: tuple[Site, ...] = ()
    towns: tuple[Town, ...] = ()
