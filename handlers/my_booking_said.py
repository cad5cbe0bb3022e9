"""A sentence about a booking that one has: cancel it, move it, come with more or fewer."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.conversation import Draft, Here, Place, Step
from bot.domain.booking import Booking
from bot.services.change_seats import change_seats
from bot.understanding.dates import Interval, Question
from bot.understanding.intent import Intent
from bot.understanding.sentence import Meant
from storage import bookings
from storage.database import Transaction

AT_A_BOOKING = frozenset({Step.BOOKED, Step.CARD, Step.SEATS, Step.MOVE, Step.COMING})
AIMS = {
    Intent.CANCEL: Step.CANCEL,
    Intent.MOVE: Step.MOVE,
    Intent.CHANGE_SEATS: Step.SEATS,
}


def about_a_booking(tx: Transaction, here: Here, meant: Meant) -> Place:
    """Open what the words ask of the booking that they mean; of several, ask which."""
    coming = bookings.coming_of(tx, here.chat_id, here.now)
    fitting = _shown(coming, here) or _fitting(coming, meant)
    aim = AIMS.get(meant.intent or Intent.CHANGE_SEATS, Step.SEATS)
    if len(fitting) == 1:
        return Place(step=aim, draft=_asked_of(fitting[0], meant, aim))
    if not coming:
        return Place(step=Step.VISITS)
    among = tuple(one.code for one in (fitting or coming))
    party = meant.party.seats if meant.party else None
    asked = Draft(bookings=among, aim=aim, party=party, change=meant.change)
    return Place(step=Step.WHICH, draft=asked.having(day=_target(meant, coming, aim)))


def change(tx: Transaction, here: Here, meant: Meant) -> Place:
    """Change the seats of the one booking that is meant; of several, ask which."""
    place = about_a_booking(tx, here, meant)
    mine = bookings.of_code(tx, place.draft.booking or "")
    if place.step is not Step.SEATS or mine is None:
        return place
    party = meant.party
    seats = party.seats if party else mine.seats + (meant.change or 0)
    school = (party.pupils, party.adults) if party and party.pupils else None
    change_seats(tx, mine.code, seats, chat_id=here.chat_id, now=here.now, school=school)
    return Place(step=Step.CARD, draft=Draft(booking=mine.code))


def _asked_of(mine: Booking, meant: Meant, aim: Step) -> Draft:
    return Draft(booking=mine.code, day=_target(meant, [mine], aim))


def _shown(coming: list[Booking], here: Here) -> list[Booking]:
    """Return the booking on the screen, if there is one."""
    if here.place.step not in AT_A_BOOKING:
        return []
    return [one for one in coming if one.code == here.place.draft.booking]


def _fitting(coming: list[Booking], meant: Meant) -> list[Booking]:
    """Return the bookings that the words fit: on that very day, else on such a weekday."""
    named = [one for one in coming if _is_named(one, meant)]
    days = _days_said(meant)
    if not days:
        return named
    on_day = [one for one in named if one.slot.day in days]
    if meant.intent is Intent.MOVE:
        return on_day or named  # the day may be the one to move to
    return on_day or [
        one for one in named if len(days) == 1 and one.slot.day.weekday() == days[0].weekday()
    ]


def _is_named(mine: Booking, meant: Meant) -> bool:
    visit = mine.slot.visit
    host = meant.host is None or meant.host.name == visit.host
    return host and (meant.visit is None or meant.visit.name == visit.title)


def _target(meant: Meant, mine: list[Booking], aim: Step) -> date | None:
    """Return the day to move to: the last that was said, unless it is the booking's own."""
    days = _days_said(meant)
    if aim is not Step.MOVE or not days:
        return None
    own = {one.slot.day for one in mine}
    others = [day for day in (days[0], days[-1]) if day not in own]
    return others[-1] if others else None


def _days_said(meant: Meant) -> list[date]:
    """Return the days of a date: of « de mardi à jeudi » all three."""
    when = meant.when
    if isinstance(when, Question):
        return list(when.days)
    return list(_days_of(when)) if isinstance(when, Interval) else []


def _days_of(when: Interval) -> Iterator[date]:
    day = when.start.date()
    while when.touches(day):
        yield day
        day += timedelta(days=1)
