"""Owe a paper list: who comes to a slot, or to all slots of a day."""

from datetime import date, datetime

from bot.domain.deliveries import TAPPED_TWICE, Delivery, Kind
from bot.domain.refusals import NotYours
from bot.domain.staff import Right, Staff
from bot.ids import Ids
from bot.services.within_reach import check_slot
from storage import deliveries
from storage.database import Transaction


def owe_paper(
    tx: Transaction,
    staff: Staff,
    *,
    day: date | None = None,
    slot_id: int | None = None,
    now: datetime,
    ids: Ids,
) -> None:
    """Queue the list of a day, or of one slot, for who asks. Raises `NotYours`."""
    if not staff.may(Right.ROSTER):
        raise NotYours()
    if slot_id is not None:
        check_slot(tx, staff, Right.ROSTER, slot_id)
    fields: dict[str, str | int] = {}
    if slot_id is not None:
        fields["slot"] = slot_id
    if day is not None:
        fields["day"] = day.isoformat()
    deliveries.add_once(
        tx,
        Delivery(
            kind=Kind.PAPER,
            chat_id=staff.user_id,
            dedup_key=f"paper:{ids.key()}",
            due=now,
            urgency=now,
            fields=fields,
        ),
        now - TAPPED_TWICE,
    )
