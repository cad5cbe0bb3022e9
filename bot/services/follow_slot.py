"""Bring those who booked or wait for a slot up to date after the slot has changed."""

from datetime import datetime

from bot.services.offer_seats import offer_seats
from bot.services.plan_reminders import plan_reminders
from storage import bookings
from storage.database import Transaction


def follow_slot(tx: Transaction, slot_id: int, now: datetime, *, moved: bool) -> None:
    """Offer the seats that came free; plan the reminders anew when the slot has moved."""
    if moved:
        for booking in bookings.confirmed_on(tx, slot_id):
            plan_reminders(tx, booking, now)
    offer_seats(tx, slot_id, now)
