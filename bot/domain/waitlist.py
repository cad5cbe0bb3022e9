"""The waiting list's stated policy: who is offered freed seats, and how long they are kept.

In order of joining; an entry too large for what is free lets the next one that fits go first and
keeps its rank. A hold shrinks as the visit nears; one that would run out at night, or before people
have had an hour of the morning, lasts until nine.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.catalogue import Slot
from bot.domain.times import at_local

HOLDS = (  # (the visit begins in more than, the seats are kept for)
    (timedelta(days=7), timedelta(hours=12)),
    (timedelta(days=1), timedelta(hours=2)),
    (timedelta(hours=3), timedelta(minutes=30)),
    (timedelta(), timedelta(minutes=10)),
)
NIGHT_BEGINS, MORNING = time(21, 0), time(9, 0)


class EntryState(StrEnum):
    """What became of a place in the queue."""

    WAITING = "waiting"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    LEFT = "left"


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A party waiting for a full slot."""

    id: int
    slot: Slot
    chat_id: int | None  # None: a caller of the desk, who is rung up
    seats: int
    state: EntryState
    held: int  # seats kept for it
    hold_until: datetime | None  # UTC
    rank: int  # 1 is next
    called_off: bool = False  # it ended with its slot, and comes back with it

    @property
    def live(self) -> bool:
        """Tell whether it waits, or has seats kept for it."""
        return self.state in (EntryState.WAITING, EntryState.OFFERED)

    @property
    def intent(self) -> str:
        """The key under which what is kept for it is booked, once however often it is tapped."""
        return f"offer:{self.id}"


def to_offer(waiting: list[Entry], free: int) -> list[Entry]:
    """Return the entries, in order, that fit into the free seats together."""
    chosen = []
    for entry in waiting:
        if entry.seats <= free:
            chosen.append(entry)
            free -= entry.seats
    return chosen


def hold_until(slot: Slot, now: datetime) -> datetime:
    """Return until when freed seats are kept for somebody: never past the end of booking."""
    left = slot.starts - now
    length = next(length for more_than, length in HOLDS if left > more_than or not more_than)
    return min(_past_the_night(now + length, slot.tz), slot.closes, slot.starts)


def _past_the_night(instant: datetime, tz: ZoneInfo) -> datetime:
    local = instant.astimezone(tz)
    if MORNING <= local.time() < NIGHT_BEGINS:
        return instant
    day = local.date() + timedelta(days=local.time() >= NIGHT_BEGINS)
    return at_local(day, MORNING, tz)
