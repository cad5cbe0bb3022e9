"""All territories, sectors and hosts by name, whether or not anything can be booked there."""

from bot.domain.catalogue import Choice
from storage.database import Transaction


def territories(tx: Transaction) -> list[Choice]:
    """Return every territory by name, and how many visits it has."""
    return _all(tx, "territory")


def hosts(tx: Transaction) -> list[Choice]:
    """Return every host by name, and how many visits it has."""
    return _all(tx, "host")


def sectors(tx: Transaction) -> list[Choice]:
    """Return every sector by name, and how many visits it has."""
    return _all(tx, "sector")


def _all(tx: Transaction, noun: str) -> list[Choice]:
    rows = tx.fetch_all(
        f"""SELECT {noun}.id, {noun}.name,
                   (SELECT COUNT(*) FROM visit WHERE visit.{noun}_id = {noun}.id) AS visits
            FROM {noun} ORDER BY {noun}.name"""  # noqa: S608 - a noun of ours
    )
    return [Choice(id=row["id"], name=row["name"], visits=row["visits"]) for row in rows]
