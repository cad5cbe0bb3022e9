"""Small facts about this database: the catalogue's version, the gate a 429 closed."""

from storage.database import Transaction

BOT_USERNAME = "bot_username"  # as it last started, for links


def get(tx: Transaction, name: str) -> str | None:
    """Return a fact's value."""
    row = tx.fetch_one("SELECT value FROM fact WHERE name = :name", {"name": name})
    return row["value"] if row else None


def put(tx: Transaction, name: str, value: str) -> None:
    """Store a fact."""
    tx.execute(
        """INSERT INTO fact (name, value) VALUES (:name, :value)
           ON CONFLICT (name) DO UPDATE SET value = :value""",
        {"name": name, "value": value},
    )
