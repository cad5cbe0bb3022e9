"""Who may book what, until when, and what may become of a booking."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.catalogue import Slot, SlotState
from bot.domain.programme import Audience, Regime
from bot.domain.refusals import (
    AlreadyBooked,
    BookingGone,
    Overlap,
    PartyTooLarge,
    PartyTooSmall,
    SlotBegun,
    SlotCancelled,
    SlotFull,
    SlotNotOpen,
    SlotWalkIn,
)
from bot.domain.times import overlaps

MOST_SEATS = 10  # of one booking, where neither the host nor a class says otherwise


class BookingState(StrEnum):
    """What a booking is."""

    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    ATTENDED = "attended"
    NO_SHOW = "no_show"


NEXT = {
    BookingState.CONFIRMED: {
        BookingState.CANCELLED,
        BookingState.ATTENDED,
        BookingState.NO_SHOW,
    },
    BookingState.CANCELLED: set(),
    # a check-in can be taken back
    BookingState.ATTENDED: {BookingState.NO_SHOW, BookingState.CONFIRMED},
    BookingState.NO_SHOW: {BookingState.ATTENDED, BookingState.CONFIRMED},
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Booking:
    """A party's seats on a slot."""

    id: int
    code: str  # such as K7M-4PX
    slot: Slot
    chat_id: int | None
    seats: int
    state: BookingState
    sequence: int  # of the calendar entry
    coming: bool
    created: datetime  # UTC
    pupils: int | None = None  # of a class: part of its seats
    adults: int | None = None

    @property
    def live(self) -> bool:
        """Tell whether its seats are taken and its visit may still come."""
        return self.state is BookingState.CONFIRMED


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """What somebody asks for with one tap on Confirm."""

    slot_id: int
    chat_id: int | None  # None: the desk books for a caller
    seats: int
    intent: str  # one intent, one booking
    overlap_agreed: bool = False
    pupils: int | None = None  # of a class: part of its seats
    adults: int | None = None

    @property
    def school(self) -> bool:
        """Tell whether a class comes."""
        return bool(self.pupils)


def most_seats(slot: Slot, *, school: bool = False) -> int:
    """Return how many seats one booking, or that of a class, may take there, full or not."""
    if slot.visit.group_max is not None:
        return min(slot.visit.group_max, slot.capacity)
    if school or Audience.PUPILS in slot.audience:
        return slot.capacity
    return min(MOST_SEATS, slot.capacity)


def check_open(slot: Slot, now: datetime) -> None:
    """Raise the refusal that says why nothing can be booked there now, if so."""
    if slot.state is SlotState.CANCELLED:
        raise SlotCancelled(title=slot.visit.title)
    if slot.regime is Regime.NONE:
        raise SlotWalkIn(title=slot.visit.title)
    if slot.opens is not None and now < slot.opens:
        raise SlotNotOpen(opens=slot.opens, tz=slot.tz)
    if slot.state is SlotState.CLOSED or now >= min(slot.closes, slot.starts):
        raise SlotBegun(title=slot.visit.title)


def check_party(slot: Slot, seats: int, *, left: int, school: bool = False) -> None:
    """Raise when so many seats can't be booked; `left` counts those one has already."""
    most = most_seats(slot, school=school)
    if seats < 1:
        raise PartyTooSmall()
    if seats > most:
        raise PartyTooLarge(most=most)
    if seats > left:
        raise SlotFull(left=max(left, 0), asked=seats, slot_id=slot.id)


def check_person(slot: Slot, others: list[Booking], *, overlap_agreed: bool) -> None:
    """Raise when this person has the slot already, or another visit at that time."""
    for other in others:
        if other.slot.id == slot.id:
            raise AlreadyBooked(code=other.code)
        if not overlap_agreed and _at_the_same_time(slot, other.slot):
            raise Overlap(
                code=other.code,
                title=other.slot.visit.title,
                starts=other.slot.starts,
                tz=other.slot.tz,
                slot_id=slot.id,
            )


def _at_the_same_time(slot: Slot, other: Slot) -> bool:
    if slot.time_tba or other.time_tba:
        return False
    return overlaps(slot.starts, slot.ends, other.starts, other.ends)


def check_changeable(booking: Booking | None, chat_id: int | None, now: datetime) -> Booking:
    """Return the booking if this person may still change or cancel it, else raise."""
    if booking is None or booking.chat_id != chat_id or not booking.live:
        raise BookingGone()
    if now >= booking.slot.starts:
        raise SlotBegun(title=booking.slot.visit.title)
    return booking
