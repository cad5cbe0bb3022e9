"""What a delivery's row becomes after one try.

arrived ──────────────────────────────► sent
can't have arrived, worth another try ► queued, later, no doubt added
can't have arrived, hopeless ─────────► failed
may have arrived ─────────────────────► queued once more, with a doubt; then unknown
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.delivery.outcomes import (
    Migrated,
    NotSent,
    Outcome,
    Refused,
    Sent,
    TooMany,
    Unknown,
    Unreachable,
)
from bot.domain.deliveries import LANES, Delivery, DeliveryState, after_doubt

# Longer than a call may take: what a dead process had under way is over by then.
DOUBT_DELAY = timedelta(seconds=30)
LONGEST_DELAY = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """How one try of a delivery ended."""

    delivery: Delivery
    state: DeliveryState  # QUEUED: another try, at `due`
    due: datetime | None = None  # UTC
    doubts: int = 0
    attempts: int = 0
    message_id: int | None = None
    error: str | None = None
    unreachable: bool = False  # the person, for every message from now on
    moved_to: int | None = None  # the chat's new id


def judged(delivery: Delivery, outcome: Outcome, now: datetime) -> Verdict:
    """Return what an outcome means for its delivery."""
    match outcome:
        case Sent(message_id=message_id):
            return ended(delivery, DeliveryState.SENT, message_id=message_id)
        case NotSent(reason):
            return again(delivery, now + delay(delivery.attempts), error=reason)
        case TooMany(retry_after):
            return again(delivery, now + timedelta(seconds=retry_after), error="429")
        case Refused(description=description) if outcome.about_the_message:
            return ended(delivery, DeliveryState.FAILED, error=description)
        case Refused(code):
            return again(delivery, now + delay(delivery.attempts), error=f"HTTP {code}")
        case Unreachable(description):
            return ended(delivery, DeliveryState.FAILED, error=description, unreachable=True)
        case Migrated(chat_id):
            return again(delivery, now + delay(delivery.attempts), moved_to=chat_id)
        case Unknown(reason):
            return doubted(delivery, now, error=reason)


def ended(
    delivery: Delivery,
    state: DeliveryState,
    *,
    message_id: int | None = None,
    error: str | None = None,
    unreachable: bool = False,
) -> Verdict:
    """Return the end of a delivery."""
    return Verdict(
        delivery=delivery,
        state=state,
        message_id=message_id,
        error=error,
        unreachable=unreachable,
    )


def again(
    delivery: Delivery,
    due: datetime,
    *,
    tried: bool = True,
    error: str | None = None,
    moved_to: int | None = None,
) -> Verdict:
    """Return another try of what can't have arrived; one that was not made doesn't count."""
    return Verdict(
        delivery=delivery,
        state=DeliveryState.QUEUED,
        due=due,
        doubts=delivery.doubts,
        attempts=delivery.attempts - (not tried),
        error=error,
        moved_to=moved_to,
    )


def doubted(delivery: Delivery, now: datetime, *, error: str) -> Verdict:
    """Return what becomes of a message that may have arrived."""
    return Verdict(
        delivery=delivery,
        state=after_doubt(LANES[delivery.kind], delivery.doubts),
        due=now + DOUBT_DELAY,
        doubts=delivery.doubts + 1,
        attempts=delivery.attempts,
        error=error,
    )


def delay(attempts: int) -> timedelta:
    """Return how long to wait after so many tries: 1, 2, 4 … 60 seconds."""
    return timedelta(seconds=min(LONGEST_DELAY, 2 ** min(attempts - 1, 10)))
