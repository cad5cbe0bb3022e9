"""Who means to come to a walk-in: a count, never a seat."""

from datetime import datetime

from bot.domain.times import to_text
from storage.database import Transaction


def add(tx: Transaction, slot_id: int, chat_id: int, now: datetime) -> bool:
    """Count a person who means to come; False when they were counted already."""
    return (
        tx.execute(
            """INSERT INTO intention (slot_id, chat_id, at) VALUES (:slot_id, :chat_id, :now)
           ON CONFLICT (slot_id, chat_id) DO NOTHING""",
            {"slot_id": slot_id, "chat_id": chat_id, "now": to_text(now)},
        )
        == 1
    )


def remove(tx: Transaction, slot_id: int, chat_id: int) -> None:
    """Stop counting a person."""
    tx.execute(
        "DELETE FROM intention WHERE slot_id = :slot_id AND chat_id = :chat_id",
        {"slot_id": slot_id, "chat_id": chat_id},
    )


def all_on(tx: Transaction, slot_id: int) -> list[int]:
    """Return the chats of everybody who means to come to a slot."""
    rows = tx.fetch_all(
        "SELECT chat_id FROM intention WHERE slot_id = :slot_id ORDER BY at, chat_id",
        {"slot_id": slot_id},
    )
    return [row["chat_id"] for row in rows]


def has(tx: Transaction, slot_id: int, chat_id: int) -> bool:
    """Tell whether a person is counted."""
    sql = "SELECT 1 FROM intention WHERE slot_id = :slot_id AND chat_id = :chat_id"
    return tx.fetch_one(sql, {"slot_id": slot_id, "chat_id": chat_id}) is not None
