"""What a programme file says, line by line, before it meets the catalogue."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Format(StrEnum):
    """What kind of visit it is."""

    VISIT = "visit"
    WORKSHOP = "workshop"
    JOB_DATING = "job_dating"
    TALK = "talk"
    EXHIBITION = "exhibition"
    FAIR = "fair"
    INTERVIEW = "interview"
    OPEN_HOUSE = "open_house"


class Audience(StrEnum):
    """Whom a slot is for."""

    PUPILS = "pupils"
    STUDENTS = "students"
    JOBSEEKERS = "jobseekers"
    PUBLIC = "public"
    PRESS = "press"


class Regime(StrEnum):
    """Whether one books: first, if one likes, or not at all (walk-in)."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    NONE = "none"


@dataclass(frozen=True, kw_only=True, slots=True)
class SlotLine:
    """One slot as a programme file gives it: checked, typed, not yet stored."""

    line: int  # 1-based line (table files) or record number (JSON, iCalendar)
    host: str
    title: str
    sector: str
    territory: str
    city: str
    starts: datetime  # aware
    ends: datetime | None  # aware, after `starts`; None takes the edition's default length
    capacity: int | None  # seats, ≥ 1; None takes the edition's default (walk-ins have none)
    time_tba: bool = False  # the day is known, the hour is not: `starts` is local midnight
    edition: str | None = None
    host_id: str | None = None
    format: Format = Format.VISIT
    description: str = ""
    address: str = ""
    postcode: str = ""
    lat: float | None = None
    lon: float | None = None
    audience: frozenset[Audience] = frozenset({Audience.PUBLIC})
    regime: Regime = Regime.REQUIRED
    opens: datetime | None = None  # aware: when booking opens
    closes: datetime | None = None  # aware: when booking closes
    age_min: int | None = None
    group_max: int | None = None
    pupils_per_adult: int | None = None
    conditions: str = ""
    accessibility: str = ""
    language: str = ""
    contact: str = ""
    ref: str | None = None  # the file's own stable name for the slot


@dataclass(frozen=True, kw_only=True, slots=True)
class Remark:
    """Something to tell whoever imports: about one line, by message id and fields."""

    line: int
    message_id: str  # "programme.…": its sentence is in locales/<lang>/…/programme.po
    fields: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """A whole file, read: the lines that are good, the ones refused, and what was assumed."""

    lines: tuple[SlotLine, ...]
    refused: tuple[Remark, ...]
    warnings: tuple[Remark, ...]
