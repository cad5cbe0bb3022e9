"""The catalogue: visits and their slots, as people are shown them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.programme import Audience, Format, Regime


class SlotState(StrEnum):
    """What the host lets happen on a slot."""

    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit:
    """What one attends, at a site."""

    id: int
    code: str
    edition: str
    host: str
    territory: str
    sector: str
    title: str
    format: Format
    description: str
    address: str
    postcode: str
    city: str
    lat: float | None
    lon: float | None
    age_min: int | None
    group_max: int | None
    pupils_per_adult: int | None
    conditions: str
    accessibility: str
    language: str
    contact: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Slot:
    """A visit at a time, with its seats."""

    id: int
    code: str
    visit: Visit
    starts: datetime  # UTC
    ends: datetime  # UTC
    day: date  # local
    tz: ZoneInfo
    time_tba: bool
    audience: frozenset[Audience]
    regime: Regime
    opens: datetime | None  # UTC: booking opens
    closes: datetime  # UTC: booking ends
    capacity: int
    taken: int  # confirmed + held
    state: SlotState
    version: int
    late: int = 0  # minutes, as said on the day

    @property
    def left(self) -> int:
        """Seats that one can still book."""
        return self.capacity - self.taken


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """One answer to a question of the booking, and how many visits lie behind it."""

    id: int
    name: str
    visits: int


@dataclass(frozen=True, kw_only=True, slots=True)
class DayChoice:
    """A day on which something can be booked, and how many slots it has."""

    day: date
    slots: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Nearby:
    """A visit and how far it is, as the crow flies."""

    visit_id: int
    title: str
    host: str
    city: str
    metres: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What one looks for; None leaves a question open."""

    territory_id: int | None = None
    sector_id: int | None = None
    visit_id: int | None = None
    day: date | None = None
    since: datetime | None = None  # UTC: it starts then or later
    until: datetime | None = None  # UTC: it starts before
    among: tuple[int, ...] | None = None  # the visits that may be meant
    audience: Audience | None = None  # a slot for it, or for everybody
    seats: int | None = None  # at least so many left, or nothing to book
