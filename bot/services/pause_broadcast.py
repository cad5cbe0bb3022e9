"""Pause a broadcast, let it go on, or cancel it: what is queued stops in the same transaction."""

from datetime import datetime

from bot.domain.audit import Act, Action
from bot.domain.broadcast import Broadcast, BroadcastOver, BroadcastState, check_next
from bot.domain.refusals import NotYours
from bot.domain.staff import Right, Staff
from storage import audit, broadcast_mail, broadcasts
from storage.database import Transaction


def find_broadcast(tx: Transaction, staff: Staff, broadcast_id: int) -> Broadcast:
    """Return a broadcast that somebody may see: their own, or any for who may send everywhere.

    Raises `NotYours`.
    """
    found = broadcasts.find(tx, broadcast_id)
    everywhere = staff.reach(Right.BROADCAST).everywhere
    if found is None or not (everywhere or found.user_id == staff.user_id):
        raise NotYours()
    return found


def pause_broadcast(tx: Transaction, staff: Staff, broadcast_id: int, now: datetime) -> None:
    """Hold back what has not left yet. Raises `NotYours` or `BroadcastOver`."""
    found = _locked(tx, staff, broadcast_id)
    check_next(found, BroadcastState.PAUSED)
    broadcast_mail.hold(tx, found.id)
    broadcasts.pause(tx, found.id)
    _note(tx, staff, found, Action.BROADCAST_PAUSE, now)


def resume_broadcast(tx: Transaction, staff: Staff, broadcast_id: int, now: datetime) -> None:
    """Let the rest go. Raises `NotYours` or `BroadcastOver`."""
    found = _locked(tx, staff, broadcast_id)
    if found.state is not BroadcastState.PAUSED:
        raise BroadcastOver()
    broadcast_mail.release(tx, found.id, now)
    broadcasts.begin(tx, found.id, now)
    _note(tx, staff, found, Action.BROADCAST_RESUME, now)


def cancel_broadcast(tx: Transaction, staff: Staff, broadcast_id: int, now: datetime) -> None:
    """Let nothing more go, ever. Raises `NotYours` or `BroadcastOver`."""
    found = _locked(tx, staff, broadcast_id)
    check_next(found, BroadcastState.CANCELLED)
    broadcast_mail.drop(tx, found.id, now)
    broadcasts.cancel(tx, found.id, now)
    _note(tx, staff, found, Action.BROADCAST_CANCEL, now)


def _locked(tx: Transaction, staff: Staff, broadcast_id: int) -> Broadcast:
    tx.lock("broadcast", broadcast_id)
    return find_broadcast(tx, staff, broadcast_id)


def _note(
    tx: Transaction, staff: Staff, broadcast: Broadcast, action: Action, now: datetime
) -> None:
    circle, tally = broadcast.circle, broadcast_mail.tally(tx, broadcast)
    audit.add(
        tx,
        Act(
            at=now,
            user_id=staff.user_id,
            action=action,
            slot_id=circle.slot,
            territory_id=circle.territory,
            host_id=circle.host,
            after={"sent": tally.sent, "people": tally.people},
        ),
    )
