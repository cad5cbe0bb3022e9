"""Plan the reminders of a booking, anew after each change."""

from datetime import datetime

from bot.domain.booking import Booking
from bot.domain.dating import NEXT_NOTICE
from bot.domain.deliveries import Delivery, Kind, reminder_times
from bot.domain.programme import Format
from storage import chains, deliveries
from storage.database import Transaction

REMINDERS = (Kind.REMINDER_DAY, Kind.REMINDER_HOURS, Kind.NEXT_MEETING)


def plan_reminders(tx: Transaction, booking: Booking, now: datetime, *, because: str = "") -> None:
    """Queue the reminders still to come; one whose time has passed is skipped.

    `because` tells apart what was planned before without a change of the booking itself.
    """
    drop_reminders(tx, booking, now)
    if booking.chat_id is None:
        return
    for kind, due in _times(tx, booking).items():
        if due <= now:
            continue
        version = f"{booking.slot.id}.{booking.slot.version}.{booking.sequence}{because}"
        deliveries.add(
            tx,
            Delivery(
                kind=kind,
                chat_id=booking.chat_id,
                dedup_key=f"reminder:{booking.code}:{kind.value}:{version}",
                due=due,
                urgency=booking.slot.starts,
                slot_id=booking.slot.id,
                booking_id=booking.id,
                fields={"sequence": booking.sequence},
            ),
        )


def _times(tx: Transaction, booking: Booking) -> dict[Kind, datetime]:
    """Return when somebody is reminded: of a chain of meetings once, then of each just before."""
    times = reminder_times(booking.slot)
    if booking.slot.visit.format is not Format.JOB_DATING:
        return times
    chain = chains.of_booking(tx, booking)
    if chain is None:
        return times
    first = bool(chain.bookings) and chain.bookings[0].id == booking.id
    following = {Kind.NEXT_MEETING: booking.slot.starts - NEXT_NOTICE}
    return times if first else following


def follow_chain(tx: Transaction, before: Booking, after: Booking, now: datetime) -> None:
    """Remind of a chain by its first meeting, where that is another one now.

    `before` and `after` are one of its bookings, which was moved, cancelled or restored.
    """
    if after.slot.visit.format is not Format.JOB_DATING:
        return
    chain = chains.of_booking(tx, after)
    others = [one for one in chain.bookings if one.id != after.id] if chain else []
    if others and _leads(before, others[0]) != _leads(after, others[0]):
        because = f".{after.id}.{after.slot.id}.{after.slot.version}.{after.sequence}"
        plan_reminders(tx, others[0], now, because=because)


def _leads(booking: Booking, other: Booking) -> bool:
    return booking.live and booking.slot.starts < other.slot.starts


def drop_reminders(tx: Transaction, booking: Booking, now: datetime) -> None:
    """Cancel every reminder of a booking that has not gone out."""
    deliveries.cancel_of_booking(tx, booking.id, REMINDERS, now)
