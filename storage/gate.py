"""Seats at the gate: how many the host keeps closed, and how many people come in a day."""

from datetime import date

from storage.database import Transaction


def closed(tx: Transaction, slot_id: int) -> int:
    """Return how many seats the host keeps closed."""
    row = tx.fetch_one("SELECT gate_closed FROM slot WHERE id = :id", {"id": slot_id})
    return int(row["gate_closed"]) if row else 0


def sell(tx: Transaction, slot_id: int, seats: int) -> None:
    """Have so many seats on sale; the others that are allowed are closed.

    Raises `ConstraintBroken` below the seats taken.
    """
    tx.execute(
        """UPDATE slot SET capacity = :seats, gate_closed = capacity + gate_closed - :seats
           WHERE id = :id""",
        {"id": slot_id, "seats": seats},
    )


def day_cap(tx: Transaction, visit_id: int, day: date) -> int | None:
    """Return how many people a visit takes in a day; None: as many as its slots."""
    row = tx.fetch_one(
        "SELECT seats FROM day_cap WHERE visit_id = :visit_id AND day = :day",
        {"visit_id": visit_id, "day": day.isoformat()},
    )
    return int(row["seats"]) if row else None


def set_day_cap(tx: Transaction, visit_id: int, day: date, seats: int | None) -> None:
    """Set how many people a visit takes in a day; None: as many as its slots."""
    values = {"visit_id": visit_id, "day": day.isoformat()}
    tx.execute("DELETE FROM day_cap WHERE visit_id = :visit_id AND day = :day", values)
    if seats is not None:
        tx.execute(
            "INSERT INTO day_cap (visit_id, day, seats) VALUES (:visit_id, :day, :seats)",
            {**values, "seats": seats},
        )


def taken_in_day(tx: Transaction, visit_id: int, day: date) -> int:
    """Return the seats taken or held on a visit's slots of a day."""
    row = tx.fetch_one(
        """SELECT COALESCE(SUM(taken), 0) AS n FROM slot
           WHERE visit_id = :visit_id AND day = :day AND state <> 'cancelled'""",
        {"visit_id": visit_id, "day": day.isoformat()},
    )
    return int(row["n"]) if row else 0


def seats_in_day(tx: Transaction, visit_id: int, day: date) -> int:
    """Return the seats on sale on a visit's slots of a day."""
    row = tx.fetch_one(
        """SELECT COALESCE(SUM(capacity), 0) AS n FROM slot
           WHERE visit_id = :visit_id AND day = :day AND state <> 'cancelled'""",
        {"visit_id": visit_id, "day": day.isoformat()},
    )
    return int(row["n"]) if row else 0
