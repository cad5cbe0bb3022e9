"""What visitors do about the day itself: needs, walk-ins around, how it was."""

from datetime import datetime

from bot.conversation import Draft, Here, Place, Step
from bot.domain.booking import Booking
from bot.domain.catalogue import Slot, SlotState
from bot.domain.deliveries import Delivery, DeliveryState, Kind
from bot.domain.needs import Need
from bot.domain.refusals import BookingGone, NothingFound
from bot.domain.survey import ASKABLE, Asked
from bot.services.answer_survey import add_word, rate, would_work_there
from handlers.callbacks.visitor_day import (
    AskNeeds,
    AskWord,
    OpenZone,
    Rate,
    SendMap,
    SetNeed,
    StopSurveys,
    WouldWork,
)
from handlers.screens.visitor_day import NeedsFacts, ZoneFacts
from storage import attendance, bookings, catalogue, deliveries, rosters, surveys
from storage.database import Transaction


def ask_needs(_tx: Transaction, _here: Here, button: AskNeeds) -> Place:
    """Ask what one's party needs."""
    return _of(Step.NEEDS, button.code)


def set_need(tx: Transaction, here: Here, button: SetNeed) -> Place:
    """Say that one's party needs something, or not after all. Raises `BookingGone`."""
    booking = _own(tx, here, button.code)
    if button.need not in set(Need):
        raise BookingGone()
    attendance.toggle_need(tx, booking.id, Need(button.need))
    return _of(Step.NEEDS, booking.code)


def open_zone(_tx: Transaction, _here: Here, button: OpenZone) -> Place:
    """Show everything one can walk into around there."""
    return Place(step=Step.ZONE, draft=Draft(slot=button.slot))


def send_map(tx: Transaction, here: Here, button: SendMap) -> Place:
    """Owe where a slot takes place. Raises `NothingFound`."""
    slot = catalogue.slot(tx, button.slot)
    if slot is None or slot.visit.lat is None or slot.state is SlotState.CANCELLED:
        raise NothingFound()
    deliveries.add(
        tx,
        Delivery(
            kind=Kind.MAP,
            chat_id=here.chat_id,
            dedup_key=f"map:{here.ids.key()}",
            due=here.now,
            urgency=slot.starts,
            slot_id=slot.id,
        ),
    )
    return here.place


def give_stars(tx: Transaction, here: Here, button: Rate) -> Place:
    """Give a visit its stars."""
    rate(tx, button.code, button.stars, chat_id=here.chat_id, now=here.now)
    return _of(Step.SURVEY, button.code)


def ask_word(_tx: Transaction, _here: Here, button: AskWord) -> Place:
    """Ask for a word."""
    return _of(Step.SURVEY_WORD, button.code)


def typed_word(tx: Transaction, here: Here, text: str) -> Place:
    """Take the word."""
    code = here.place.draft.booking or ""
    add_word(tx, code, text, chat_id=here.chat_id, now=here.now)
    return _of(Step.SURVEY, code)


def say_work(tx: Transaction, here: Here, button: WouldWork) -> Place:
    """Say whether one would like to work there."""
    would = bool(button.would)
    would_work_there(tx, button.code, would=would, chat_id=here.chat_id, now=here.now)
    return _of(Step.SURVEY, button.code)


def stop_surveys(tx: Transaction, here: Here, _button: StopSurveys) -> Place:
    """Be asked no more."""
    surveys.stop(tx, here.chat_id)
    return Place(step=Step.SURVEY_STOPPED)


def needs(tx: Transaction, here: Here, draft: Draft) -> NeedsFacts:
    """Fetch what one's party needs. Raises `BookingGone`."""
    booking = _own(tx, here, draft.booking or "")
    return NeedsFacts(booking=booking, needs=frozenset(attendance.needs(tx, booking.id)))


def zone(tx: Transaction, _here: Here, draft: Draft) -> ZoneFacts:
    """Fetch everything one can walk into that day in a slot's territory. Raises `NothingFound`."""
    slot = catalogue.slot(tx, draft.slot or 0)
    others = rosters.walk_ins(tx, slot.visit.territory, slot.day) if slot else []
    if slot is None or not others:
        raise NothingFound()
    return ZoneFacts(slot=slot, others=others)


def asked(tx: Transaction, here: Here, draft: Draft) -> Asked:
    """Fetch the visit one is asked about. Raises `BookingGone`."""
    booking = bookings.of_code(tx, draft.booking or "")
    if booking is None or booking.chat_id != here.chat_id:
        raise BookingGone()
    return Asked(booking=booking, answer=surveys.of_booking(tx, booking.id))


def question(tx: Transaction, delivery: Delivery, _now: datetime) -> Asked | DeliveryState:
    """Fetch the visit to ask about; nobody is asked who did not come or wants no questions."""
    booking = bookings.of_id(tx, delivery.booking_id or 0)
    if booking is None or booking.chat_id != delivery.chat_id or booking.state not in ASKABLE:
        return DeliveryState.CANCELLED
    if booking.slot.state is SlotState.CANCELLED or not surveys.may_ask(tx, delivery.chat_id):
        return DeliveryState.CANCELLED
    return Asked(booking=booking, answer=None)


def map_of(tx: Transaction, delivery: Delivery, _now: datetime) -> Slot | DeliveryState:
    """Fetch a slot, to show where it takes place."""
    slot = catalogue.slot(tx, delivery.slot_id or 0)
    return slot if slot is not None else DeliveryState.CANCELLED


def _own(tx: Transaction, here: Here, code: str) -> Booking:
    booking = bookings.of_code(tx, code)
    if booking is None or booking.chat_id != here.chat_id or not booking.live:
        raise BookingGone()
    return booking


def _of(step: Step, code: str) -> Place:
    return Place(step=step, draft=Draft(booking=code))
