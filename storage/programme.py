"""The catalogue as an import writes it: found by the file's own names, added or changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.times import from_text, to_text
from storage.database import Row, Transaction

VERSION = "catalogue_version"


def edition_id(tx: Transaction, code: str) -> int | None:
    """Return an edition by its code."""
    row = tx.fetch_one("SELECT id FROM edition WHERE code = :code", {"code": code})
    return row["id"] if row else None


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionDays:
    """An edition and how long it lasts."""

    id: int
    code: str
    first: date
    last: date


def editions_named(tx: Transaction, code: str) -> list[EditionDays]:
    """Return the edition with a code, and those of the same name that have a year behind it."""
    rows = tx.fetch_all(
        """SELECT id, code, first_day, last_day FROM edition
           WHERE code = :code OR code LIKE :dated ORDER BY id""",
        {"code": code, "dated": f"{code} ____"},
    )
    return [
        EditionDays(
            id=row["id"],
            code=row["code"],
            first=date.fromisoformat(row["first_day"]),
            last=date.fromisoformat(row["last_day"]),
        )
        for row in rows
        if row["code"] == code or row["code"][-4:].isdecimal()
    ]


def has_to_come(tx: Transaction, edition: int, ref: str, now: datetime) -> bool:
    """Tell whether an edition has a slot that is not over, by the file's own name for it."""
    found = slot(tx, edition, ref)
    return found is not None and from_text(found["ends"]) > now


def add_edition(tx: Transaction, values: Mapping[str, object]) -> int:
    """Add an edition, or bring its name, days and opening up to date; return its id."""
    row = tx.fetch_one(
        """INSERT INTO edition (code, name, first_day, last_day, tz, opens, theme)
           VALUES (:code, :name, :first_day, :last_day, :tz, :opens, :theme)
           ON CONFLICT (code) DO UPDATE SET name = :name, first_day = :first_day,
               last_day = :last_day, tz = :tz, opens = :opens, theme = :theme
           RETURNING id""",
        values,
    )
    return _id(row)


def widen_edition(tx: Transaction, edition: int, first: date, last: date) -> None:
    """Let an edition last from the earliest to the latest day of its slots."""
    tx.execute(
        """UPDATE edition SET
               first_day = CASE WHEN :first < first_day THEN :first ELSE first_day END,
               last_day = CASE WHEN :last > last_day THEN :last ELSE last_day END
           WHERE id = :id""",
        {"id": edition, "first": first.isoformat(), "last": last.isoformat()},
    )


def named(tx: Transaction, noun: str, code: str, name: str) -> int:
    """Return a territory, sector or host by its code; add it when it is new."""
    row = tx.fetch_one(
        f"""INSERT INTO {noun} (code, name) VALUES (:code, :name)
            ON CONFLICT (code) DO UPDATE SET name = {noun}.name RETURNING id""",  # noqa: S608
        {"code": code, "name": name},
    )
    return _id(row)


def visit(tx: Transaction, edition: int, host: int, folded_title: str) -> Row | None:
    """Return a stored visit."""
    return tx.fetch_one(
        """SELECT * FROM visit WHERE edition_id = :edition AND host_id = :host
           AND folded_title = :title""",
        {"edition": edition, "host": host, "title": folded_title},
    )


def slot(tx: Transaction, edition: int, ref: str) -> Row | None:
    """Return a stored slot by the file's own name for it, within its edition."""
    return tx.fetch_one(
        "SELECT * FROM slot WHERE edition_id = :edition AND ref = :ref",
        {"edition": edition, "ref": ref},
    )


def booked_of_host(tx: Transaction, edition: int, host: int, now: datetime) -> list[Row]:
    """Return a host's coming slots that somebody booked: id, and the file's own name for each."""
    return tx.fetch_all(
        """SELECT slot.id, slot.ref FROM slot JOIN visit ON visit.id = slot.visit_id
           WHERE visit.host_id = :host AND slot.edition_id = :edition AND slot.taken > 0
           AND slot.state <> 'cancelled' AND slot.ends > :now ORDER BY slot.starts, slot.id""",
        {"host": host, "edition": edition, "now": to_text(now)},
    )


def add(tx: Transaction, table: str, values: Mapping[str, object]) -> int:
    """Add a visit or a slot; return its id."""
    columns, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
    row = tx.fetch_one(
        f"INSERT INTO {table} ({columns}) VALUES ({marks}) RETURNING id",  # noqa: S608
        values,
    )
    return _id(row)


def change(tx: Transaction, table: str, row_id: int, values: Mapping[str, object]) -> None:
    """Change a visit or a slot. Raises `ConstraintBroken` below the seats taken."""
    sets = ", ".join(f"{name} = :{name}" for name in values)
    tx.execute(f"UPDATE {table} SET {sets} WHERE id = :id", {**values, "id": row_id})  # noqa: S608


def raise_version(tx: Transaction) -> None:
    """Tell running programs that the catalogue has changed."""
    tx.execute(
        """INSERT INTO fact (name, value) VALUES (:name, '1') ON CONFLICT (name)
           DO UPDATE SET value = CAST(CAST(fact.value AS INTEGER) + 1 AS TEXT)""",
        {"name": VERSION},
    )


def _id(row: Row | None) -> int:
    if row is None:
        raise LookupError("a statement that returns an id returned none")
    return int(row["id"])
