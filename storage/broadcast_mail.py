"""The deliveries of a broadcast: held back, let go, dropped, counted."""

from datetime import datetime

from bot.domain.broadcast import Broadcast, BroadcastState, Tally
from bot.domain.times import to_text
from storage.database import Transaction

HELD = 2  # `ready` of a delivery whose broadcast is paused: neither due nor in its lane
PENDING = "state IN ('queued', 'sending')"
# What the errors say that end a delivery because nothing arrives in its chat.
NOTHING_ARRIVES = (
    "(error = 'unreachable' OR error LIKE 'Forbidden%' OR error LIKE '%chat not found%')"
)


def pending(tx: Transaction, broadcast_id: int) -> int:
    """Return how many deliveries are written and not at their end."""
    row = tx.fetch_one(
        f"SELECT COUNT(*) AS n FROM delivery WHERE broadcast_id = :id AND {PENDING}",  # noqa: S608
        {"id": broadcast_id},
    )
    return row["n"] if row else 0


def hold(tx: Transaction, broadcast_id: int) -> int:
    """Keep what is queued from being taken; return how many messages."""
    return tx.execute(
        """UPDATE delivery SET ready = :held
           WHERE broadcast_id = :id AND state = 'queued' AND ready <> :held""",
        {"id": broadcast_id, "held": HELD},
    )


def release(tx: Transaction, broadcast_id: int, now: datetime) -> int:
    """Let what was held back go on; return how many messages. A second try keeps its time."""
    return tx.execute(
        """UPDATE delivery SET ready = 0, due = CASE WHEN doubts > 0 THEN due ELSE :now END
           WHERE broadcast_id = :id AND state = 'queued'""",
        {"id": broadcast_id, "now": to_text(now)},
    )


def drop(tx: Transaction, broadcast_id: int, now: datetime) -> int:
    """Give up what is queued; return how many messages. What may have arrived stays unknown."""
    return tx.execute(
        """UPDATE delivery SET finished = :now,
                  state = CASE WHEN doubts > 0 THEN 'unknown' ELSE 'cancelled' END
           WHERE broadcast_id = :id AND state = 'queued'""",
        {"id": broadcast_id, "now": to_text(now)},
    )


def tally(tx: Transaction, broadcast: Broadcast) -> Tally:
    """Count what became of a broadcast's messages, up to now or at its end."""
    if broadcast.tally is not None:
        return broadcast.tally
    counts = _counts(tx, broadcast.id)
    row = tx.fetch_one(
        f"""SELECT COUNT(*) AS n FROM delivery
            WHERE broadcast_id = :id AND state = 'failed' AND {NOTHING_ARRIVES}""",  # noqa: S608
        {"id": broadcast.id},
    )
    blocked = row["n"] if row else 0
    stopped = broadcast.state is BroadcastState.CANCELLED
    dropped = counts.get("missed", 0) + (0 if stopped else counts.get("cancelled", 0))
    written = sum(counts.values())
    people = written if broadcast.fed else max(broadcast.expected, written)
    sent, failed, unknown = (counts.get(state, 0) for state in ("sent", "failed", "unknown"))
    return Tally(
        people=people,
        sent=sent,
        blocked=blocked,
        failed=failed - blocked,
        unknown=unknown,
        dropped=dropped,
        left=people - sent - failed - unknown - dropped,
    )


def _counts(tx: Transaction, broadcast_id: int) -> dict[str, int]:
    rows = tx.fetch_all(
        "SELECT state, COUNT(*) AS n FROM delivery WHERE broadcast_id = :id GROUP BY state",
        {"id": broadcast_id},
    )
    return {row["state"]: row["n"] for row in rows}
