"""Broadcasts: one row each, and what became of their deliveries."""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from bot.domain.broadcast import (
    Broadcast,
    BroadcastKind,
    BroadcastOrder,
    BroadcastState,
    Circle,
    Content,
    Cursor,
    People,
    Tally,
)
from bot.domain.programme import Audience
from bot.domain.times import from_text, to_text
from storage.database import Row, Transaction

CHANNEL = "broadcasts"  # notified when there is something to write or to hold back


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who has a broadcast before them."""

    chat_id: int
    user_id: int
    language: str | None  # what their app speaks


def add(tx: Transaction, order: BroadcastOrder, user_id: int, now: datetime) -> int:
    """Store a broadcast that is to begin at its time, return its id.

    Raises `ConstraintBroken` for an intent that is known.
    """
    row = tx.fetch_one(
        """INSERT INTO broadcast (intent, user_id, kind, state, texts, photo, circle, expected,
                                  created, due)
           VALUES (:intent, :user_id, :kind, 'scheduled', :texts, :photo, :circle, :expected,
                   :now, :due) RETURNING id""",
        {
            "intent": order.intent,
            "user_id": user_id,
            "kind": order.circle.people.kind.value,
            "texts": json.dumps(order.content.texts, ensure_ascii=False),
            "photo": order.content.photo,
            "circle": json.dumps(asdict(order.circle), default=date.isoformat),
            "expected": order.people,
            "now": to_text(now),
            "due": to_text(order.at or now),
        },
    )
    tx.notify(CHANNEL)
    return int(row["id"]) if row else 0


def id_of_intent(tx: Transaction, intent: str) -> int | None:
    """Return what one tap on Send became, if it was handled before."""
    row = tx.fetch_one("SELECT id FROM broadcast WHERE intent = :intent", {"intent": intent})
    return row["id"] if row else None


def find(tx: Transaction, broadcast_id: int) -> Broadcast | None:
    """Return a broadcast."""
    row = tx.fetch_one("SELECT * FROM broadcast WHERE id = :id", {"id": broadcast_id})
    return _to_broadcast(row) if row else None


def lock(tx: Transaction, broadcast_id: int) -> Broadcast | None:
    """Return a broadcast that nobody else changes before this transaction ends."""
    tx.lock("broadcast", broadcast_id)
    return find(tx, broadcast_id)


def under_way(tx: Transaction, now: datetime) -> list[int]:
    """Return the broadcasts that have begun or should have, and are not at their end."""
    rows = tx.fetch_all(
        "SELECT id FROM broadcast WHERE finished IS NULL AND due <= :now ORDER BY due, id",
        {"now": to_text(now)},
    )
    return [row["id"] for row in rows]


def latest(tx: Transaction, *, user_id: int | None, limit: int) -> list[Broadcast]:
    """Return the newest broadcasts first: somebody's, or everybody's."""
    where = "" if user_id is None else "WHERE user_id = :user_id"
    rows = tx.fetch_all(
        f"SELECT * FROM broadcast {where} ORDER BY id DESC LIMIT :limit",  # noqa: S608
        {"limit": limit} if user_id is None else {"limit": limit, "user_id": user_id},
    )
    return [_to_broadcast(row) for row in rows]


def begin(tx: Transaction, broadcast_id: int, now: datetime) -> None:
    """Note that a broadcast begins, or goes on after a pause."""
    tx.execute(
        """UPDATE broadcast SET state = 'sending', resumed = :now, ended_then = (
               SELECT COUNT(*) FROM delivery WHERE broadcast_id = :id
               AND state NOT IN ('queued', 'sending')) WHERE id = :id""",
        {"id": broadcast_id, "now": to_text(now)},
    )
    tx.notify(CHANNEL)


def pause(tx: Transaction, broadcast_id: int) -> None:
    """Note that a broadcast is paused."""
    tx.execute("UPDATE broadcast SET state = 'paused' WHERE id = :id", {"id": broadcast_id})


def cancel(tx: Transaction, broadcast_id: int, now: datetime) -> None:
    """Note that a broadcast is cancelled; from now on it is to be settled."""
    tx.execute(
        """UPDATE broadcast SET state = 'cancelled',
                  due = CASE WHEN due > :now THEN :now ELSE due END WHERE id = :id""",
        {"id": broadcast_id, "now": to_text(now)},
    )
    tx.notify(CHANNEL)


def stop_all(tx: Transaction, now: datetime) -> int:
    """Cancel every broadcast that should have begun: nobody knows who got it; return how many."""
    return tx.execute(
        """UPDATE broadcast SET state = 'cancelled'
           WHERE finished IS NULL AND state <> 'cancelled' AND due <= :now""",
        {"now": to_text(now)},
    )


def advance(tx: Transaction, broadcast_id: int, cursor: Cursor, *, fed: bool) -> None:
    """Note how far the deliveries are written."""
    tx.execute(
        """UPDATE broadcast SET phase = :phase, after_starts = :starts, after_slot = :slot,
                  after_chat = :chat, fed = :fed WHERE id = :id""",
        {
            "id": broadcast_id,
            "phase": cursor.phase,
            "starts": cursor.starts,
            "slot": cursor.slot_id,
            "chat": cursor.chat_id,
            "fed": int(fed),
        },
    )


def finish(
    tx: Transaction, broadcast_id: int, state: BroadcastState, tally: Tally, now: datetime
) -> None:
    """Note the end, and the final numbers: the deliveries themselves go after a week."""
    tx.execute(
        "UPDATE broadcast SET state = :state, tally = :tally, finished = :now WHERE id = :id",
        {
            "id": broadcast_id,
            "state": state.value,
            "tally": json.dumps(asdict(tally)),
            "now": to_text(now),
        },
    )


def viewers(tx: Transaction, now: datetime) -> list[Viewer]:
    """Return who has a broadcast before them while one is under way."""
    if not under_way(tx, now):
        return []
    rows = tx.fetch_all(
        """SELECT conversation.chat_id, user_id, hinted_language FROM conversation
           LEFT JOIN person ON person.chat_id = conversation.chat_id
           WHERE step = 'broadcast_card' AND expires > :now AND message_id IS NOT NULL""",
        {"now": to_text(now)},
    )
    return [Viewer(row["chat_id"], row["user_id"], row["hinted_language"]) for row in rows]


def _to_broadcast(row: Row) -> Broadcast:
    return Broadcast(
        id=row["id"],
        user_id=row["user_id"],
        kind=BroadcastKind(row["kind"]),
        state=BroadcastState(row["state"]),
        content=Content(texts=json.loads(row["texts"]), photo=row["photo"]),
        circle=_to_circle(json.loads(row["circle"])),
        expected=row["expected"],
        due=from_text(row["due"]),
        cursor=Cursor(
            phase=row["phase"],
            starts=row["after_starts"],
            slot_id=row["after_slot"],
            chat_id=row["after_chat"],
        ),
        fed=bool(row["fed"]),
        resumed=from_text(row["resumed"]) if row["resumed"] else None,
        ended_then=row["ended_then"],
        finished=from_text(row["finished"]) if row["finished"] else None,
        tally=Tally(**json.loads(row["tally"])) if row["tally"] else None,
    )


def _to_circle(said: dict[str, Any]) -> Circle:
    return Circle(
        **{
            **said,
            "people": People(said["people"]),
            "day": date.fromisoformat(said["day"]) if said["day"] else None,
            "audience": Audience(said["audience"]) if said["audience"] else None,
            "within": None if said["within"] is None else tuple(said["within"]),
        }
    )
