"""Who waits for a full slot, and the seats kept for them."""

from datetime import datetime

from bot.domain.staff import Reach
from bot.domain.times import from_text, to_text
from bot.domain.waitlist import Entry, EntryState
from storage import catalogue
from storage.database import Row, Transaction
from storage.reach import within

RANK = """(SELECT COUNT(*) FROM waitlist AS before
           WHERE before.slot_id = waitlist.slot_id AND before.state = 'waiting'
           AND (before.joined, before.id) <= (waitlist.joined, waitlist.id))"""
ENTRY = catalogue.SLOT.replace(
    "SELECT ",
    "SELECT waitlist.id AS entry_id, waitlist.chat_id, waitlist.seats,"
    " waitlist.state AS entry_state, waitlist.held, waitlist.hold_until,"
    f" waitlist.called_off AS entry_called_off, {RANK} AS rank, ",
    1,
).replace("FROM slot\n", "FROM waitlist\nJOIN slot ON slot.id = waitlist.slot_id\n", 1)


CALLER = 0  # stands for the chat of somebody who has none
LIVE = "waitlist.state IN ('waiting', 'offered')"


def add(tx: Transaction, slot_id: int, chat_id: int | None, seats: int, now: datetime) -> int:
    """Put a party at the end of a slot's queue, once per person; return the entry's id.

    Without a chat it is a caller of the desk.
    """
    row = tx.fetch_one(
        """INSERT INTO waitlist (slot_id, chat_id, seats, state, joined)
           VALUES (:slot_id, :chat_id, :seats, 'waiting', :now) RETURNING id""",
        {
            "slot_id": slot_id,
            "chat_id": CALLER if chat_id is None else chat_id,
            "seats": seats,
            "now": to_text(now),
        },
    )
    if row is None:
        raise LookupError("a statement that returns an id returned none")
    return int(row["id"])


def of_person(tx: Transaction, slot_id: int, chat_id: int | None) -> Entry | None:
    """Return a person's live place in a slot's queue; a caller of the desk (None) has none."""
    row = tx.fetch_one(
        f"""{ENTRY} WHERE waitlist.slot_id = :slot_id AND waitlist.chat_id = :chat_id
            AND waitlist.state IN ('waiting', 'offered')""",
        {"slot_id": slot_id, "chat_id": chat_id},
    )
    return _to_entry(row) if row else None


def all_of_person(tx: Transaction, chat_id: int, now: datetime) -> list[Entry]:
    """Return a person's live places in queues, soonest visit first."""
    rows = tx.fetch_all(
        f"""{ENTRY} WHERE waitlist.chat_id = :chat_id AND slot.starts > :now
            AND waitlist.state IN ('waiting', 'offered') ORDER BY slot.starts""",
        {"chat_id": chat_id, "now": to_text(now)},
    )
    return [_to_entry(row) for row in rows]


def of_id(tx: Transaction, entry_id: int) -> Entry | None:
    """Return one entry."""
    row = tx.fetch_one(f"{ENTRY} WHERE waitlist.id = :id", {"id": entry_id})
    return _to_entry(row) if row else None


def waiting(tx: Transaction, slot_id: int) -> list[Entry]:
    """Return a slot's queue in order of joining."""
    rows = tx.fetch_all(
        f"""{ENTRY} WHERE waitlist.slot_id = :slot_id AND waitlist.state = 'waiting'
            ORDER BY waitlist.joined, waitlist.id""",
        {"slot_id": slot_id},
    )
    return [_to_entry(row) for row in rows]


def live_on(tx: Transaction, slot_id: int) -> list[Entry]:
    """Return everybody who waits for a slot or has seats of it kept, in order of joining."""
    rows = tx.fetch_all(
        f"""{ENTRY} WHERE waitlist.slot_id = :slot_id AND {LIVE}
            ORDER BY waitlist.joined, waitlist.id""",
        {"slot_id": slot_id},
    )
    return [_to_entry(row) for row in rows]


def of_callers(tx: Transaction, reach: Reach, now: datetime) -> list[Entry]:
    """Return the callers of the desk who wait within reach, soonest visit first."""
    rows = tx.fetch_all(
        f"""{ENTRY} WHERE waitlist.chat_id = {CALLER} AND {LIVE} AND slot.starts > :now
            AND {within(reach)} ORDER BY slot.starts, waitlist.joined, waitlist.id""",
        {"now": to_text(now)},
    )
    return [_to_entry(row) for row in rows]


def end_with_slot(tx: Transaction, slot_id: int) -> None:
    """End a slot's queue, as it is called off; what was held there in exchange ends for good."""
    tx.execute(
        f"""UPDATE waitlist SET held = 0, hold_until = NULL, state = CASE
                WHEN notice_id IS NULL THEN 'left' ELSE 'declined' END,
                called_off = CASE WHEN notice_id IS NULL THEN 1 ELSE 0 END
            WHERE slot_id = :slot_id AND {LIVE}""",  # noqa: S608
        {"slot_id": slot_id},
    )


def return_with_slot(tx: Transaction, slot_id: int) -> None:
    """Let a slot's queue wait again, everybody at their rank, as it is reopened."""
    tx.execute(
        """UPDATE waitlist SET state = 'waiting', called_off = 0
           WHERE slot_id = :slot_id AND called_off = 1""",
        {"slot_id": slot_id},
    )


def run_out(tx: Transaction, now: datetime) -> list[Entry]:
    """Return the offers whose time is over."""
    rows = tx.fetch_all(
        f"{ENTRY} WHERE waitlist.state = 'offered' AND waitlist.hold_until <= :now",
        {"now": to_text(now)},
    )
    return [_to_entry(row) for row in rows]


def next_run_out(tx: Transaction) -> datetime | None:
    """Return when the next offer runs out (UTC)."""
    row = tx.fetch_one("SELECT MIN(hold_until) AS at FROM waitlist WHERE state = 'offered'")
    return from_text(row["at"]) if row and row["at"] else None


def add_held(
    tx: Transaction,
    slot_id: int,
    chat_id: int,
    seats: int,
    *,
    notice_id: int,
    until: datetime,
    now: datetime,
) -> None:
    """Keep seats for a party in exchange for a slot that changed.

    Raises `ConstraintBroken` when there is no room.
    """
    tx.execute(
        """INSERT INTO waitlist (slot_id, chat_id, seats, state, held, hold_until, joined,
                                 notice_id)
           VALUES (:slot_id, :chat_id, :seats, 'offered', :seats, :until, :now, :notice)""",
        {
            "slot_id": slot_id,
            "chat_id": chat_id,
            "seats": seats,
            "until": to_text(until),
            "now": to_text(now),
            "notice": notice_id,
        },
    )


def held_for_notice(tx: Transaction, notice_id: int) -> list[Entry]:
    """Return the seats that are held in exchange for a slot that changed, nearest first."""
    rows = tx.fetch_all(
        f"""{ENTRY} WHERE waitlist.notice_id = :notice AND waitlist.state = 'offered'
            ORDER BY waitlist.id""",
        {"notice": notice_id},
    )
    return [_to_entry(row) for row in rows]


def hold(tx: Transaction, entry: Entry, until: datetime) -> None:
    """Keep an entry's seats for it. Raises `ConstraintBroken` when there is no room."""
    tx.execute(
        """UPDATE waitlist SET state = 'offered', held = seats, hold_until = :until
           WHERE id = :id""",
        {"id": entry.id, "until": to_text(until)},
    )


def end(tx: Transaction, entry_id: int, state: EntryState) -> None:
    """End an entry for good: held seats are free again, a caller's name need not be known."""
    tx.execute("DELETE FROM waiting_caller WHERE entry_id = :id", {"id": entry_id})
    tx.execute(
        """UPDATE waitlist SET state = :state, held = 0, hold_until = NULL, called_off = 0
           WHERE id = :id""",
        {"id": entry_id, "state": state.value},
    )


def _to_entry(row: Row) -> Entry:
    return Entry(
        id=row["entry_id"],
        slot=catalogue.to_slot(row),
        chat_id=row["chat_id"] or None,
        seats=row["seats"],
        state=EntryState(row["entry_state"]),
        held=row["held"],
        hold_until=from_text(row["hold_until"]) if row["hold_until"] else None,
        rank=row["rank"],
        called_off=bool(row["entry_called_off"]),
    )
