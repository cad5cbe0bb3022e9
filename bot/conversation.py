"""Where a person stands: a step, a draft of what they want, and how to go back."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from bot.domain.catalogue import Wanted
from bot.domain.classes import Group
from bot.domain.programme import Audience
from bot.domain.refusals import NotYours
from bot.domain.staff import Staff
from bot.domain.vacancies import JobQuestion
from bot.drafts.broadcast import BroadcastDraft
from bot.drafts.changes import ChangeDraft
from bot.drafts.dating import DatingDraft
from bot.drafts.desk import CallerDraft
from bot.drafts.figures import FiguresDraft
from bot.drafts.hiring import HiringDraft
from bot.drafts.queue import QueueDraft
from bot.drafts.team import TeamDraft
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
    HALF = "half"
    AUDIENCE = "audience"
    PARTY = "party"
    SPLIT = "split"
    GROUPS = "groups"
    GROUPS_BOOKED = "groups_booked"
    WHICH = "which"
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
    JOBS = "jobs"
    JOB_FAMILIES = "job_families"
    VACANCY = "vacancy"
    MEETINGS = "meetings"
    INTEREST = "interest"
    INTEREST_NAME = "interest_name"
    INTEREST_PREVIEW = "interest_preview"
    INTEREST_SENT = "interest_sent"
    INTEREST_BACK = "interest_back"
    INTEREST_ANSWER = "interest_answer"
    VACANCIES = "vacancies"
    VACANCY_NEW = "vacancy_new"
    VACANCY_CONTRACT = "vacancy_contract"
    VACANCY_COUNT = "vacancy_count"
    VACANCY_UNTIL = "vacancy_until"
    VACANCY_OWN = "vacancy_own"
    ALERTS = "alerts"
    ALERT = "alert"
    DATING = "dating"
    DATING_CHAIN = "dating_chain"
    DATING_BOOKED = "dating_booked"
    STAFF = "staff"
    QUEUE = "queue"
    TEAM = "team"
    TEAM_ROLE = "team_role"
    TEAM_WHERE = "team_where"
    TEAM_NAME = "team_name"
    TEAM_LINK = "team_link"
    TEAM_MEMBER = "team_member"
    TEAM_JOIN = "team_join"
    AUDIT = "audit"
    BROADCASTS = "broadcasts"
    BROADCAST_PEOPLE = "broadcast_people"
    BROADCAST_CIRCLE = "broadcast_circle"
    BROADCAST_PICK = "broadcast_pick"
    BROADCAST_TEXT = "broadcast_text"
    BROADCAST_WHEN = "broadcast_when"
    BROADCAST_PREVIEW = "broadcast_preview"
    BROADCAST_CARD = "broadcast_card"
    NEWS = "news"
    FIGURES = "figures"
    FIGURES_MEANT = "figures_meant"
    DESK = "desk"
    DESK_NAME = "desk_name"
    DESK_PHONE = "desk_phone"
    DESK_FOUND = "desk_found"
    DESK_CARD = "desk_card"
    DESK_MOVE = "desk_move"
    DESK_CANCEL = "desk_cancel"
    DESK_WAITING = "desk_waiting"
    DESK_WAITER = "desk_waiter"
    PAPER = "paper"
    ROSTER = "roster"
    ROSTER_SLOT = "roster_slot"
    GATE = "gate"
    OPINIONS = "opinions"
    CHECK_IN = "check_in"
    CHECK_IN_SLOT = "check_in_slot"
    CHECK_IN_PARTY = "check_in_party"
    NO_SUCH_CODE = "no_such_code"
    NEEDS = "needs"
    ZONE = "zone"
    SURVEY = "survey"
    SURVEY_WORD = "survey_word"
    SURVEY_STOPPED = "survey_stopped"
    CHANGE_WHERE = "change_where"
    CHANGE_VISIT = "change_visit"
    CHANGE_SLOT = "change_slot"
    CHANGE_CARD = "change_card"
    CHANGE_TIME = "change_time"
    CHANGE_SEATS = "change_seats"
    CHANGE_PLACE = "change_place"
    CHANGE_LATE = "change_late"
    CHANGE_PREVIEW = "change_preview"
    CHANGE_SENT = "change_sent"
    CHANGE_IMPORT = "change_import"
    CALLS = "calls"
    NOTED = "noted"


class Told(BaseModel):
    """What a sentence told besides the draft's own answers, as it is echoed."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    tz: str  # IANA name: in which the hours were meant
    place: str = ""
    sector: str = ""
    km: int | None = None  # around `near`; None: the place itself
    what: str = ""  # a host, or a title
    format: str = ""
    dated: bool = False  # the draft's time was said, not chosen


class Moments(BaseModel):
    """When it should start: on a day, between two instants, or both; None leaves it open."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    day: date | None = None
    since: datetime | None = None  # UTC: it starts then or later
    until: datetime | None = None  # UTC: it starts before
    half: "Moments | None" = None  # the same twelve hours earlier or later


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
    half: Moments | None = None  # the other half of the day, while nobody has chosen
    week: Moments | None = None  # a week later, which the words may mean as well
    audience: Audience | None = None  # who comes
    party: int | None = None  # how many come, where they said so before a sheet was shown
    pupils: int | None = None  # of a class: part of its party
    adults: int | None = None
    groups: tuple[Group, ...] = ()  # a class split over slots, as it is asked about
    around: tuple[int, ...] | None = None  # the visits around `near`
    only: tuple[int, ...] | None = None  # the visits of a host, a title, a format
    told: Told | None = None  # there was a sentence: it is echoed
    query: str | None = None  # part of a name, typed to shorten a list
    days: tuple[date, ...] = ()  # the days that a typed text may mean, when there are several
    options: tuple[Moments, ...] = ()  # those days with the hours that were said
    jobs: JobQuestion | None = None  # what was asked about vacancies
    hiring: HiringDraft | None = None  # what was chosen and typed about vacancies
    alert: int | None = None  # the alert at hand
    dating: DatingDraft | None = None  # a chain of meetings as it is put together
    queue: QueueDraft | None = None  # whose queue staff look at
    figures: FiguresDraft | None = None  # which figures staff look at
    slot_change: ChangeDraft | None = None  # a change of a slot as it comes about
    team: TeamDraft | None = None  # an invitation as it comes about
    broadcast: BroadcastDraft | None = None  # a message to many, as it is composed
    caller: CallerDraft | None = None  # whom the desk books for, while they are on the line
    booking: str | None = None  # the code of the booking at hand
    entry: int | None = None  # the waiting-list entry at hand
    page: int = 0
    bookings: tuple[str, ...] = ()  # codes: the bookings that a sentence may mean, or a class's
    aim: Step | None = None  # what a sentence wants of the booking that is still to be chosen
    change: int | None = None  # seats more or fewer on that booking
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
            audience=self.audience,
            seats=self.party,
        )

    def _among(self) -> tuple[int, ...] | None:
        if self.around is None or self.only is None:
            return self.only if self.around is None else self.around
        return tuple(one for one in self.only if one in self.around)

    def having(self, **answers: object) -> "Draft":
        """Return this draft with other answers; lists are whole again, at their first page."""
        listed: dict[str, object] = {"page": 0, "query": None, "days": (), "options": ()}
        return self.model_copy(update=listed | answers)


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
    staff: Staff | None = None  # their roles, where a right was asked for

    def of_staff(self) -> Staff:
        """Return the roles that were asked for before a door opened. Raises `NotYours`."""
        if self.staff is None:
            raise NotYours()
        return self.staff
