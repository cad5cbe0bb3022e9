"""Show what a change of a slot would do, before anything is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.booking import Booking, BookingState
from bot.domain.catalogue import Slot, SlotState
from bot.domain.changes import (
    Clash,
    Edit,
    Misfit,
    NoNextGroup,
    calendar_changes,
    check_edit,
    edited,
    known,
    misfits,
    newly_overlaps,
    same_for_people,
)
from bot.domain.refusals import NothingFound, NotYours
from bot.domain.staff import Right, Staff
from storage import bookings, catalogue, changes, intentions, notices, other_slots
from storage.changes import Whereabouts
from storage.database import Transaction
from storage.other_slots import OtherVisit


@dataclass(frozen=True, kw_only=True, slots=True)
class Effect:
    """What a change does to one slot and those who booked it."""

    before: Slot
    after: Slot
    told: list[Booking]  # each gets one notice; as they are now
    clashes: list[Clash]
    misfits: Mapping[str, list[Misfit]]  # by booking's code
    where: Whereabouts
    closes: bool  # nobody could book it any more, who could before

    @property
    def classes(self) -> list[Booking]:
        """The classes among those who are told."""
        return [one for one in self.told if one.pupils]


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """What a change would do: to one slot, or to the next groups of a day that runs late."""

    slot: Slot  # that was chosen
    edit: Edit
    effects: tuple[Effect, ...]
    waiting: int  # parties in the slot's queue
    intend: int  # people who said that they come to a walk-in

    @property
    def told(self) -> list[Booking]:
        """All the bookings that are told."""
        return [booking for effect in self.effects for booking in effect.told]

    @property
    def told_too(self) -> bool:
        """Tell whether those who wait, or mean to come, are told as well."""
        changed = self.effects[0]
        dated = calendar_changes(known(changed.before), known(changed.after))
        return dated and self.waiting + self.intend > 0

    @property
    def clashes(self) -> list[Clash]:
        """All the bookings with another visit at the new time."""
        return [clash for effect in self.effects for clash in effect.clashes]


def right_for(edit: Edit) -> Right:
    """Return the right that a change asks for: hosts may say that they run late."""
    return Right.CHANGE if edit.late is None else Right.LATE


def reached(tx: Transaction, slot_id: int, staff: Staff | None, right: Right) -> Whereabouts:
    """Return what a slot belongs to. Raises `NotYours` beyond somebody's right."""
    where = changes.whereabouts(tx, slot_id)
    if where is None or staff is None:
        raise NotYours()
    if not staff.may_at(right, territory_id=where.territory_id, host_id=where.host_id):
        raise NotYours()
    return where


def preview_change(
    tx: Transaction, slot_id: int, edit: Edit, *, staff: Staff | None, now: datetime
) -> Preview:
    """Return what a change would do; nothing is stored.

    Raises `NotYours`, `NothingFound` or one of the refusals of `bot.domain.changes`.
    """
    where = reached(tx, slot_id, staff, right_for(edit))
    slot = catalogue.slot(tx, slot_id)
    if slot is None:
        raise NothingFound()
    targets = [slot] if edit.late is None else _next_groups(tx, slot, edit, now)
    effects = tuple(
        effect_of(tx, one, edited(one, edit, where.address), where, now) for one in targets
    )
    return Preview(
        slot=slot,
        edit=edit,
        effects=effects,
        waiting=changes.counts(tx, slot_id).waiting,
        intend=len(intentions.all_on(tx, slot_id)),
    )


def effect_of(
    tx: Transaction, before: Slot, after: Slot, where: Whereabouts, now: datetime
) -> Effect:
    """Return what a slot's change does to those who booked it. Raises as `check_edit` does."""
    check_edit(before, after, now)
    told = _told(tx, before, after)
    others = other_slots.other_visits(tx, before.id, now) if told else {}
    unfit = {one.code: misfits(one, after, now) for one in told}
    return Effect(
        before=before,
        after=after,
        told=told,
        clashes=[] if after.state is SlotState.CANCELLED else _clashes(before, after, told, others),
        misfits={code: reasons for code, reasons in unfit.items() if reasons},
        where=where,
        closes=after.state is SlotState.OPEN and after.closes <= now < before.closes,
    )


def _next_groups(tx: Transaction, slot: Slot, edit: Edit, now: datetime) -> list[Slot]:
    found = changes.next_groups(tx, slot, max(now, slot.starts))
    late = [one for one in found if one.late != edit.late]
    if not found:
        raise NoNextGroup()
    return late or found[:1]


def _told(tx: Transaction, before: Slot, after: Slot) -> list[Booking]:
    """Return the bookings that a change concerns; a reopened slot gets its own back."""
    if same_for_people(known(before), known(after)):
        return []
    if before.state is SlotState.CANCELLED:
        return _called_off_with(tx, before, after)
    return bookings.confirmed_on(tx, before.id)


def _called_off_with(tx: Transaction, before: Slot, after: Slot) -> list[Booking]:
    """Return the bookings that went with their slot, as far as there is room for them."""
    last = notices.newest_on(tx, before.id)
    went = {key for key, one in last.items() if one.after.called_off and one.stays}
    room, found = after.left, []
    for booking in bookings.cancelled_on(tx, before.id):
        if booking.id in went and booking.seats <= room:
            found.append(booking)
            room -= booking.seats
    return found


def _clashes(
    before: Slot,
    after: Slot,
    told: list[Booking],
    others: Mapping[int, list[OtherVisit]],
) -> list[Clash]:
    return [
        Clash(booking=booking, title=other.title, starts=other.starts, ends=other.ends)
        for booking in told
        for other in others.get(booking.id, ())
        if newly_overlaps(before, after, (other.starts, other.ends))
        or (booking.state is BookingState.CANCELLED and _at_once(after, other))
    ]


def _at_once(slot: Slot, other: OtherVisit) -> bool:
    return slot.starts < other.ends and other.starts < slot.ends
