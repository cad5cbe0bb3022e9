"""Counts over the whole database, for graphs; nobody's ids."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.times import from_text
from storage import backups, facts
from storage.database import Transaction

ERASED = "erased_rows"  # facts


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """What the database held at one instant."""

    deliveries: dict[tuple[str, ...], int]  # by kind and state
    bookings: dict[tuple[str, ...], int]  # by state
    oldest_due: datetime | None  # UTC: of what is not at its end
    last_backup: datetime | None  # UTC
    erased_rows: int  # let go by retention, since the database was made


def read(tx: Transaction) -> Figures:
    """Count everything."""
    kinds = tx.fetch_all("SELECT kind, state, COUNT(*) AS n FROM delivery GROUP BY kind, state")
    states = tx.fetch_all("SELECT state, COUNT(*) AS n FROM booking GROUP BY state")
    oldest = tx.fetch_one(
        "SELECT MIN(due) AS due FROM delivery WHERE state IN ('queued', 'sending') AND ready < 2"
    )
    last = facts.get(tx, backups.LAST_AT)
    return Figures(
        deliveries={(row["kind"], row["state"]): row["n"] for row in kinds},
        bookings={(row["state"],): row["n"] for row in states},
        oldest_due=from_text(oldest["due"]) if oldest and oldest["due"] else None,
        last_backup=from_text(last) if last else None,
        erased_rows=int(facts.get(tx, ERASED) or 0),
    )
