"""Vacancies as an import or a host writes them: found by the file's own names, added or changed."""

from collections.abc import Collection, Mapping

from storage.database import Row, Transaction


def stored(tx: Transaction, ref: str) -> Row | None:
    """Return a stored vacancy by the file's own name for it."""
    return tx.fetch_one("SELECT * FROM vacancy WHERE ref = :ref", {"ref": ref})


def add(tx: Transaction, values: Mapping[str, object], words: Collection[str]) -> int:
    """Add a vacancy with the stems of its title; return its id."""
    values = {**values, "stems": " ".join(words)}
    columns, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
    row = tx.fetch_one(
        f"INSERT INTO vacancy ({columns}) VALUES ({marks}) RETURNING id",  # noqa: S608
        values,
    )
    if row is None:
        raise LookupError("a statement that returns an id returned none")
    _add_words(tx, row["id"], words)
    return int(row["id"])


def change(tx: Transaction, vacancy_id: int, values: Mapping[str, object]) -> None:
    """Change some columns of a vacancy."""
    sets = ", ".join(f"{name} = :{name}" for name in values)
    tx.execute(f"UPDATE vacancy SET {sets} WHERE id = :id", {**values, "id": vacancy_id})  # noqa: S608


def reword(tx: Transaction, vacancy_id: int, words: Collection[str]) -> None:
    """Replace the stems of a vacancy's title."""
    change(tx, vacancy_id, {"stems": " ".join(words)})
    tx.execute("DELETE FROM vacancy_word WHERE vacancy_id = :id", {"id": vacancy_id})
    _add_words(tx, vacancy_id, words)


def without_code(tx: Transaction) -> list[Row]:
    """Return id, title and code found by of every vacancy for which none was declared."""
    return tx.fetch_all("SELECT id, title, trade FROM vacancy WHERE rome = '' ORDER BY id")


def all_hosts(tx: Transaction) -> list[Row]:
    """Return id and name of every host."""
    return tx.fetch_all("SELECT id, name FROM host ORDER BY id")


def homes_of(tx: Transaction, host_id: int) -> list[Row]:
    """Return where a host's visits take place, and their territory and sector."""
    return tx.fetch_all(
        """SELECT city, lat, lon, territory_id, sector_id FROM visit
           WHERE host_id = :host ORDER BY CASE WHEN lat IS NULL THEN 1 ELSE 0 END, id""",
        {"host": host_id},
    )


def visit_of_ref(tx: Transaction, ref: str) -> int | None:
    """Return the visit of the newest slot that a file calls so."""
    row = tx.fetch_one(
        "SELECT visit_id FROM slot WHERE ref = :ref ORDER BY starts DESC LIMIT 1", {"ref": ref}
    )
    return row["visit_id"] if row else None


def territory_of_town(tx: Transaction, city: str) -> int | None:
    """Return the territory of the first visit in a town."""
    row = tx.fetch_one(
        "SELECT territory_id FROM visit WHERE city = :city ORDER BY id LIMIT 1", {"city": city}
    )
    return row["territory_id"] if row else None


def towns_called(tx: Transaction, folded: str) -> list[Row]:
    """Return the towns of a name, the largest first."""
    return tx.fetch_all(
        "SELECT lat, lon FROM place WHERE folded = :folded ORDER BY population DESC, id",
        {"folded": folded},
    )


def _add_words(tx: Transaction, vacancy_id: int, words: Collection[str]) -> None:
    tx.execute_many(
        "INSERT INTO vacancy_word (word, vacancy_id) VALUES (:word, :id)",
        [{"word": word, "id": vacancy_id} for word in dict.fromkeys(words)],
    )
