"""Imports that change booked slots: nobody is told until somebody confirms it."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.audit import Act, Action
from bot.domain.catalogue import Slot
from bot.domain.changes import Known, known, misfits, newly_overlaps
from bot.domain.deliveries import Delivery, Kind
from bot.domain.notices import Change, Notice, NoticeState
from bot.domain.refusals import NothingFound, NotYours
from bot.domain.staff import Right, Staff
from bot.services.owe_notices import Telling, owe_notice, owe_notices
from bot.services.preview_change import reached
from bot.services.tell_waiting import tell_waiting
from storage import audit, bookings, catalogue, changes, deliveries, notices, other_slots
from storage.database import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """A booked slot that an import changes, and whom that concerns."""

    slot: Slot  # as it is now
    before: Known
    notices: list[Notice]
    seats: int
    clashes: int  # parties with another visit at the new time
    unfit: int  # parties that do not meet the conditions


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportPreview:
    """What an import did to booked slots."""

    change: Change
    hits: list[Hit]

    @property
    def bookings(self) -> int:
        """How many would be told."""
        return sum(len(hit.notices) for hit in self.hits)


def draft_notices(
    tx: Transaction, change_id: int, before: Slot, after: Slot, now: datetime
) -> None:
    """Write down who is to be told of what an import has just done to a slot."""
    telling = Telling(change_id=change_id, before=known(before), slot=after, confirmed=False)
    booked = [replace(one, slot=before) for one in bookings.confirmed_on(tx, after.id)]
    owe_notices(tx, telling, booked, now)


def ask_admins(tx: Transaction, change_id: int, now: datetime) -> None:
    """Ask every admin whether those whom an import concerns are to be told."""
    for user_id in changes.admins(tx):
        deliveries.add(
            tx,
            Delivery(
                kind=Kind.IMPORT,
                chat_id=user_id,
                dedup_key=f"import:{change_id}:{user_id}",
                due=now,
                urgency=now,
                fields={"change": change_id},
            ),
        )


def preview_import(tx: Transaction, change_id: int, now: datetime) -> ImportPreview:
    """Return what an import did to booked slots that nobody was told of. Raises `NothingFound`."""
    change = changes.of_id(tx, change_id)
    if change is None:
        raise NothingFound()
    by_slot: dict[int, list[Notice]] = {}
    for notice in notices.of_change(tx, change_id):
        by_slot.setdefault(notice.slot_id, []).append(notice)
    found = [_hit(tx, slot_id, told, now) for slot_id, told in by_slot.items()]
    return ImportPreview(change=change, hits=[hit for hit in found if hit is not None])


def check_reach(tx: Transaction, preview: ImportPreview, staff: Staff | None) -> None:
    """Raise `NotYours` unless somebody's right reaches each slot that an import changed."""
    if staff is None or preview.change.origin != "import":
        raise NotYours()
    for hit in preview.hits:
        reached(tx, hit.slot.id, staff, Right.CHANGE)


def confirm_import(
    tx: Transaction, change_id: int, *, staff: Staff | None, on_machine: bool = False, now: datetime
) -> ImportPreview:
    """Tell everybody whom an import concerns; twice tells them once.

    Raises `NotYours` unless the right reaches each of its slots, or `NothingFound`.
    """
    preview = preview_import(tx, change_id, now)
    if not on_machine:
        check_reach(tx, preview, staff)
    if not changes.mark_sent(tx, change_id, now):
        return preview
    for hit in preview.hits:
        _send(tx, hit, now)
    audit.add(
        tx,
        Act(
            at=now,
            user_id=staff.user_id if staff else None,
            action=Action.IMPORT_TELL,
            after={"told": preview.bookings},
        ),
    )
    return preview


def _hit(tx: Transaction, slot_id: int, told: list[Notice], now: datetime) -> Hit | None:
    slot = catalogue.slot(tx, slot_id)
    if slot is None:
        return None
    booked = {one.id: one for one in bookings.confirmed_on(tx, slot_id)}
    mine = [one for one in told if one.booking_id in booked]
    others = other_slots.other_visits(tx, slot_id, now)
    before = told[0].before
    old = replace(slot, starts=before.starts, ends=before.ends)
    clashing = [
        one
        for one in mine
        if any(
            newly_overlaps(old, slot, (other.starts, other.ends))
            for other in others.get(one.booking_id, ())
        )
    ]
    return Hit(
        slot=slot,
        before=before,
        notices=mine,
        seats=sum(booked[one.booking_id].seats for one in mine),
        clashes=len(clashing),
        unfit=sum(bool(misfits(booked[one.booking_id], slot, now)) for one in mine),
    )


def _send(tx: Transaction, hit: Hit, now: datetime) -> None:
    booked = {one.id: one for one in bookings.confirmed_on(tx, hit.slot.id)}
    tell_waiting(tx, hit.before, hit.slot, now)
    for notice in hit.notices:
        if notice.state is NoticeState.DRAFT:
            notices.tell_instead(tx, notice, notice.change_id, notice.after, NoticeState.OWED)
            owe_notice(tx, notice, booked[notice.booking_id], now)
