"""Change a slot, and owe everybody whom that concerns one notice."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.audit import Act, Action
from bot.domain.booking import Booking
from bot.domain.catalogue import Slot, SlotState
from bot.domain.changes import BelowTaken, ChangedMeanwhile, Edit, known
from bot.domain.notices import Change, Notice
from bot.domain.refusals import NothingFound
from bot.domain.staff import Staff
from bot.domain.times import to_text
from bot.services.offer_seats import offer_seats
from bot.services.owe_notices import Telling, owe_notices
from bot.services.preview_change import Effect, Preview, preview_change
from bot.services.propose_others import propose_others
from bot.services.tell_waiting import tell_waiting
from storage import audit, changes
from storage.database import ConstraintBroken, Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Sending:
    """One tap on Send: what it changes, as it was seen, and the key by which it is sent once."""

    slot_id: int
    edit: Edit
    version: int  # of the slot, as the preview showed it
    intent: str
    propose: bool = False  # other slots to those who have something else at the new time


def change_slot(tx: Transaction, sending: Sending, *, staff: Staff | None, now: datetime) -> Change:
    """Change a slot in one go with everything that follows; the same intent changes it once.

    Raises `ChangedMeanwhile` and what `preview_change` raises.
    """
    if (earlier := changes.of_intent(tx, sending.intent)) is not None:
        return earlier
    preview = _locked(tx, sending, staff, now)
    if preview.slot.version != sending.version:
        raise ChangedMeanwhile()
    change_id = changes.add(tx, sending.intent, now, slot_id=sending.slot_id, sent=True)
    for effect in preview.effects:
        _carry_out(tx, effect, sending, change_id, now)
    audit.add(tx, _act(preview, staff, now))
    change = changes.of_id(tx, change_id)
    if change is None:
        raise NothingFound()
    return change


def _locked(tx: Transaction, sending: Sending, staff: Staff | None, now: datetime) -> Preview:
    """Return what the change does, seen while nobody else can book or change those slots."""
    seen = preview_change(tx, sending.slot_id, sending.edit, staff=staff, now=now)
    for slot_id in sorted(effect.before.id for effect in seen.effects):
        tx.lock("slot", slot_id)
    return preview_change(tx, sending.slot_id, sending.edit, staff=staff, now=now)


def _carry_out(
    tx: Transaction, effect: Effect, sending: Sending, change_id: int, now: datetime
) -> None:
    after = effect.after
    try:
        changes.apply(tx, after, sending.edit.place)
    except ConstraintBroken as broken:
        over = after.taken - after.capacity
        raise BelowTaken(taken=after.taken, n=over, asked=after.capacity) from broken
    telling = Telling(
        change_id=change_id, before=known(effect.before), slot=_stored(after), confirmed=True
    )
    owed = owe_notices(tx, telling, effect.told, now)
    tell_waiting(tx, telling.before, telling.slot, now)
    propose_others(tx, after, effect.where, _to_propose(effect, owed, sending), now)
    offer_seats(tx, after.id, now)


def _stored(after: Slot) -> Slot:
    """Return a slot as it stands in the database now, a version later."""
    return replace(after, version=after.version + 1)


def _to_propose(
    effect: Effect, owed: list[Notice], sending: Sending
) -> list[tuple[Notice, Booking]]:
    """Return to whom other slots are proposed: all when it is called off, else who clashes."""
    clashing = {clash.booking.id for clash in effect.clashes} if sending.propose else set()
    off = effect.after.state is SlotState.CANCELLED
    by_id = {one.id: one for one in effect.told if one.chat_id is not None}
    return [
        (notice, by_id[notice.booking_id])
        for notice in owed
        if notice.booking_id in by_id and (off or notice.booking_id in clashing)
    ]


def _act(preview: Preview, staff: Staff | None, now: datetime) -> Act:
    effect = preview.effects[0]
    return Act(
        at=now,
        user_id=staff.user_id if staff else None,
        action=action_of(preview.edit),
        slot_id=preview.slot.id,
        before=_values(effect.before),
        after={**_values(effect.after), "told": len(preview.told)},
    )


def action_of(edit: Edit) -> Action:
    """Return what a change is called in the audit log."""
    if edit.state is not None:
        return Action.SLOT_CANCEL if edit.state is SlotState.CANCELLED else Action.SLOT_REOPEN
    if edit.late is not None:
        return Action.SLOT_LATE
    if edit.capacity is not None:
        return Action.SLOT_CAPACITY
    return Action.SLOT_PLACE if edit.place is not None else Action.SLOT_MOVE


def _values(slot: Slot) -> dict[str, str | int]:
    return {
        "starts": to_text(slot.starts),
        "ends": to_text(slot.ends),
        "state": slot.state.value,
        "capacity": slot.capacity,
        "place": slot.visit.address,
        "late": slot.late,
    }
