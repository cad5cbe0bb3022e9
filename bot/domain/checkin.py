"""Who came: when one may be checked in, and when who wasn't is a no-show."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.booking import Booking, BookingState
from bot.domain.catalogue import Slot
from bot.domain.refusals import NotYours, Refusal, SlotUnavailable
from bot.domain.times import local_day

MAY_BE_MENDED = timedelta(hours=24)  # after the end: somebody was counted wrong
NO_SHOW_AFTER = timedelta(hours=3)  # after the end


class NoSuchParty(NotYours):
    """A code opens no party that one may check in: wrong, or of somebody else's visit."""

    message_id = "checkin.no_such_party"


class NotToday(Refusal):
    """Check-in is on the visit's day; fields: starts, tz."""

    message_id = "checkin.not_today"


class MoreThanBooked(Refusal):
    """More came than were booked; fields: seats."""

    message_id = "checkin.more_than_booked"


class WasCancelled(SlotUnavailable):
    """The booking, or its slot, was cancelled; fields: code."""

    message_id = "checkin.was_cancelled"


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrival:
    """A party at the gate: how many of it came, or None while nobody looked."""

    booking: Booking
    present: int | None
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Gate:
    """A slot at the gate: who comes, who came, and how many seats the host keeps closed."""

    slot: Slot
    arrivals: list[Arrival]
    closed: int  # seats
    intentions: int  # « J'y serai » said to a walk-in

    @property
    def expected(self) -> int:
        """Seats of the parties that come, or came."""
        return sum(one.booking.seats for one in self.arrivals)

    @property
    def present(self) -> int:
        """People who came."""
        return sum(one.present or 0 for one in self.arrivals)

    @property
    def allowed(self) -> int:
        """Seats that the organiser allows."""
        return self.slot.capacity + self.closed


def check_day(slot: Slot, now: datetime) -> None:
    """Raise `NotToday` before the day of the visit, or more than a day after it."""
    if local_day(now, slot.tz) < slot.day or now > slot.ends + MAY_BE_MENDED:
        raise NotToday(starts=slot.starts, tz=slot.tz)


def check_present(booking: Booking, present: int) -> None:
    """Raise when a party can't have so many; more than were booked are walk-ins."""
    if booking.state is BookingState.CANCELLED:
        raise WasCancelled(code=booking.code)
    if present > booking.seats:
        raise MoreThanBooked(seats=booking.seats)


def state_of(present: int | None) -> BookingState:
    """Return what a booking is when so many came; None takes a check-in back."""
    if present is None:
        return BookingState.CONFIRMED
    return BookingState.ATTENDED if present > 0 else BookingState.NO_SHOW
