"""What the catalogue calls things: everything that a sentence can name."""

from storage import facts
from storage.database import Row, Transaction
from storage.programme import VERSION


def version(tx: Transaction) -> str:
    """Return what changes whenever a name may have changed."""
    return facts.get(tx, VERSION) or ""


def named(tx: Transaction, noun: str) -> list[Row]:
    """Return id and name of every territory, sector or host that a visit has."""
    return tx.fetch_all(
        f"""SELECT id, name FROM {noun} WHERE EXISTS (
                SELECT 1 FROM visit WHERE visit.{noun}_id = {noun}.id)
            ORDER BY id"""  # noqa: S608
    )


def sites(tx: Transaction) -> list[Row]:
    """Return every visit by what it is called and where it is."""
    return tx.fetch_all(
        "SELECT id, title, host_id, territory_id, city, format, lat, lon FROM visit ORDER BY id"
    )
