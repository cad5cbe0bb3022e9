"""Ask whether a right of staff reaches the slot or the booking at hand."""

from bot.domain.booking import Booking
from bot.domain.refusals import NotYours
from bot.domain.staff import Right, Staff
from storage import bookings, rosters
from storage.database import Transaction


def reaches(tx: Transaction, staff: Staff, right: Right, slot_id: int) -> bool:
    """Tell whether somebody has a right over a slot."""
    where = rosters.whereabouts(tx, slot_id)
    return where is not None and staff.may_at(right, territory_id=where[0], host_id=where[1])


def check_slot(tx: Transaction, staff: Staff, right: Right, slot_id: int) -> None:
    """Raise `NotYours` unless somebody has a right over a slot; also where there is none."""
    if not reaches(tx, staff, right, slot_id):
        raise NotYours()


def booking_within(tx: Transaction, staff: Staff, right: Right, code: str) -> Booking:
    """Return a booking over whose slot somebody has a right.

    Raises `NotYours` for any other code, whether there is such a booking or not.
    """
    booking = bookings.of_code(tx, code)
    if booking is None or not reaches(tx, staff, right, booking.slot.id):
        raise NotYours()
    return booking
