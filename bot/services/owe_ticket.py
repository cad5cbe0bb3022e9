"""Owe a ticket: confirmation with QR code, calendar entry, and where it is."""

from datetime import datetime

from bot.domain.booking import Booking
from bot.domain.deliveries import Delivery, Kind
from storage import deliveries
from storage.database import Transaction


def owe_ticket(
    tx: Transaction, booking: Booking, now: datetime, *, again: str | None = None
) -> None:
    """Queue the ticket's messages, once for each change of the booking.

    `again` makes it a new ticket of the same booking: somebody asked for it once more.
    """
    if booking.chat_id is None:
        return
    kinds = [Kind.CONFIRMATION, Kind.CALENDAR]
    if booking.slot.visit.lat is not None:
        kinds.append(Kind.VENUE)
    for kind in kinds:
        deliveries.add(
            tx,
            Delivery(
                kind=kind,
                chat_id=booking.chat_id,
                dedup_key=f"{kind.value}:{booking.code}:{again or booking.sequence}",
                due=now,
                urgency=booking.slot.starts,
                slot_id=booking.slot.id,
                booking_id=booking.id,
                fields={"sequence": booking.sequence},
            ),
        )
