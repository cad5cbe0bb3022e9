"""What vacancies name: their trades, words, towns and hosts."""

from datetime import datetime

from bot.domain.times import to_text
from storage.database import Row, Transaction
from storage.vacancies import LIVE


def trades(tx: Transaction, now: datetime, territory_id: int | None = None) -> list[Row]:
    """Return each code with its live vacancies and hosts; those without a code under ''."""
    there = "" if territory_id is None else " AND vacancy.territory_id = :territory"
    return tx.fetch_all(
        f"""SELECT trade, host_id, COUNT(*) AS vacancies FROM vacancy
            WHERE {LIVE}{there} GROUP BY trade, host_id ORDER BY trade, host_id""",  # noqa: S608
        {"now": to_text(now), "territory": territory_id},
    )


def territories(tx: Transaction, now: datetime) -> list[Row]:
    """Return id, name and vacancies of every territory in which somebody hires, by name."""
    return tx.fetch_all(
        f"""SELECT territory.id, territory.name, COUNT(*) AS vacancies
            FROM vacancy JOIN territory ON territory.id = vacancy.territory_id
            WHERE {LIVE} GROUP BY territory.id, territory.name ORDER BY territory.name""",  # noqa: S608
        {"now": to_text(now)},
    )


def spelled(tx: Transaction) -> list[str]:
    """Return every stem that a title has."""
    return [row["word"] for row in tx.fetch_all("SELECT DISTINCT word FROM vacancy_word")]


def hosts(tx: Transaction) -> list[Row]:
    """Return id and name of every host that declared a vacancy."""
    return tx.fetch_all(
        """SELECT id, name FROM host WHERE EXISTS (
               SELECT 1 FROM vacancy WHERE vacancy.host_id = host.id) ORDER BY id"""
    )


def cities(tx: Transaction) -> list[Row]:
    """Return every town of a vacancy, with where it is and its territory, as far as known."""
    return tx.fetch_all(
        """SELECT city, MIN(lat) AS lat, MIN(lon) AS lon, MIN(territory_id) AS territory_id
           FROM vacancy GROUP BY city ORDER BY city"""
    )


def codes(tx: Transaction) -> list[str]:
    """Return every code by which a vacancy is found."""
    return [row["trade"] for row in tx.fetch_all("SELECT DISTINCT trade FROM vacancy")]


def visit_texts(tx: Transaction) -> list[Row]:
    """Return id and words of every visit: its title and what it says of itself."""
    return tx.fetch_all("SELECT id, title || ' ' || description AS text FROM visit ORDER BY id")
