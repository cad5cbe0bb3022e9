"""Seats at the gate: what a host may open and close, and how many people come in a day."""

from bot.domain.refusals import Refusal, SlotUnavailable


class BelowTaken(Refusal):
    """Seats that are booked or kept can't be closed; fields: taken."""

    message_id = "roster.below_taken"


class AboveAllowed(Refusal):
    """No more seats than the organiser allows; fields: allowed."""

    message_id = "roster.above_allowed"


class DayFull(SlotUnavailable):
    """The visit takes no more people on that day; fields: left, day."""

    message_id = "roster.day_full"


def check_seats(seats: int, *, least: int, most: int) -> None:
    """Raise unless so many seats can be on sale: not fewer than taken, not more than allowed."""
    if seats < least:
        raise BelowTaken(taken=least)
    if seats > most:
        raise AboveAllowed(allowed=most)
