"""The places about what was said in a sentence: what is fetched for each, how it is drawn."""

from collections.abc import Mapping
from typing import Any

from bot.conversation import Draft, Here, Step
from bot.domain.booking import Booking
from bot.domain.catalogue import Slot
from bot.domain.refusals import BookingGone, NothingFound
from bot.services.relax import relaxations
from bot.services.split_class import Plan, splits
from handlers.place_spec import PlaceSpec
from handlers.screens import classes, sentence, which, wishes
from storage import bookings, catalogue
from storage.database import Transaction


def _nothing(_tx: Transaction, _here: Here, _draft: Draft) -> None:
    return None


def _nothing_fits(tx: Transaction, here: Here, draft: Draft) -> sentence.NothingFacts:
    return sentence.NothingFacts(relaxations=relaxations(tx, draft, here.now))


def _plans(tx: Transaction, here: Here, draft: Draft) -> list[Plan]:
    return splits(tx, draft, here.now)


def _group_slots(tx: Transaction, _here: Here, draft: Draft) -> list[Slot]:
    found = [catalogue.slot(tx, group.slot) for group in draft.groups]
    slots = [slot for slot in found if slot is not None]
    if not slots or len(slots) < len(found):
        raise NothingFound()
    return slots


def _mine(tx: Transaction, here: Here, draft: Draft) -> list[Booking]:
    found = [bookings.of_code(tx, code) for code in draft.bookings]
    mine = [one for one in found if one is not None and one.chat_id == here.chat_id and one.live]
    if not mine:
        raise BookingGone()
    return mine


def _which(tx: Transaction, here: Here, draft: Draft) -> which.WhichFacts:
    return which.WhichFacts(bookings=_mine(tx, here, draft))


WISH_PLACES: Mapping[Step, PlaceSpec[Any]] = {  # facts of each place's own
    Step.NOTHING: PlaceSpec(_nothing_fits, sentence.nothing),
    Step.HALF: PlaceSpec(_nothing, sentence.half),
    Step.AUDIENCE: PlaceSpec(_nothing, wishes.audience),
    Step.PARTY: PlaceSpec(_nothing, wishes.party),
    Step.SPLIT: PlaceSpec(_plans, classes.split),
    Step.GROUPS: PlaceSpec(_group_slots, classes.groups),
    Step.GROUPS_BOOKED: PlaceSpec(_mine, classes.groups_booked),
    Step.WHICH: PlaceSpec(_which, which.which),
}
