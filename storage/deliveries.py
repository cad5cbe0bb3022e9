"""The outbox: every message owed is a row, claimed before it is sent."""

import json
from collections.abc import Iterable
from datetime import datetime

from bot.domain.deliveries import LANES, Delivery, DeliveryState, Kind, Lane
from bot.domain.times import from_text, to_text
from storage.database import Row, Transaction

CHANNEL = "deliveries"
AT_ONCE = f"{Lane.TICKET.value}, {Lane.OFFER.value}"  # never owed for later


def add(tx: Transaction, delivery: Delivery) -> bool:
    """Owe a message; False when it is owed already."""
    added = tx.execute(
        """INSERT INTO delivery
               (dedup_key, kind, lane, chat_id, slot_id, booking_id, broadcast_id, fields, due,
                urgency)
           VALUES (:dedup_key, :kind, :lane, :chat_id, :slot_id, :booking_id, :broadcast_id,
                   :fields, :due, :urgency)
           ON CONFLICT (dedup_key) DO NOTHING""",
        {
            "dedup_key": delivery.dedup_key,
            "kind": delivery.kind.value,
            "lane": LANES[delivery.kind].value,
            "chat_id": delivery.chat_id,
            "slot_id": delivery.slot_id,
            "booking_id": delivery.booking_id,
            "broadcast_id": delivery.broadcast_id,
            "fields": json.dumps(delivery.fields, ensure_ascii=False),
            "due": to_text(delivery.due),
            "urgency": to_text(delivery.urgency),
        },
    )
    tx.notify(CHANNEL)
    return added == 1


def add_once(tx: Transaction, delivery: Delivery, since: datetime) -> bool:
    """Owe a message unless one alike was owed since an instant: somebody tapped twice."""
    alike = tx.fetch_one(
        """SELECT 1 FROM delivery WHERE chat_id = :chat_id AND kind = :kind AND fields = :fields
           AND urgency >= :since AND state NOT IN ('failed', 'cancelled')""",
        {
            "chat_id": delivery.chat_id,
            "kind": delivery.kind.value,
            "fields": json.dumps(delivery.fields, ensure_ascii=False),
            "since": to_text(since),
        },
    )
    return alike is None and add(tx, delivery)


def cancel_of_booking(
    tx: Transaction, booking_id: int, kinds: tuple[Kind, ...], now: datetime
) -> int:
    """Cancel what is still queued about a booking; return how many messages."""
    names = ", ".join(f"'{kind.value}'" for kind in kinds)
    return tx.execute(
        f"""UPDATE delivery SET state = 'cancelled', finished = :now
            WHERE booking_id = :id AND state = 'queued' AND kind IN ({names})""",  # noqa: S608
        {"id": booking_id, "now": to_text(now)},
    )


def postpone_of_slot(tx: Transaction, slot_id: int, kind: Kind, due: datetime) -> int:
    """Give what still waits for its time about a slot another time; return how many messages."""
    return tx.execute(
        """UPDATE delivery SET due = :due WHERE slot_id = :slot_id AND kind = :kind
           AND state = 'queued' AND ready = 0""",
        {"due": to_text(due), "slot_id": slot_id, "kind": kind.value},
    )


def put_in_lanes(tx: Transaction, now: datetime, *, limit: int) -> int:
    """Put what is due into its lane, the longest due first; return how many messages."""
    return tx.execute(
        """UPDATE delivery SET ready = 1
           WHERE id IN (SELECT id FROM delivery
                        WHERE state = 'queued' AND ready = 0 AND due <= :now
                        ORDER BY due LIMIT :limit)""",
        {"now": to_text(now), "limit": limit},
    )


def hasten(tx: Transaction, now: datetime, *, latest: datetime) -> int:
    """Make due what should have been sent by a time: the clock was set back since it was queued.

    Only a message for a time to come (a reminder, an opening) that was never tried may wait
    longer. Return how many messages.
    """
    return tx.execute(
        f"""UPDATE delivery SET due = :now
            WHERE state = 'queued' AND ready = 0 AND due > :latest
            AND (attempts > 0 OR lane IN ({AT_ONCE}))""",  # noqa: S608 - two numbers of ours
        {"now": to_text(now), "latest": to_text(latest)},
    )


def next_due(tx: Transaction) -> datetime | None:
    """Return when the next message that waits for its time is due (UTC)."""
    row = tx.fetch_one("SELECT MIN(due) AS due FROM delivery WHERE state = 'queued' AND ready = 0")
    return from_text(row["due"]) if row and row["due"] else None


def claim(tx: Transaction, *, limit: int) -> list[Delivery]:
    """Take the next messages of the lanes: they are `sending`, and not called yet."""
    rows = tx.fetch_all(
        """UPDATE delivery SET state = 'sending', lease_until = NULL, attempts = attempts + 1
           WHERE id IN (SELECT id FROM delivery WHERE state = 'queued' AND ready = 1
                        ORDER BY lane, urgency, id LIMIT :limit)
           RETURNING *, (SELECT reachable FROM person
                         WHERE person.chat_id = delivery.chat_id) AS reachable""",
        {"limit": limit},
    )
    return [_to_delivery(row) for row in sorted(rows, key=_place_in_lane)]


def note_call(tx: Transaction, delivery_id: int, lease_until: datetime) -> None:
    """Note that a message may leave from now on; a lease that ends means nobody knows."""
    tx.execute(
        "UPDATE delivery SET lease_until = :lease WHERE id = :id",
        {"id": delivery_id, "lease": to_text(lease_until)},
    )


def put_back_uncalled(tx: Transaction) -> int:
    """Queue again what a dead process had taken and never called; return how many messages."""
    return tx.execute(
        """UPDATE delivery SET state = 'queued', ready = 1, attempts = attempts - 1
           WHERE state = 'sending' AND lease_until IS NULL"""
    )


def _place_in_lane(row: Row) -> tuple[int, str, int]:
    return (row["lane"], row["urgency"], row["id"])


def under_way(tx: Transaction, lease_ended: datetime | None = None) -> list[Delivery]:
    """Return what is `sending`; or only that whose lease had ended by an instant."""
    where = "" if lease_ended is None else " AND lease_until <= :now"
    rows = tx.fetch_all(
        f"SELECT *, 1 AS reachable FROM delivery WHERE state = 'sending'{where}",  # noqa: S608
        {"now": to_text(lease_ended)} if lease_ended else {},
    )
    return [_to_delivery(row) for row in rows]


def finish(
    tx: Transaction,
    delivery_id: int,
    state: DeliveryState,
    now: datetime,
    *,
    message_id: int | None = None,
    error: str | None = None,
) -> None:
    """Note how a message ended; it is never sent again."""
    tx.execute(
        """UPDATE delivery SET state = :state, finished = :now, message_id = :message_id,
                  error = :error, lease_until = NULL WHERE id = :id""",
        {
            "id": delivery_id,
            "state": state.value,
            "now": to_text(now),
            "message_id": message_id,
            "error": error,
        },
    )


def finish_sent(tx: Transaction, message_ids: dict[int, int | None], now: datetime) -> None:
    """Note that messages were sent, by delivery: one statement for them all."""
    values = ", ".join(f"({int(id_)}, {int(said or 0)})" for id_, said in message_ids.items())
    tx.execute(
        f"""UPDATE delivery SET state = 'sent', finished = :now, error = NULL, lease_until = NULL,
                   message_id = NULLIF(told.column2, 0)
            FROM (VALUES {values}) AS told WHERE delivery.id = told.column1""",  # noqa: S608
        {"now": to_text(now)},
    )


def put_back(
    tx: Transaction,
    delivery_id: int,
    due: datetime,
    *,
    doubts: int,
    attempts: int,
    error: str | None = None,
) -> None:
    """Queue a message again for a later try; `doubts` counts the tries nobody knows about."""
    tx.execute(
        """UPDATE delivery SET state = 'queued', ready = 0, due = :due, doubts = :doubts,
                  attempts = :attempts, error = :error, lease_until = NULL WHERE id = :id""",
        {
            "id": delivery_id,
            "due": to_text(due),
            "doubts": doubts,
            "attempts": attempts,
            "error": error,
        },
    )
    tx.notify(CHANNEL)


def _to_delivery(row: Row) -> Delivery:
    return Delivery(
        id=row["id"],
        kind=Kind(row["kind"]),
        chat_id=row["chat_id"],
        dedup_key=row["dedup_key"],
        due=from_text(row["due"]),
        urgency=from_text(row["urgency"]),
        slot_id=row["slot_id"],
        booking_id=row["booking_id"],
        broadcast_id=row["broadcast_id"],
        fields=json.loads(row["fields"]),
        attempts=row["attempts"],
        doubts=row["doubts"],
        reachable=row["reachable"] != 0,  # nobody's row (a group's) counts as reachable
    )


def newest_sent(
    tx: Transaction, chat_id: int, kinds: Iterable[Kind]
) -> tuple[Delivery, datetime] | None:
    """Return the message of these kinds that somebody was sent last, and when (UTC).

    One whose answer is still awaited, or was lost, counts: they may well have it before them.
    """
    names = ", ".join(f"'{kind.value}'" for kind in kinds)
    row = tx.fetch_one(
        f"""SELECT *, 1 AS reachable, COALESCE(finished, due) AS at FROM delivery
            WHERE chat_id = :chat_id AND state IN ('sending', 'sent', 'unknown')
            AND kind IN ({names}) ORDER BY COALESCE(finished, due) DESC, id DESC LIMIT 1""",  # noqa: S608
        {"chat_id": chat_id},
    )
    return (_to_delivery(row), from_text(row["at"])) if row else None


def is_owed(tx: Transaction, chat_id: int, slot_id: int, kind: Kind) -> bool:
    """Tell whether a message about a slot still waits to go to somebody."""
    row = tx.fetch_one(
        """SELECT 1 FROM delivery WHERE chat_id = :chat_id AND slot_id = :slot_id
           AND kind = :kind AND state = 'queued'""",
        {"chat_id": chat_id, "slot_id": slot_id, "kind": kind.value},
    )
    return row is not None


def count_of(tx: Transaction, chat_id: int) -> int:
    """Return how many messages to somebody are stored."""
    sql = "SELECT COUNT(*) AS n FROM delivery WHERE chat_id = :chat_id"
    row = tx.fetch_one(sql, {"chat_id": chat_id})
    return row["n"] if row else 0


def miss_due(tx: Transaction, now: datetime, error: str) -> int:
    """Give up everything that is due by now and not at its end; return how many messages."""
    return tx.execute(
        """UPDATE delivery SET state = 'missed', finished = :now, error = :error,
                  lease_until = NULL
           WHERE state = 'sending' OR (state = 'queued' AND due <= :now)""",
        {"now": to_text(now), "error": error},
    )
