"""Figures of an edition: what was offered, booked and attended.

People and visits are never added up: each figure counts one thing, over the whole or over a part,
and the parts of one need not sum up to the whole (a host may open in two territories).
"""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum


class By(StrEnum):
    """What the figures are told apart by."""

    EDITION = "edition"
    TERRITORY = "territory"
    SECTOR = "sector"
    HOST = "host"
    DAY = "day"


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """The figures of a part; each is defined by `stats.define_<name>` in every language."""

    hosts: int  # with at least one slot that was not cancelled
    visits: int
    slots: int
    seats: int  # offered: the capacity of slots that take bookings
    bookings: int  # not cancelled
    booked: int  # seats in them
    waiting: int  # parties on waiting lists now
    attended: int  # people who were checked in
    no_show: int  # seats booked by those who were looked for and did not come
    walk_ins: int  # "J'y serai" at visits without booking
    pupils: int  # in classes that booked

    @property
    def filled(self) -> int | None:
        """Return the share of the seats offered that are booked (per cent); None without seats."""
        return round(100 * self.booked / self.seats) if self.seats else None


FIGURES = tuple(one.name for one in fields(Counts))


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One line: a territory, a sector, a host, a day, or the whole edition."""

    name: str  # ISO date of a day
    counts: Counts

    @property
    def day(self) -> date:
        """Return the day that a part by day stands for."""
        return date.fromisoformat(self.name)


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """The hosts of an edition beside those of the one before it."""

    before: str  # the earlier edition's name
    hosts_before: int
    new: int  # hosts that the earlier edition did not have


@dataclass(frozen=True, kw_only=True, slots=True)
class Stats:
    """An edition's figures by one criterion."""

    edition: str
    others: tuple[str, ...]  # the other editions, by name, the latest first
    by: By
    whole: Counts
    parts: tuple[Part, ...]
    comparison: Comparison | None  # none for the first edition
