"""Plan the reminders of a booking, anew after each change."""

from datetime import datetime

from bot.domain.booking import Booking
from bot.domain.deliveries import Delivery, Kind, reminder_times
from storage import deliveries
from storage.database import Transaction

REMINDERS = (Kind.REMINDER_DAY, Kind.REMINDER_HOURS)


def plan_reminders(tx: Transaction, booking: Booking, now: datetime) -> None:
    """Queue the reminders still to come; one whose time has passed is skipped."""
    drop_reminders(tx, booking, now)
    if booking.chat_id is None:
        return
    for kind, due in reminder_times(booking.slot).items():
        if due <= now:
            continue
        version = f"{booking.slot.id}.{booking.slot.version}.{booking.sequence}"
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


def drop_reminders(tx: Transaction, booking: Booking, now: datetime) -> None:
    """Cancel every reminder of a booking that has not gone out."""
    deliveries.cancel_of_booking(tx, booking.id, REMINDERS, now)
