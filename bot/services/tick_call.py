"""Tick off somebody on the call list."""

from datetime import datetime

from bot.domain.audit import Act, Action
from bot.domain.refusals import NothingFound
from bot.domain.staff import Right, Staff
from bot.domain.times import to_text
from bot.services.preview_change import reached
from storage import audit, notice_answers, notices
from storage.database import Transaction


def tick_call(tx: Transaction, notice_id: int, *, staff: Staff | None, now: datetime) -> None:
    """Note that somebody was rung up; twice changes nothing.

    Raises `NothingFound`, or `NotYours` beyond the right.
    """
    notice = notices.of_id(tx, notice_id)
    if notice is None:
        raise NothingFound()
    reached(tx, notice.slot_id, staff, Right.CALLS)
    if notice_answers.note_call(tx, notice.id, now):
        audit.add(
            tx,
            Act(
                at=now,
                user_id=staff.user_id if staff else None,
                action=Action.NOTICE_CALL,
                slot_id=notice.slot_id,
                after={"starts": to_text(notice.after.starts)},
            ),
        )
