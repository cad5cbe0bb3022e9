"""One message of staff to many people: to whom it may go, what it may say, and when.

Service messages speak of a visit that one has booked or waits for, and go to nobody else. News go
to those who asked for them. At night both wait for the morning, unless a visit begins sooner.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.programme import Audience
from bot.domain.refusals import Refusal
from bot.domain.times import at_local

NIGHT_BEGINS, MORNING = time(21, 0), time(8, 0)  # local
NEEDED_AHEAD = timedelta(hours=2)  # what is told in the morning is told so long before the visit
MOST_TEXT, MOST_CAPTION = 4096, 1024  # characters that Telegram takes: alone, and below a photo
FARTHEST = timedelta(days=366)  # that a broadcast may be planned ahead


class BroadcastKind(StrEnum):
    """Whether a message speaks of one's own visit, or not."""

    SERVICE = "service"
    NEWS = "news"


class People(StrEnum):
    """What ties people to the programme."""

    BOOKED = "booked"
    WAITING = "waiting"
    OPTED_IN = "opted_in"

    @property
    def kind(self) -> BroadcastKind:
        """What they may be sent."""
        return BroadcastKind.NEWS if self is People.OPTED_IN else BroadcastKind.SERVICE


class Part(StrEnum):
    """What a circle can be narrowed by."""

    EDITION = "edition"
    TERRITORY = "territory"
    SECTOR = "sector"
    HOST = "host"
    SLOT = "slot"
    DAY = "day"
    AUDIENCE = "audience"


class BroadcastState(StrEnum):
    """What became of a broadcast."""

    SCHEDULED = "scheduled"
    SENDING = "sending"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    DONE = "done"


NEXT = {
    BroadcastState.SCHEDULED: {BroadcastState.SENDING, BroadcastState.CANCELLED},
    BroadcastState.SENDING: {
        BroadcastState.PAUSED,
        BroadcastState.CANCELLED,
        BroadcastState.DONE,
    },
    BroadcastState.PAUSED: {BroadcastState.SENDING, BroadcastState.CANCELLED},
    BroadcastState.CANCELLED: set[BroadcastState](),
    BroadcastState.DONE: set[BroadcastState](),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Circle:
    """Whom a broadcast goes to; None leaves a part open."""

    people: People
    edition: int | None = None
    territory: int | None = None
    sector: int | None = None
    host: int | None = None
    slot: int | None = None
    day: date | None = None  # local
    audience: Audience | None = None  # of the slots they booked
    within: tuple[int, ...] | None = None  # the territories of who sends it; None: everywhere

    @property
    def narrowed(self) -> bool:
        """Tell whether it names any part of the programme."""
        return self.within is not None or any(
            getattr(self, part.value) is not None for part in Part
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class PartChoice:
    """One value that a circle can be narrowed to; of a slot with its start."""

    value: str
    name: str = ""
    starts: datetime | None = None  # UTC
    tz: ZoneInfo | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """What a broadcast says: texts by language as they were typed, perhaps below a photo."""

    texts: dict[str, str] = field(default_factory=dict)
    photo: str | None = None  # Telegram's file id

    def text(self, language: str, reference: str) -> str:
        """Return the text in a language, or else in the reference language."""
        return self.texts.get(language) or self.texts.get(reference, "")


@dataclass(frozen=True, kw_only=True, slots=True)
class BroadcastOrder:
    """What somebody asks for with one tap on Send."""

    circle: Circle
    content: Content
    people: int  # counted when it was shown
    intent: str  # one intent, one broadcast
    at: datetime | None  # UTC: when it is to go; None: at once


@dataclass(frozen=True, kw_only=True, slots=True)
class Cursor:
    """How far the deliveries of a broadcast are written."""

    phase: int = 0  # which source of people
    starts: str = ""  # the last visit's start, as it is stored
    slot_id: int = 0
    chat_id: int | None = None  # None: nobody of this source yet


@dataclass(frozen=True, kw_only=True, slots=True)
class Broadcast:
    """One message of staff to many people."""

    id: int
    user_id: int | None  # who sent it
    kind: BroadcastKind
    state: BroadcastState
    content: Content
    circle: Circle
    expected: int  # people, counted when it was sent off
    due: datetime  # UTC
    cursor: Cursor
    fed: bool  # every delivery is written
    resumed: datetime | None  # UTC: when it began, or went on after a pause
    ended_then: int  # deliveries at their end at that moment
    finished: datetime | None  # UTC
    tally: "Tally | None"  # the final numbers


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """What became of a broadcast's messages; the parts add up to `people`."""

    people: int
    sent: int = 0
    blocked: int = 0  # nothing arrives there: blocked, deactivated, unknown
    failed: int = 0
    unknown: int = 0  # may have arrived
    dropped: int = 0  # no longer concerned when their turn came
    left: int = 0  # still to go; of a broadcast that was cancelled: never written

    @property
    def ended(self) -> int:
        """How many are at their end."""
        return self.people - self.left


class NothingToSay(Refusal):
    """A message without a text in the first language."""

    message_id = "broadcast.nothing_to_say"


class TextTooLong(Refusal):
    """More characters than Telegram takes; fields: length, most."""

    message_id = "broadcast.too_long"


class NobodyThere(Refusal):
    """Nobody is in the circle."""

    message_id = "broadcast.nobody"


class TimePassed(Refusal):
    """A time that is over, too far away, or no time at all; fields: text."""

    message_id = "broadcast.time_passed"


class BroadcastOver(Refusal):
    """It has ended, or stands so already: nothing to pause, resume or cancel."""

    message_id = "broadcast.over"


def check_content(content: Content, reference: str) -> None:
    """Raise `NothingToSay` or `TextTooLong` for what Telegram would not take."""
    if not content.texts.get(reference):
        raise NothingToSay()
    most = MOST_CAPTION if content.photo else MOST_TEXT
    for text in content.texts.values():
        length = len(text.encode("utf-16-le")) // 2  # what Telegram counts in
        if length > most:
            raise TextTooLong(length=length, most=most)


def check_next(broadcast: Broadcast, state: BroadcastState) -> None:
    """Raise `BroadcastOver` where a broadcast can't go on to a state."""
    if state not in NEXT[broadcast.state]:
        raise BroadcastOver()


def morning_after(now: datetime, tz: ZoneInfo) -> datetime | None:
    """Return when the night ends (UTC), or None by day."""
    local = now.astimezone(tz)
    if MORNING <= local.time() < NIGHT_BEGINS:
        return None
    day = local.date() + timedelta(days=local.time() >= NIGHT_BEGINS)
    return at_local(day, MORNING, tz)


def may_go_at(
    now: datetime, tz: ZoneInfo, kind: BroadcastKind, starts: datetime | None
) -> datetime:
    """Return when somebody may be written to (UTC): at night what can wait does."""
    morning = morning_after(now, tz)
    if morning is None:
        return now
    urgent = kind is BroadcastKind.SERVICE and starts is not None
    return now if urgent and starts < morning + NEEDED_AHEAD else morning  # type: ignore[operator]


def seconds_left(broadcast: Broadcast, tally: Tally, now: datetime) -> int | None:
    """Return how long the rest takes at the speed so far; None while that is not known."""
    if broadcast.resumed is None or broadcast.state is not BroadcastState.SENDING:
        return None
    ended = tally.ended - broadcast.ended_then
    passed = (now - broadcast.resumed).total_seconds()
    return round(tally.left * passed / ended) if ended > 0 and passed > 0 else None
