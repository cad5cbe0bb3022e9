"""Every place of the conversation: what is fetched for it, then how it is drawn.

Home, booking and one's visits are here; the others are loaded after them.
"""

from collections.abc import Mapping
from typing import Any

from bot.conversation import Draft, Here, Step
from bot.domain.booking import Booking
from bot.domain.catalogue import Choice, DayChoice, Nearby, Slot, Wanted
from bot.domain.deliveries import Kind, reminder_times
from bot.domain.places import metres_between
from bot.domain.programme import Format
from bot.domain.refusals import BookingGone, NothingFound
from bot.domain.text import fold
from bot.services.check_day_cap import capped
from bot.services.split_class import split_on
from handlers.place_spec import PlaceSpec, nothing
from handlers.screens import booking as booking_screens
from handlers.screens import home, my_bookings, sheet
from handlers.two_parts import TwoParts
from storage import bookings, catalogue, chains, deliveries, intentions, waitlist
from storage.database import Transaction

MOST_SLOTS = 200  # of one day, one territory: more is narrowed by sector first
NEAREST = 8


def _home(tx: Transaction, here: Here, _draft: Draft) -> home.HomeFacts:
    found = catalogue.territories(tx, Wanted(), here.now)
    return home.HomeFacts(
        coming=bookings.coming_of(tx, here.chat_id, here.now),
        visits=sum(choice.visits for choice in found),
        now=here.now,
    )


def _territories(tx: Transaction, here: Here, draft: Draft) -> list[Choice]:
    found = catalogue.territories(tx, draft.having(territory=None).wanted(), here.now)
    return [choice for choice in found if draft.query is None or draft.query in fold(choice.name)]


def _near(tx: Transaction, here: Here, draft: Draft) -> list[Nearby]:
    lat, lon = draft.near or (0.0, 0.0)
    found = [
        Nearby(
            visit_id=site["visit_id"],
            title=site["title"],
            host=site["host"],
            city=site["city"],
            metres=metres_between(lat, lon, site["lat"], site["lon"]),
        )
        for site in catalogue.sites(tx, here.now)
    ]
    return sorted(found, key=lambda visit: visit.metres)[: NEAREST * 3]


def _sectors(tx: Transaction, here: Here, draft: Draft) -> list[Choice]:
    return catalogue.sectors(tx, draft.having(sector=None).wanted(), here.now)


def _days(tx: Transaction, here: Here, draft: Draft) -> list[DayChoice]:
    wanted = draft.having(day=None).wanted()
    if draft.days:
        found = catalogue.days(tx, wanted, here.now, full=True)
        if named := [choice for choice in found if choice.day in draft.days]:
            return named
    return catalogue.days(tx, wanted, here.now)


def _slots(tx: Transaction, here: Here, draft: Draft) -> list[Slot]:
    found = catalogue.slots(tx, draft.wanted(), here.now, limit=MOST_SLOTS)
    if not found:
        raise NothingFound()
    return found


def _sheet(tx: Transaction, here: Here, draft: Draft) -> sheet.SheetFacts:
    slot = capped(tx, _slot(tx, draft))
    who = None if draft.caller else here.chat_id
    mine = [one for one in bookings.coming_of(tx, who, here.now) if one.slot.id == slot.id]
    plan = split_on(tx, draft, slot.visit.id, slot.day, here.now) if draft.pupils else None
    return sheet.SheetFacts(
        slot=slot,
        mine=mine[0] if mine else None,
        entry=waitlist.of_person(tx, slot.id, who),
        queue=len(waitlist.waiting(tx, slot.id)) if slot.left <= 0 else 0,
        intends=intentions.has(tx, slot.id, here.chat_id),
        watches=deliveries.is_owed(tx, here.chat_id, slot.id, Kind.OPENING),
        now=here.now,
        plan=plan,
        companies=_companies_there(tx, here, slot),
    )


def _companies_there(tx: Transaction, here: Here, slot: Slot) -> int:
    if slot.visit.format is not Format.JOB_DATING:
        return 0
    return len(chains.dating(tx, slot.visit.id, slot.day, here.now).companies)


def _slot(tx: Transaction, draft: Draft) -> Slot:
    slot = catalogue.slot(tx, draft.slot or 0)
    if slot is None:
        raise NothingFound()
    return slot


def _overlap(tx: Transaction, here: Here, draft: Draft) -> my_bookings.OverlapFacts:
    return my_bookings.OverlapFacts(
        slot=_slot(tx, draft),
        clash=bookings.of_code(tx, draft.booking or ""),
        now=here.now,
    )


def own_booking(tx: Transaction, here: Here, draft: Draft) -> Booking:
    """Return the booking at hand. Raises `BookingGone` for none, or somebody else's."""
    booking = bookings.of_code(tx, draft.booking or "")
    if booking is None or booking.chat_id != here.chat_id:
        raise BookingGone()
    return booking


def _booked(tx: Transaction, here: Here, draft: Draft) -> my_bookings.BookedFacts:
    booking = own_booking(tx, here, draft)
    times = reminder_times(booking.slot).items()
    coming = frozenset(kind for kind, due in times if due > here.now)
    return my_bookings.BookedFacts(booking=booking, reminders=coming)


def _live_booking(tx: Transaction, here: Here, draft: Draft) -> Booking:
    booking = own_booking(tx, here, draft)
    if not booking.live:
        raise BookingGone()
    return booking


def _visits(tx: Transaction, here: Here, _draft: Draft) -> my_bookings.VisitsFacts:
    return my_bookings.VisitsFacts(
        bookings=bookings.coming_of(tx, here.chat_id, here.now),
        entries=waitlist.all_of_person(tx, here.chat_id, here.now),
    )


def _move(tx: Transaction, here: Here, draft: Draft) -> my_bookings.MoveFacts:
    booking = _live_booking(tx, here, draft)
    wanted = Wanted(visit_id=booking.slot.visit.id)
    others = catalogue.slots(tx, wanted, here.now, limit=MOST_SLOTS)
    free = [slot for slot in others if slot.id != booking.slot.id and slot.left >= booking.seats]
    named = sorted({slot.day for slot in free if slot.day in draft.days})
    day = min(named, key=lambda one: abs(one - booking.slot.day), default=None)
    on_day = [slot for slot in free if slot.day == day]
    asked = day or next(iter(draft.days), None)
    return my_bookings.MoveFacts(booking=booking, slots=on_day or free, day=asked)


def _others() -> Mapping[Step, PlaceSpec[Any]]:
    from handlers.other_places import OTHER_PLACES  # what the first answers do without

    return OTHER_PLACES


PLACES: Mapping[Step, PlaceSpec[Any]] = TwoParts(  # facts of each place's own
    {
        Step.HOME: PlaceSpec(_home, home.home),
        Step.TERRITORY: PlaceSpec(_territories, booking_screens.territory),
        Step.NEAR: PlaceSpec(_near, booking_screens.near),
        Step.LOCATION: PlaceSpec(nothing, booking_screens.location_request),
        Step.SECTOR: PlaceSpec(_sectors, booking_screens.sector),
        Step.DAY: PlaceSpec(_days, booking_screens.day),
        Step.SLOT: PlaceSpec(_slots, booking_screens.slot),
        Step.SHEET: PlaceSpec(_sheet, sheet.sheet),
        Step.OVERLAP: PlaceSpec(_overlap, my_bookings.overlap),
        Step.BOOKED: PlaceSpec(_booked, my_bookings.booked),
        Step.VISITS: PlaceSpec(_visits, my_bookings.visits),
        Step.CARD: PlaceSpec(_live_booking, my_bookings.card),
        Step.SEATS: PlaceSpec(_live_booking, my_bookings.seats),
        Step.MOVE: PlaceSpec(_move, my_bookings.move),
        Step.CANCEL: PlaceSpec(_live_booking, my_bookings.cancel),
        Step.CANCELLED: PlaceSpec(own_booking, my_bookings.cancelled),
        Step.COMING: PlaceSpec(_live_booking, my_bookings.coming),
        Step.HELP: PlaceSpec(nothing, home.help_screen),
    },
    _others,
)
