"""What booked people are told of changes: one row a booking, one message a row."""

import json
from collections.abc import Mapping
from datetime import datetime

from bot.domain.changes import Answer, Known
from bot.domain.notices import Notice, NoticeState
from bot.domain.times import from_text, to_text
from storage.database import Row, Transaction

# A notice whose message provably has not gone out is still open to further edits.
NOTICE = """
SELECT notice.*, CASE WHEN notice.state = 'draft' OR (delivery.state = 'queued'
                           AND delivery.doubts = 0) THEN 1 ELSE 0 END AS open
FROM notice LEFT JOIN delivery ON delivery.dedup_key = 'notice:' || notice.id
"""


def key_of(notice_id: int) -> str:
    """Return the key under which a notice's message is owed once."""
    return f"notice:{notice_id}"


def add(tx: Transaction, notice: Notice) -> int:
    """Store a notice; return its id."""
    row = tx.fetch_one(
        """INSERT INTO notice (change_id, booking_id, slot_id, before, after, first, state)
           VALUES (:change, :booking, :slot, :before, :after, :first, :state) RETURNING id""",
        {
            "change": notice.change_id,
            "booking": notice.booking_id,
            "slot": notice.slot_id,
            "before": _to_json(notice.before),
            "after": _to_json(notice.after),
            "first": to_text(notice.first),
            "state": notice.state.value,
        },
    )
    if row is None:
        raise LookupError("a statement that returns an id returned none")
    return int(row["id"])


def tell_instead(
    tx: Transaction, notice: Notice, change_id: int, after: Known, state: NoticeState
) -> None:
    """Let an open notice tell of a further edit, or of nothing when it is dropped."""
    tx.execute(
        """UPDATE notice SET change_id = :change, after = :after, state = :state
           WHERE id = :id""",
        {
            "id": notice.id,
            "change": change_id,
            "after": _to_json(after),
            "state": state.value,
        },
    )


def of_id(tx: Transaction, notice_id: int) -> Notice | None:
    """Return one notice."""
    row = tx.fetch_one(f"{NOTICE} WHERE notice.id = :id", {"id": notice_id})
    return to_notice(row) if row else None


def of_entry(tx: Transaction, entry_id: int) -> Notice | None:
    """Return the notice for which seats on another slot are held, if an entry is that."""
    row = tx.fetch_one(
        f"""{NOTICE} WHERE notice.id = (SELECT notice_id FROM waitlist
                                        WHERE waitlist.id = :entry)""",  # noqa: S608
        {"entry": entry_id},
    )
    return to_notice(row) if row else None


def newest_on(tx: Transaction, slot_id: int) -> Mapping[int, Notice]:
    """Return the last notice of a slot's bookings, by booking."""
    rows = tx.fetch_all(
        f"""{NOTICE} WHERE notice.slot_id = :slot AND notice.state <> 'dropped'
            ORDER BY notice.id""",
        {"slot": slot_id},
    )
    return {row["booking_id"]: to_notice(row) for row in rows}


def of_change(tx: Transaction, change_id: int) -> list[Notice]:
    """Return what a change tells, in order of booking."""
    rows = tx.fetch_all(
        f"""{NOTICE} WHERE notice.change_id = :change AND notice.state <> 'dropped'
            ORDER BY notice.slot_id, notice.booking_id""",
        {"change": change_id},
    )
    return [to_notice(row) for row in rows]


def put_off(tx: Transaction, notice: Notice, due: datetime, urgency: datetime) -> bool:
    """Let an open notice go out at another time, withdrawn or not; False when it is not owed."""
    changed = tx.execute(
        """UPDATE delivery SET state = 'queued', finished = NULL, due = :due, urgency = :urgency,
                  ready = 0
           WHERE dedup_key = :key AND state IN ('queued', 'cancelled')""",
        {"key": key_of(notice.id), "due": to_text(due), "urgency": to_text(urgency)},
    )
    return changed == 1


def withdraw(tx: Transaction, notice: Notice, now: datetime) -> None:
    """Don't send an open notice after all."""
    tx.execute(
        """UPDATE delivery SET state = 'cancelled', finished = :now
           WHERE dedup_key = :key AND state = 'queued'""",
        {"key": key_of(notice.id), "now": to_text(now)},
    )


def tickets_on_their_way(tx: Transaction, slot_id: int) -> set[int]:
    """Return a slot's bookings whose ticket has not gone out."""
    rows = tx.fetch_all(
        """SELECT delivery.booking_id FROM delivery
           JOIN booking ON booking.id = delivery.booking_id
           WHERE booking.slot_id = :slot AND delivery.kind = 'confirmation'
           AND delivery.state = 'queued'
           UNION SELECT delivery.booking_id FROM delivery
           JOIN booking ON booking.id = delivery.booking_id
           WHERE booking.slot_id = :slot AND delivery.kind = 'confirmation'
           AND delivery.state = 'sending'""",
        {"slot": slot_id},
    )
    return {row["booking_id"] for row in rows}


def has_no_ticket(tx: Transaction, booking_id: int, chat_id: int) -> bool:
    """Tell whether the last ticket of a booking was cancelled before it went out."""
    row = tx.fetch_one(
        """SELECT state FROM delivery WHERE chat_id = :chat AND booking_id = :booking
           AND kind = 'confirmation' ORDER BY id DESC LIMIT 1""",
        {"booking": booking_id, "chat": chat_id},
    )
    return row is not None and row["state"] == "cancelled"


def _to_json(known: Known) -> str:
    return json.dumps(
        {
            "starts": to_text(known.starts),
            "ends": to_text(known.ends),
            "place": known.place,
            "called_off": known.called_off,
            "late": known.late,
        },
        ensure_ascii=False,
    )


def _to_known(text: str) -> Known:
    values = json.loads(text)
    times = {name: from_text(values[name]) for name in ("starts", "ends")}
    return Known(**{**values, **times})


def to_notice(row: Row) -> Notice:
    """Build a notice from a row of `NOTICE`."""
    return Notice(
        id=row["id"],
        change_id=row["change_id"],
        booking_id=row["booking_id"],
        slot_id=row["slot_id"],
        before=_to_known(row["before"]),
        after=_to_known(row["after"]),
        first=from_text(row["first"]),
        state=NoticeState(row["state"]),
        answer=Answer(row["answer"]) if row["answer"] else None,
        called=from_text(row["called"]) if row["called"] else None,
        open=bool(row["open"]),
    )
