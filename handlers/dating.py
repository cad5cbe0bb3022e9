"""Job dating: pick companies, see a chain of meetings, book it whole."""

from datetime import datetime, timedelta

from bot.conversation import Draft, Here, Place, Step
from bot.domain.catalogue import Slot
from bot.domain.dating import Chain, Dating
from bot.domain.deliveries import Delivery, DeliveryState
from bot.domain.refusals import BookingGone, NothingFound
from bot.drafts.dating import DatingDraft
from bot.services.book_chain import ChainOrder, book_chain
from bot.services.propose_chain import propose_chain
from handlers.callbacks.dating import (
    ConfirmChain,
    LaterChain,
    PickCompany,
    ProposeChain,
    StartDating,
)
from storage import bookings, catalogue, chains
from storage.database import Transaction

LATER = timedelta(minutes=20)


def start(tx: Transaction, here: Here, button: StartDating) -> Place:
    """Begin with the job dating that a slot is part of; its company is picked if it is free."""
    slot = catalogue.slot(tx, button.slot)
    if slot is None:
        raise NothingFound()
    there = chains.dating(tx, slot.visit.id, slot.day, here.now).companies
    picked = tuple(one.visit_id for one in there if one.visit_id == slot.visit.id)
    draft = DatingDraft(visit=slot.visit.id, day=slot.day, picked=picked)
    return _at(Step.DATING, draft)


def pick(_tx: Transaction, here: Here, button: PickCompany) -> Place:
    """Pick a company, or leave it out again."""
    draft = _draft(here.place.draft)
    without = tuple(one for one in draft.picked if one != button.visit)
    picked = without if button.visit in draft.picked else (*draft.picked, button.visit)
    page = here.place.draft.page
    return Place(
        step=Step.DATING,
        draft=Draft(dating=draft.model_copy(update={"picked": picked}), page=page),
    )


def propose(tx: Transaction, here: Here, _button: ProposeChain) -> Place:
    """Put the meetings one after the other, as soon as possible."""
    return _proposed(tx, here, here.now)


def later(tx: Transaction, here: Here, _button: LaterChain) -> Place:
    """The same, beginning later than what is shown."""
    draft = _draft(here.place.draft)
    first = catalogue.slot(tx, draft.slots[0]) if draft.slots else None
    return _proposed(tx, here, first.starts + LATER if first is not None else here.now)


def confirm(tx: Transaction, here: Here, _button: ConfirmChain) -> Place:
    """Book every meeting shown, or none."""
    draft = _draft(here.place.draft)
    order = ChainOrder(slots=draft.slots, chat_id=here.chat_id, intent=draft.intent)
    chain = book_chain(tx, order, now=here.now, ids=here.ids)
    return _at(Step.DATING_BOOKED, draft.model_copy(update={"chain": chain.id}))


def dating(tx: Transaction, here: Here, draft: Draft) -> Dating:
    """Fetch the companies of the job dating at hand. Raises `NothingFound` for none."""
    at_hand = _draft(draft)
    found = chains.dating(tx, at_hand.visit, at_hand.day, here.now)
    if not found.companies:
        raise NothingFound()
    return found


def proposal(tx: Transaction, _here: Here, draft: Draft) -> list[Slot]:
    """Fetch the slots that were proposed, as they are now."""
    found = (catalogue.slot(tx, slot_id) for slot_id in _draft(draft).slots)
    return [slot for slot in found if slot is not None]


def booked(tx: Transaction, here: Here, draft: Draft) -> Chain:
    """Fetch a chain of one's own. Raises `BookingGone`."""
    chain_id = _draft(draft).chain or 0
    chain = chains.of_id(tx, chain_id)
    if chain is None or chains.owner(tx, chain_id) != here.chat_id:
        raise BookingGone()
    return chain


def chain_to_tell(tx: Transaction, delivery: Delivery, _now: datetime) -> Chain | DeliveryState:
    """Fetch a chain's ticket; nobody gets one of which nothing is left."""
    chain = chains.of_id(tx, int(delivery.fields["chain"]))
    return chain if chain is not None else DeliveryState.CANCELLED


def next_meeting(tx: Transaction, delivery: Delivery, now: datetime) -> Slot | DeliveryState:
    """Fetch the meeting that is about to begin."""
    booking = bookings.of_id(tx, delivery.booking_id or 0)
    if booking is None or not booking.live or booking.slot.id != delivery.slot_id:
        return DeliveryState.CANCELLED
    return DeliveryState.MISSED if now >= booking.slot.starts else booking.slot


def _proposed(tx: Transaction, here: Here, since: datetime) -> Place:
    draft = _draft(here.place.draft)
    chain = propose_chain(
        tx, draft.picked, draft.day, chat_id=here.chat_id, since=since, now=here.now
    )
    values = {"slots": tuple(slot.id for slot in chain), "intent": here.ids.key()}
    return _at(Step.DATING_CHAIN, draft.model_copy(update=values))


def _draft(draft: Draft) -> DatingDraft:
    if draft.dating is None:
        raise NothingFound()
    return draft.dating


def _at(step: Step, draft: DatingDraft) -> Place:
    return Place(step=step, draft=Draft(dating=draft))
