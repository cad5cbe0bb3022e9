"""A sentence about a booking that one has: cancel it, move it, come with more or fewer."""

from datetime import date

from bot.conversation import Draft, Here, Place, Step
from bot.domain.booking import Booking
from bot.services.change_seats import change_seats
from bot.understanding.intent import Intent
from bot.understanding.moving import moving_in
from bot.understanding.sentence import Meant
from storage import bookings
from storage.database import Transaction

AT_A_BOOKING = frozenset({Step.BOOKED, Step.CARD, Step.SEATS, Step.MOVE, Step.COMING})
AIMS = {
    Intent.CANCEL: Step.CANCEL,
    Intent.MOVE: Step.MOVE,
    Intent.CHANGE_SEATS: Step.SEATS,
}


def about_a_booking(tx: Transaction, here: Here, text: str, meant: Meant) -> Place:
    """Open what the words ask of the booking that they mean; of several, ask which."""
    aim = AIMS.get(meant.intent or Intent.CHANGE_SEATS, Step.SEATS)
    coming = bookings.coming_of(tx, here.chat_id, here.now)
    if not coming:
        return Place(step=Step.VISITS)
    days = moving_in(text, language=here.language, now=here.now.astimezone(coming[0].slot.tz))
    fitting = _shown(coming, here) or _fitting(coming, meant, days.source)
    target = days.target if aim is Step.MOVE else ()
    if len(fitting) == 1:
        return Place(step=aim, draft=Draft(booking=fitting[0].code, days=target))
    among = tuple(one.code for one in (fitting or coming))
    party = meant.party.seats if meant.party else None
    asked = Draft(bookings=among, aim=aim, party=party, change=meant.change, days=target)
    return Place(step=Step.WHICH, draft=asked)


def change(tx: Transaction, here: Here, said: tuple[str, Meant]) -> Place:
    """Change the seats of the one booking that is meant; of several, ask which."""
    text, meant = said
    place = about_a_booking(tx, here, text, meant)
    mine = bookings.of_code(tx, place.draft.booking or "")
    if place.step is not Step.SEATS or mine is None:
        return place
    party = meant.party
    seats = party.seats if party else mine.seats + (meant.change or 0)
    school = (party.pupils, party.adults) if party and party.pupils else None
    change_seats(tx, mine.code, seats, chat_id=here.chat_id, now=here.now, school=school)
    return Place(step=Step.CARD, draft=Draft(booking=mine.code))


def _shown(coming: list[Booking], here: Here) -> list[Booking]:
    """Return the booking on the screen, if there is one."""
    if here.place.step not in AT_A_BOOKING:
        return []
    return [one for one in coming if one.code == here.place.draft.booking]


def _fitting(coming: list[Booking], meant: Meant, days: tuple[date, ...]) -> list[Booking]:
    """Return the bookings that the words fit."""
    named = [one for one in coming if _is_named(one, meant)]
    return [one for one in named if not days or one.slot.day in days]


def _is_named(mine: Booking, meant: Meant) -> bool:
    visit = mine.slot.visit
    host = meant.host is None or meant.host.name == visit.host
    return host and (meant.visit is None or meant.visit.name == visit.title)
