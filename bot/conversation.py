"""Where a person stands: a step, a draft of what they want, and how to go back."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from bot.domain.catalogue import Wanted
from bot.ids import Ids

ANY = 0  # "all of them": an answer, not an open question


class Step(StrEnum):
    """Every place of the conversation."""

    HOME = "home"
    TERRITORY = "territory"
    NEAR = "near"
    LOCATION = "location"
    SECTOR = "sector"
    DAY = "day"
    SLOT = "slot"
    NOTHING = "nothing"
    SHEET = "sheet"
    OVERLAP = "overlap"
    BOOKED = "booked"
    WAITING = "waiting"
    VISITS = "visits"
    CARD = "card"
    SEATS = "seats"
    MOVE = "move"
    CANCEL = "cancel"
    CANCELLED = "cancelled"
    COMING = "coming"
    HIRING = "hiring"
    SETTINGS = "settings"
    PRIVACY = "privacy"
    FORGET = "forget"
    MY_DATA = "my_data"
    STOPPED = "stopped"
    FORGOTTEN = "forgotten"
    HELP = "help"


class Told(BaseModel):
    """What a sentence told besides the draft's own answers, as it is echoed."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    tz: str  # IANA name: in which the hours were meant
    place: str = ""
    sector: str = ""
    km: int | None = None  # around `near`; None: the place itself
    what: str = ""  # a host, or a title
    format: str = ""


class Draft(BaseModel):
    """What a person has said so far; None leaves a question open."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    territory: int | None = None
    sector: int | None = None  # ANY: all sectors
    visit: int | None = None
    day: date | None = None
    slot: int | None = None
    seats: int | None = None
    intent: str | None = None  # the key of the Confirm button
    near: tuple[float, float] | None = None  # latitude, longitude
    since: datetime | None = None  # UTC: it starts then or later
    until: datetime | None = None  # UTC: it starts before
    around: tuple[int, ...] | None = None  # the visits around `near`
    only: tuple[int, ...] | None = None  # the visits of a host, a title, a format
    told: Told | None = None  # there was a sentence: it is echoed
    query: str | None = None  # part of a name, typed to shorten a list
    days: tuple[date, ...] = ()  # the days that a typed text may mean, when there are several
    booking: str | None = None  # the code of the booking at hand
    entry: int | None = None  # the waiting-list entry at hand
    page: int = 0
    asked: tuple[Step, ...] = ()  # the questions that were really asked, for "back"

    def wanted(self) -> Wanted:
        """Return the search that the answers so far make."""
        return Wanted(
            territory_id=self.territory,
            sector_id=self.sector or None,
            visit_id=self.visit,
            day=self.day,
            since=self.since,
            until=self.until,
            among=self._among(),
        )

    def _among(self) -> tuple[int, ...] | None:
        if self.around is None or self.only is None:
            return self.only if self.around is None else self.around
        return tuple(one for one in self.only if one in self.around)

    def having(self, **answers: object) -> "Draft":
        """Return this draft with other answers; lists are whole again, at their first page."""
        return self.model_copy(update={"page": 0, "query": None, "days": (), **answers})


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A step of the conversation with its draft."""

    step: Step
    draft: Draft = field(default_factory=Draft)
    language: str | None = None  # spoken from here on, where it was just chosen


@dataclass(frozen=True, kw_only=True, slots=True)
class Here:
    """Who speaks, where they stand and when, as a door sees it."""

    chat_id: int
    user_id: int
    known: bool  # they wrote before, with the same app language
    language: str  # spoken to them
    hinted_language: str | None  # what their app speaks
    place: Place
    revision: int  # 0: there is no conversation (yet, or any more)
    message_id: int | None  # the message that carries the live screen
    acted: datetime | None  # UTC: when they last did something
    now: datetime  # UTC
    ids: Ids
