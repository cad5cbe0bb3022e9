"""Vacancies: jobs that hosts declare, what is asked about them, and what is answered."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.catalogue import Slot
from bot.domain.programme import Audience, Remark

LONGEST_SHOWN = timedelta(days=90)  # after it was declared, a vacancy has to be renewed


class Contract(StrEnum):
    """What kind of contract a job comes with."""

    CDI = "cdi"
    CDD = "cdd"
    INTERIM = "interim"
    APPRENTICESHIP = "apprenticeship"
    WORK_PLACEMENT = "work_placement"
    SEASONAL = "seasonal"
    OTHER = "other"

    @property
    def message_id(self) -> str:
        """Return the id of its label."""
        return f"vacancies.contract_{self.value}"


class GroupKind(StrEnum):
    """How an answered vacancy fits what was asked; the order in which they are shown."""

    EXACT = "exact"
    RELATED = "related"
    FURTHER = "further"

    @property
    def message_id(self) -> str:
        """Return the id of its label; fields: n (vacancies), hosts, words, place, km."""
        return f"vacancies.group_{self.value}"


@dataclass(frozen=True, kw_only=True, slots=True)
class VacancyLine:
    """One vacancy as a file or a host gives it: checked, typed, not yet stored."""

    line: int  # 1-based line (table files) or record number (JSON)
    host: str
    title: str
    contract: Contract
    count: int  # people wanted, ≥ 1
    city: str
    declared: date
    expires: date  # the last day on which it is shown
    rome: str = ""  # as declared, such as H2913
    description: str = ""
    url: str = ""
    territory: str = ""
    sector: str = ""
    experience: str = ""
    beginners: bool | None = None  # None: not said
    accessible: bool | None = None  # None: not said
    visit_ref: str = ""  # the ref of a slot at which one meets the host about it
    ref: str = ""  # the file's own name for it
    declared_by: str = ""  # empty: the host itself
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class VacancyReading:
    """A whole file of vacancies, read."""

    lines: tuple[VacancyLine, ...]
    refused: tuple[Remark, ...]
    warnings: tuple[Remark, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class JobLine:
    """One official title of a job, as the table gives it."""

    ogr: str  # the table's own number
    title: str
    rome: str
    parent: str = ""
    principal: bool = False
    rare: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class JobReading:
    """A whole table of titles, read."""

    lines: tuple[JobLine, ...]
    refused: tuple[Remark, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Vacancy:
    """A stored vacancy."""

    id: int
    code: str  # random, for links and buttons
    host_id: int
    host: str
    visit_id: int | None
    title: str
    contract: Contract
    count: int
    city: str
    territory: str
    sector: str
    rome: str  # as declared; empty when it wasn't
    trade: str  # the code it is found by, never shown
    description: str
    url: str
    experience: str
    beginners: bool | None
    accessible: bool | None
    declared: date
    declared_by: str  # the host's name, or who speaks for it
    expires: date
    closes: datetime  # UTC: from here on it is hidden
    closed: bool  # its host took it away before
    lat: float | None
    lon: float | None

    def is_live(self, now: datetime) -> bool:
        """Tell whether people may be shown it."""
        return not self.closed and now < self.closes


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """Where work is looked for: a point with a radius, a territory, or a town by its name."""

    name: str = ""
    lat: float | None = None
    lon: float | None = None
    km: int | None = None
    territory_id: int | None = None
    in_town: bool = False  # the town itself was named: what is in it comes first


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the job asked for, as titles may have it: its stem, those of its kin, its weight.

    Kin are words of the same family: soudure is kin to soudeur.
    """

    stem: str
    kin: tuple[str, ...]
    weight: float


@dataclass(frozen=True, kw_only=True, slots=True)
class JobQuestion:
    """What somebody asks about vacancies; what wasn't said stays open."""

    words: str = ""  # the job as they said it, empty where they named none
    unknown: tuple[str, ...] = ()  # words of it that mean nothing here: a town, a made-up job
    terms: tuple[Term, ...] = ()
    romes: tuple[str, ...] = ()  # the ROME codes that it means
    related: tuple[str, ...] = ()  # the codes of neighbouring jobs
    spot: Spot | None = None
    here: bool = False  # « près de moi »: their location has to be asked for
    contracts: frozenset[Contract] = frozenset()
    sector_id: int | None = None
    sector: str = ""
    host_id: int | None = None
    host: str = ""
    beginners: bool = False  # only where no experience and no diploma is asked for
    accessible: bool = False
    audience: Audience = Audience.JOBSEEKERS
    visits: tuple[int, ...] = ()  # visits that speak of the job, whoever hires

    @property
    def has_job(self) -> bool:
        """Tell whether a job was named, known or not."""
        return bool(self.words or self.romes)

    @property
    def nothing(self) -> bool:
        """Tell whether nothing narrows the search."""
        return replace(self, audience=Audience.JOBSEEKERS) == JobQuestion()

    def near(self, lat: float, lon: float, km: int) -> "JobQuestion":
        """Return the same question around a location that was shared."""
        return replace(self, here=False, spot=Spot(lat=lat, lon=lon, km=km))


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """A vacancy that answers, how far it is, and where one can meet its host."""

    vacancy: Vacancy
    km: int | None  # as the crow flies, rounded; None where either place isn't known
    slot: Slot | None  # the next bookable one of its visit, else of its host


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Vacancies that fit alike; `hits` are the first of `count`."""

    kind: GroupKind
    hits: tuple[Hit, ...]
    count: int
    hosts: int
    first_declared: date
    last_declared: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Trader:
    """A host that has the job among its trades, whether or not it hires."""

    host: str
    visit_id: int
    title: str
    city: str
    km: int | None
    slot: Slot | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Loosening:
    """One part of a question let go, and what there would be then."""

    part: str  # "further", "experience", "access", "contract", "sector", "host", "place", "job"
    vacancies: int
    hosts: int
    km: int | None = None  # the wider radius, for "further"

    @property
    def message_id(self) -> str:
        """Return the id of its label; fields: n (vacancies), km."""
        return f"vacancies.loosen_{self.part}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What is declared, group by group; traders apart; what would fit if less were asked for."""

    question: JobQuestion
    groups: tuple[Group, ...]
    traders: tuple[Trader, ...]
    loosenings: tuple[Loosening, ...]

    @property
    def found(self) -> bool:
        """Tell whether any vacancy answers."""
        return bool(self.groups)


@dataclass(frozen=True, kw_only=True, slots=True)
class TerritoryChoice:
    """A territory in which somebody hires."""

    id: int
    name: str
    vacancies: int


@dataclass(frozen=True, kw_only=True, slots=True)
class FamilyChoice:
    """A family of trades in which somebody hires."""

    name: str  # ours, such as "logistics"
    vacancies: int
    hosts: int

    @property
    def message_id(self) -> str:
        """Return the id of its label."""
        return f"vacancies.family_{self.name}"
