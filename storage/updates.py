"""Which updates were applied (a set with a unique key) and which failed how often."""

from datetime import datetime

from bot.domain.times import to_text
from storage.database import Transaction


def mark_seen(tx: Transaction, update_id: int, now: datetime) -> bool:
    """Put an update into the set; False when it was there: its effects stand already."""
    return (
        tx.execute(
            """INSERT INTO seen_update (update_id, at) VALUES (:update_id, :now)
           ON CONFLICT (update_id) DO NOTHING""",
            {"update_id": update_id, "now": to_text(now)},
        )
        == 1
    )


def was_seen(tx: Transaction, update_id: int) -> bool:
    """Tell whether an update was applied."""
    sql = "SELECT 1 FROM seen_update WHERE update_id = :update_id"
    return tx.fetch_one(sql, {"update_id": update_id}) is not None


def count_failure(tx: Transaction, update_id: int, error: str, now: datetime) -> int:
    """Count one more failure of an update; return how often it has failed."""
    row = tx.fetch_one(
        """INSERT INTO failed_update (update_id, attempts, error, at)
           VALUES (:update_id, 1, :error, :now)
           ON CONFLICT (update_id) DO UPDATE
           SET attempts = failed_update.attempts + 1, error = :error, at = :now
           RETURNING attempts""",
        {"update_id": update_id, "error": error, "now": to_text(now)},
    )
    return int(row["attempts"]) if row else 0


def set_aside(tx: Transaction, update_id: int) -> None:
    """Give up on an update: it is counted, never tried again."""
    tx.execute(
        "UPDATE failed_update SET set_aside = 1 WHERE update_id = :update_id",
        {"update_id": update_id},
    )


def forget_before(tx: Transaction, instant: datetime) -> int:
    """Forget updates that Telegram can't hand over again; return how many."""
    return tx.execute("DELETE FROM seen_update WHERE at < :at", {"at": to_text(instant)})
