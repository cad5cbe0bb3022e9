"""Bring those who booked or wait for a slot up to date after the slot has changed."""

from datetime import datetime

from bot.domain.deliveries import Kind
from bot.services.offer_seats import offer_seats
from bot.services.plan_reminders import plan_reminders
from storage import bookings, catalogue, deliveries
from storage.database import Transaction


def follow_slot(tx: Transaction, slot_id: int, now: datetime, *, moved: bool) -> None:
    """Offer the seats that came free; plan the reminders anew when the slot has moved.

    Who asked to be told of its opening is told when it opens now.
    """
    slot = catalogue.slot(tx, slot_id)
    if slot is not None:
        deliveries.postpone_of_slot(tx, slot_id, Kind.OPENING, slot.opens or now)
    if moved:
        for booking in bookings.confirmed_on(tx, slot_id):
            plan_reminders(tx, booking, now)
    offer_seats(tx, slot_id, now)
