"""Paper lists: what is fetched for them at the moment they are sent."""

from datetime import date, datetime

from bot.domain.catalogue import Slot
from bot.domain.deliveries import Delivery, DeliveryState
from bot.domain.staff import Right, Staff
from bot.services.within_reach import reaches
from handlers.screens.paper import PaperFacts
from storage import attendance, callers, catalogue, rosters, staff
from storage.database import Transaction

MOST_SLOTS = 400


def letter(tx: Transaction, delivery: Delivery, now: datetime) -> PaperFacts | DeliveryState:
    """Fetch the slots that were asked for, as far as the right reaches still."""
    somebody = staff.find(tx, delivery.chat_id)
    found = _slots(tx, somebody, delivery) if somebody else []
    if somebody is None or not found:
        return DeliveryState.CANCELLED
    gates = [one for slot in found if (one := attendance.at_gate(tx, slot.id)) is not None]
    named = {
        code: caller
        for slot in found
        if reaches(tx, somebody, Right.DESK, slot.id)
        for code, caller in callers.names_on(tx, slot.id).items()
    }
    return PaperFacts(day=found[0].day, gates=gates, callers=named, made=now, tz=found[0].tz)


def _slots(tx: Transaction, somebody: Staff, delivery: Delivery) -> list[Slot]:
    if (slot_id := delivery.fields.get("slot")) is not None:
        slot = catalogue.slot(tx, int(slot_id))
        return [slot] if slot and reaches(tx, somebody, Right.ROSTER, slot.id) else []
    day = date.fromisoformat(str(delivery.fields["day"]))
    return rosters.slots(tx, somebody.reach(Right.ROSTER), day, limit=MOST_SLOTS)
