"""Every place of the conversation: what is fetched for it, then how it is drawn."""

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
from bot.domain.waitlist import Entry
from bot.services.check_day_cap import capped
from bot.services.split_class import split_on
from handlers import alerts, dating, hiring
from handlers.hiring_places import HIRING_PLACES
from handlers.place_spec import PlaceSpec, nothing
from handlers.screens import alerts as alert_screens
from handlers.screens import booking as booking_screens
from handlers.screens import dating as dating_screens
from handlers.screens import hiring as hiring_screens
from handlers.screens import home, my_bookings, notices, settings, sheet, waiting
from handlers.staff.places import STAFF_PLACES
from handlers.visitor_day_places import VISITOR_PLACES
from handlers.wish_places import WISH_PLACES
from storage import (
    attendance,
    bookings,
    callers,
    catalogue,
    chains,
    deliveries,
    intentions,
    interests,
    people,
    staff,
    surveys,
    waitlist,
)
from storage.database import Transaction

MOST_SLOTS = 200  # of one day, one territory: more is narrowed by sector first
NEAREST = 8
MEETINGS = frozenset({Format.JOB_DATING, Format.INTERVIEW, Format.FAIR})


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


def _booking(tx: Transaction, here: Here, draft: Draft) -> Booking:
    booking = bookings.of_code(tx, draft.booking or "")
    if booking is None or booking.chat_id != here.chat_id:
        raise BookingGone()
    return booking


def _booked(tx: Transaction, here: Here, draft: Draft) -> my_bookings.BookedFacts:
    booking = _booking(tx, here, draft)
    times = reminder_times(booking.slot).items()
    coming = frozenset(kind for kind, due in times if due > here.now)
    return my_bookings.BookedFacts(booking=booking, reminders=coming)


def _live_booking(tx: Transaction, here: Here, draft: Draft) -> Booking:
    booking = _booking(tx, here, draft)
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


def _entry(tx: Transaction, here: Here, draft: Draft) -> Entry | None:
    return waitlist.of_person(tx, draft.slot or 0, here.chat_id)


def _meetings(tx: Transaction, here: Here, draft: Draft) -> list[Slot]:
    """Return the next meeting of each visit; those that fit what was said, where it was."""
    found = catalogue.first_slots_of_formats(tx, MEETINGS, here.now)
    if draft.told is None:
        return found
    visits = {slot.visit.id for slot in found}
    fitting = catalogue.slots(tx, _among(draft, visits).wanted(), here.now, limit=MOST_SLOTS)
    firsts = {slot.visit.id: slot for slot in reversed(fitting) if slot.left > 0}
    return sorted(firsts.values(), key=lambda slot: (slot.starts, slot.id))


def _hiring(tx: Transaction, here: Here, draft: Draft) -> hiring_screens.Overview:
    return hiring.overview(tx, here, _meetings(tx, here, draft))


def _among(draft: Draft, visits: set[int]) -> Draft:
    """Return a draft that only means some visits."""
    only = visits if draft.only is None else visits & set(draft.only)
    return draft.having(only=tuple(sorted(only)), query=draft.query)


def _wants_news(tx: Transaction, here: Here, _draft: Draft) -> bool:
    return people.wants_news(tx, here.chat_id)


def _forget(tx: Transaction, here: Here, _draft: Draft) -> settings.ForgetFacts:
    return settings.ForgetFacts(bookings=bookings.coming_of(tx, here.chat_id, here.now))


def _my_data(tx: Transaction, here: Here, _draft: Draft) -> settings.MyData:
    return settings.MyData(
        bookings=bookings.all_of(tx, here.chat_id),
        waiting=len(waitlist.all_of_person(tx, here.chat_id, here.now)),
        messages=deliveries.count_of(tx, here.chat_id),
        news=people.wants_news(tx, here.chat_id),
        callers=callers.of_person(tx, here.chat_id),
        needs=attendance.needs_of_person(tx, here.chat_id),
        answers=surveys.of_person(tx, here.chat_id),
        words=interests.of_person(tx, here.chat_id),
        alerts=alerts.all_of_them(tx, here, _draft),
        roles=staff.roles_of(tx, here.user_id),
    )


PLACES: Mapping[Step, PlaceSpec[Any]] = {  # facts of each place's own
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
    Step.WAITING: PlaceSpec(_entry, waiting.waiting),
    Step.VISITS: PlaceSpec(_visits, my_bookings.visits),
    Step.CARD: PlaceSpec(_live_booking, my_bookings.card),
    Step.SEATS: PlaceSpec(_live_booking, my_bookings.seats),
    Step.MOVE: PlaceSpec(_move, my_bookings.move),
    Step.CANCEL: PlaceSpec(_live_booking, my_bookings.cancel),
    Step.CANCELLED: PlaceSpec(_booking, my_bookings.cancelled),
    Step.COMING: PlaceSpec(_live_booking, my_bookings.coming),
    Step.HIRING: PlaceSpec(_hiring, hiring_screens.hiring),
    Step.MEETINGS: PlaceSpec(_meetings, hiring_screens.meetings),
    Step.SETTINGS: PlaceSpec(_wants_news, settings.settings),
    Step.NEWS: PlaceSpec(_wants_news, settings.news),
    Step.PRIVACY: PlaceSpec(nothing, settings.privacy),
    Step.FORGET: PlaceSpec(_forget, settings.forget),
    Step.MY_DATA: PlaceSpec(_my_data, settings.my_data),
    Step.STOPPED: PlaceSpec(nothing, settings.stopped),
    Step.FORGOTTEN: PlaceSpec(nothing, settings.forgotten),
    Step.NOTED: PlaceSpec(_booking, notices.noted),
    Step.HELP: PlaceSpec(nothing, home.help_screen),
    **WISH_PLACES,
    Step.ALERTS: PlaceSpec(alerts.all_of_them, alert_screens.alerts),
    Step.ALERT: PlaceSpec(alerts.one_of_them, alert_screens.alert),
    Step.DATING: PlaceSpec(dating.dating, dating_screens.dating),
    Step.DATING_CHAIN: PlaceSpec(dating.proposal, dating_screens.chain),
    Step.DATING_BOOKED: PlaceSpec(dating.booked, dating_screens.booked),
    **HIRING_PLACES,
    **STAFF_PLACES,
    **VISITOR_PLACES,
}
