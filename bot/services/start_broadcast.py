"""Send a broadcast off, now or at a time."""

from dataclasses import replace
from datetime import datetime

from bot.domain.audit import Act, Action
from bot.domain.broadcast import (
    FARTHEST,
    Circle,
    Content,
    NobodyThere,
    TimePassed,
    check_content,
)
from bot.domain.refusals import NotYours
from bot.domain.staff import Right, Staff
from bot.i18n import REFERENCE
from storage import audit, broadcasts, recipients
from storage.database import Transaction


def start_broadcast(
    tx: Transaction,
    staff: Staff,
    circle: Circle,
    content: Content,
    *,
    people: int,
    intent: str,
    at: datetime | None,
    now: datetime,
) -> int:
    """Store a broadcast and return its id; the keeper writes its deliveries when it is due.

    `people` is how many were counted when it was shown to who sends it. The same intent is the
    same broadcast. Raises `NotYours`, `NothingToSay`, `TextTooLong`, `NobodyThere` or
    `TimePassed`.
    """
    known = broadcasts.id_of_intent(tx, intent)
    if known is not None:
        return known
    if not staff.may(Right.BROADCAST):
        raise NotYours()
    check_content(content, REFERENCE)
    if at is not None and not now < at <= now + FARTHEST:
        raise TimePassed(text="")
    circle = within_reach(circle, staff)
    if not recipients.anybody(tx, circle, now):
        raise NobodyThere()
    broadcast_id = broadcasts.add(
        tx,
        intent=intent,
        user_id=staff.user_id,
        content=content,
        circle=circle,
        expected=people,
        now=now,
        due=at or now,
    )
    if broadcast_id is None:
        raise NotYours()
    _note(tx, staff, circle, Action.BROADCAST_PLAN if at else Action.BROADCAST_SEND, people, now)
    return broadcast_id


def within_reach(circle: Circle, staff: Staff) -> Circle:
    """Return a circle narrowed to the territories where somebody may send broadcasts."""
    reach = staff.reach(Right.BROADCAST)
    within = None if reach.everywhere else tuple(sorted(reach.territories))
    return replace(circle, within=within)


def _note(
    tx: Transaction, staff: Staff, circle: Circle, action: Action, people: int, now: datetime
) -> None:
    audit.add(
        tx,
        Act(
            at=now,
            user_id=staff.user_id,
            action=action,
            slot_id=circle.slot,
            territory_id=circle.territory,
            host_id=circle.host,
            after={"people": people},
        ),
    )
