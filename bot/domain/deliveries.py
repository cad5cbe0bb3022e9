"""Messages owed: their kinds, lanes and states, and when reminders are due."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import IntEnum, StrEnum

from bot.domain.catalogue import Slot
from bot.domain.times import at_local


class Lane(IntEnum):
    """Who goes first; replies to a tap go before all of these."""

    TICKET = 1
    NOTICE = 2
    OFFER = 3
    REMINDER = 4
    NEWS = 5


class Kind(StrEnum):
    """What a delivery tells."""

    CONFIRMATION = "confirmation"
    CALENDAR = "calendar"
    VENUE = "venue"
    OPENING = "opening"
    OFFER = "offer"
    REMINDER_DAY = "reminder_day"
    REMINDER_HOURS = "reminder_hours"
    APOLOGY = "apology"
    SERVICE = "service"
    NEWS = "news"
    SAMPLE = "sample"
    BROADCAST_REPORT = "broadcast_report"
    INVITE_OPENED = "invite_opened"
    ROLE_GIVEN = "role_given"
    FIGURES = "figures"
    CHAIN = "chain"
    ALERT = "alert"
    ALERT_ENDS = "alert_ends"
    NEXT_MEETING = "next_meeting"
    NOTICE = "notice"
    IMPORT = "import"
    WAIT_CHANGED = "wait_changed"
    DESK_OFFER = "desk_offer"
    ROSTER = "roster"
    PAPER = "paper"
    MAP = "map"
    SURVEY = "survey"
    CANCELLED_BY_DESK = "cancelled_by_desk"
    VACANCY_ASK = "vacancy_ask"
    INTEREST = "interest"
    INTEREST_ANSWER = "interest_answer"


LANES = {
    Kind.CONFIRMATION: Lane.TICKET,
    Kind.CALENDAR: Lane.TICKET,
    Kind.VENUE: Lane.TICKET,
    Kind.OPENING: Lane.NOTICE,
    Kind.OFFER: Lane.OFFER,
    Kind.REMINDER_DAY: Lane.REMINDER,
    Kind.REMINDER_HOURS: Lane.REMINDER,
    Kind.APOLOGY: Lane.NOTICE,
    Kind.SERVICE: Lane.NOTICE,
    Kind.NEWS: Lane.NEWS,
    Kind.SAMPLE: Lane.TICKET,
    Kind.BROADCAST_REPORT: Lane.TICKET,
    Kind.INVITE_OPENED: Lane.NOTICE,
    Kind.ROLE_GIVEN: Lane.NOTICE,
    Kind.FIGURES: Lane.TICKET,
    Kind.CHAIN: Lane.TICKET,
    Kind.ALERT: Lane.NEWS,
    Kind.ALERT_ENDS: Lane.NEWS,
    Kind.NEXT_MEETING: Lane.NOTICE,
    Kind.NOTICE: Lane.NOTICE,
    Kind.IMPORT: Lane.NOTICE,
    Kind.WAIT_CHANGED: Lane.NOTICE,
    Kind.DESK_OFFER: Lane.OFFER,
    Kind.ROSTER: Lane.REMINDER,
    Kind.PAPER: Lane.TICKET,
    Kind.MAP: Lane.TICKET,
    Kind.SURVEY: Lane.NEWS,
    Kind.CANCELLED_BY_DESK: Lane.NOTICE,
    Kind.VACANCY_ASK: Lane.NEWS,
    Kind.INTEREST: Lane.NOTICE,
    Kind.INTEREST_ANSWER: Lane.NOTICE,
}


class DeliveryState(StrEnum):
    """What became of a delivery."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"
    MISSED = "missed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """One message owed to one person."""

    kind: Kind
    chat_id: int
    dedup_key: str  # owed once, however often it is asked for
    due: datetime  # UTC
    urgency: datetime  # UTC: the visit's start; the nearest goes first
    slot_id: int | None = None
    booking_id: int | None = None
    broadcast_id: int | None = None
    fields: dict[str, str | int] = field(default_factory=dict)
    id: int = 0  # 0 until stored
    attempts: int = 0
    doubts: int = 0  # tries that may have arrived, or not
    reachable: bool = True  # as far as is known


@dataclass(frozen=True, slots=True)
class Later:
    """Not now: a message's subject is to be looked at again at a time (UTC)."""

    at: datetime


def after_doubt(lane: Lane, doubts: int) -> DeliveryState:
    """Return what becomes of a message that may have arrived, after so many earlier doubts.

    `QUEUED` is once more, with a word about it. Nobody gets a third copy, nor a second of news.
    """
    once_more = lane is not Lane.NEWS and doubts == 0
    return DeliveryState.QUEUED if once_more else DeliveryState.UNKNOWN


TAPPED_TWICE = timedelta(seconds=10)  # a file asked for again so soon comes once
DAY_BEFORE_AT = time(18, 0)
HOURS_BEFORE = timedelta(hours=2)


def reminder_times(slot: Slot) -> dict[Kind, datetime]:
    """Return when a slot's reminders are due (UTC); none two hours before an unknown hour."""
    day_before = at_local(slot.day - timedelta(days=1), DAY_BEFORE_AT, slot.tz)
    if slot.time_tba:
        return {Kind.REMINDER_DAY: day_before}
    return {Kind.REMINDER_DAY: day_before, Kind.REMINDER_HOURS: slot.starts - HOURS_BEFORE}
