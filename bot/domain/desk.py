"""The desk books for callers; how often somebody may try codes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.booking import Booking
from bot.domain.refusals import Refusal
from bot.domain.waitlist import Entry

LONGEST_NAME = 60
LONGEST_PHONE = 30
TRIES_WITHIN = timedelta(hours=1)
TRIES_OF_ONE = 5  # wrong codes of one person
TRIES_OF_ALL = 300  # of everybody together: of 31^6 codes that finds one in centuries


class TooManyCodes(Refusal):
    """Too many codes opened nothing; fields: count (minutes until one may try again)."""

    message_id = "desk.too_many_codes"


@dataclass(frozen=True, kw_only=True, slots=True)
class Caller:
    """Whom the desk booked for; both may be empty."""

    name: str
    phone: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CallersBooking:
    """A booking as the desk sees it: its caller, while that is kept, and whether it was claimed."""

    booking: Booking
    caller: Caller | None

    @property
    def claimed(self) -> bool:
        """Tell whether somebody has it in their chat."""
        return self.booking.chat_id is not None


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiter:
    """A caller who waits for a full slot; whom it is for is known while they wait."""

    entry: Entry
    caller: Caller | None


def check_tries(oldest: datetime | None, now: datetime) -> None:
    """Raise `TooManyCodes` when the oldest of as many tries as one may make is recent."""
    if oldest is None:
        return
    wait = oldest + TRIES_WITHIN - now
    if wait > timedelta():
        raise TooManyCodes(count=max(1, -(-int(wait.total_seconds()) // 60)))


def may_be_claimed(found: CallersBooking | None, now: datetime) -> bool:
    """Tell whether whoever has the code may take a booking into their chat."""
    if found is None or found.caller is None or found.claimed:
        return False
    return found.booking.live and now < found.booking.slot.starts
