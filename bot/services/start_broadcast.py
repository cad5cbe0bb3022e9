"""Send a broadcast off, now or at a time."""

from dataclasses import replace
from datetime import datetime

from bot.domain.audit import Act, Action
from bot.domain.broadcast import (
    FARTHEST,
    BroadcastOrder,
    Circle,
    NobodyThere,
    TimePassed,
    check_content,
)
from bot.domain.refusals import NotYours
from bot.domain.staff import Right, Staff
from bot.i18n import REFERENCE
from storage import audit, broadcasts, recipients
from storage.database import Transaction


def start_broadcast(tx: Transaction, staff: Staff, order: BroadcastOrder, now: datetime) -> int:
    """Store a broadcast and return its id; the keeper writes its deliveries when it is due.

    The same intent is the same broadcast. Raises `NotYours`, `NothingToSay`, `TextTooLong`,
    `NobodyThere` or `TimePassed`.
    """
    if not staff.may(Right.BROADCAST):
        raise NotYours()
    known = broadcasts.id_of_intent(tx, order.intent)
    if known is not None:
        return known
    order = replace(order, circle=within_reach(order.circle, staff))
    check_content(order.content, REFERENCE)
    if order.at is not None and not now < order.at <= now + FARTHEST:
        raise TimePassed(text="")
    if not recipients.anybody(tx, order.circle, now):
        raise NobodyThere()
    broadcast_id = broadcasts.add(tx, order, staff.user_id, now)
    _note(tx, staff, order, now)
    return broadcast_id


def within_reach(circle: Circle, staff: Staff) -> Circle:
    """Return a circle narrowed to the territories where somebody may send broadcasts."""
    reach = staff.reach(Right.BROADCAST)
    within = None if reach.everywhere else tuple(sorted(reach.territories))
    return replace(circle, within=within)


def _note(tx: Transaction, staff: Staff, order: BroadcastOrder, now: datetime) -> None:
    circle = order.circle
    audit.add(
        tx,
        Act(
            at=now,
            user_id=staff.user_id,
            action=Action.BROADCAST_PLAN if order.at else Action.BROADCAST_SEND,
            slot_id=circle.slot,
            territory_id=circle.territory,
            host_id=circle.host,
            after={"people": order.people},
        ),
    )
