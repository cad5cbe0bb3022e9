"""What a broadcast's circle can be narrowed to, and how each part is called."""

from datetime import datetime

from bot.domain.broadcast import Circle, Part, PartChoice
from bot.domain.programme import Audience
from bot.domain.times import from_text
from storage.catalogue import zone
from storage.database import Row, Transaction
from storage.recipients import COLUMNS, EVERYBODY, Source, in_circle, sources

NAMES = {  # how each is called
    Part.EDITION: "(SELECT name FROM edition WHERE edition.id = slot.edition_id)",
    Part.TERRITORY: "(SELECT name FROM territory WHERE territory.id = slot.territory_id)",
    Part.SECTOR: "(SELECT name FROM sector WHERE sector.id = slot.sector_id)",
    Part.HOST: "(SELECT name FROM host WHERE host.id = visit.host_id)",
    Part.SLOT: "visit.title",
}


def choices(tx: Transaction, circle: Circle, part: Part, now: datetime) -> list[PartChoice]:
    """Return what a circle can be narrowed to: only values that have people."""
    found = [source for source in sources(circle) if source is not EVERYBODY]
    if part is Part.AUDIENCE:
        return _audiences(_values(tx, found, circle, "slot.audience", "''", now))
    rows = _values(tx, found, circle, COLUMNS[part], NAMES.get(part, "''"), now)
    if part is Part.SLOT:
        return sorted((_to_choice(row) for row in rows), key=lambda one: (one.starts, one.value))
    key = "value" if part is Part.DAY else "name"
    return [
        PartChoice(value=str(row["value"]), name=row["name"])
        for row in sorted(rows, key=lambda row: row[key])
    ]


def _audiences(rows: list[Row]) -> list[PartChoice]:
    named = {name for row in rows for name in row["value"].split(",")}
    return [PartChoice(value=one.value) for one in Audience if one.value in named]


def _values(
    tx: Transaction, found: list[Source], circle: Circle, column: str, name: str, now: datetime
) -> list[Row]:
    when = "slot.starts, slot.tz" if column == COLUMNS[Part.SLOT] else "'' AS starts, '' AS tz"
    selects: list[str] = []
    values: dict[str, object] = {}
    for source in found:
        where, values = in_circle(source, circle, now)
        selects.append(
            f"SELECT DISTINCT {column} AS value, {name} AS name, {when}"  # noqa: S608
            f" FROM {source.tables()} WHERE {where}"
        )
    return tx.fetch_all(" UNION ".join(selects), values)


def names(tx: Transaction, circle: Circle) -> dict[Part, PartChoice]:
    """Return what a circle is narrowed to, as people call it."""
    named = {
        part: PartChoice(value=str(getattr(circle, part.value)))
        for part in Part
        if getattr(circle, part.value) is not None
    }
    for part in named.keys() & {Part.EDITION, Part.TERRITORY, Part.SECTOR, Part.HOST}:
        sql = f"SELECT name FROM {part.value} WHERE id = :id"  # noqa: S608 - a table of ours
        row = tx.fetch_one(sql, {"id": getattr(circle, part.value)})
        named[part] = PartChoice(value=named[part].value, name=row["name"] if row else "")
    if Part.SLOT in named:
        row = tx.fetch_one(
            """SELECT slot.id AS value, visit.title AS name, slot.starts, slot.tz
               FROM slot JOIN visit ON visit.id = slot.visit_id WHERE slot.id = :id""",
            {"id": circle.slot},
        )
        named[Part.SLOT] = _to_choice(row) if row else named[Part.SLOT]
    return {part: named[part] for part in Part if part in named}


def _to_choice(row: Row) -> PartChoice:
    return PartChoice(
        value=str(row["value"]),
        name=row["name"],
        starts=from_text(row["starts"]),
        tz=zone(row["tz"]),
    )
