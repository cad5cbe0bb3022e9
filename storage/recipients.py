"""Who is in a broadcast's circle: found in order, counted, looked up again before each message.

A circle has one or two *sources* of people, one after the other: those of a visit, nearest visit
first; or everybody who asked for news.
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.broadcast import Broadcast, Circle, Part, People
from bot.domain.times import from_text, to_text
from storage.catalogue import zone
from storage.database import Row, Transaction
from storage.row_numbers import listed

COLUMNS = {  # what each part of a circle narrows
    Part.EDITION: "slot.edition_id",
    Part.TERRITORY: "slot.territory_id",
    Part.SECTOR: "slot.sector_id",
    Part.HOST: "visit.host_id",
    Part.SLOT: "slot.id",
    Part.DAY: "slot.day",
}
COMING, OVER = "slot.ends > :now", "slot.ends <= :now"
BOOKED = "tie.state = 'confirmed'"
CAME = "tie.state <> 'cancelled'"
WAITING = "tie.state IN ('waiting', 'offered') AND tie.chat_id <> 0"  # callers have no chat
WITH_NEWS = "person.chat_id = tie.chat_id AND person.news = 1"
ANY_ORDER = ", "  # of tables, as the planner likes
IN_ORDER = " CROSS JOIN "  # the visits first: SQLite keeps to it


@dataclass(frozen=True, kw_only=True, slots=True)
class Recipient:
    """Somebody in the circle, and the visit that ties them to it."""

    chat_id: int
    slot_id: int | None
    starts: datetime | None  # UTC
    tz: ZoneInfo  # where they are, as far as is known


@dataclass(frozen=True, slots=True)
class Source:
    """Where people are found: what ties them to which visits, or everybody with news."""

    table: str = ""
    tie: str = ""
    when: str = ""
    news: bool = False

    def tables(self, join: str = ANY_ORDER) -> str:
        """Return the tables; `where` joins them."""
        names = ["slot", "visit", f"{self.table} AS tie", *(["person"] if self.news else [])]
        return join.join(names)

    def where(self) -> list[str]:
        """Return what makes a row of the tables one tie."""
        joined = ["visit.id = slot.visit_id", "tie.slot_id = slot.id", "tie.chat_id IS NOT NULL"]
        return [*joined, self.tie, self.when, *([WITH_NEWS] if self.news else [])]


EVERYBODY = Source()


def sources(circle: Circle) -> tuple[Source, ...]:
    """Return where a circle's people are found, in order."""
    if circle.people is People.BOOKED:
        return (Source("booking", BOOKED, COMING),)
    if circle.people is People.WAITING:
        return (Source("waitlist", WAITING, COMING),)
    nearest = Source("booking", BOOKED, COMING, news=True)
    if not circle.narrowed:
        return (nearest, EVERYBODY)
    return (nearest, Source("booking", CAME, OVER, news=True))


def following(
    tx: Transaction, broadcast: Broadcast, now: datetime, *, tz: ZoneInfo, limit: int
) -> list[Recipient]:
    """Return the next people of the source at hand who are not written to yet.

    Nearest visit first; `tz` is for those whom no visit ties to a place.
    """
    source = sources(broadcast.circle)[broadcast.cursor.phase]
    values: dict[str, object] = {
        "broadcast": broadcast.id,
        "chat": broadcast.cursor.chat_id,
        "limit": limit,
    }
    if source is EVERYBODY:
        after = "" if broadcast.cursor.chat_id is None else " AND person.chat_id > :chat"
        rows = tx.fetch_all(
            f"""SELECT person.chat_id, NULL AS slot_id, NULL AS starts, NULL AS tz FROM person
                WHERE person.news = 1{after} AND {_unwritten("person")}
                ORDER BY person.chat_id LIMIT :limit""",  # noqa: S608
            values,
        )
        return [_to_recipient(row, tz) for row in rows]
    where, more = in_circle(source, broadcast.circle, now)
    after = ""
    if broadcast.cursor.chat_id is not None:
        after = """ AND slot.starts >= :starts
                    AND (slot.starts, slot.id, tie.chat_id) > (:starts, :slot_after, :chat)"""
        more |= {"starts": broadcast.cursor.starts, "slot_after": broadcast.cursor.slot_id}
    rows = tx.fetch_all(
        f"""SELECT tie.chat_id, slot.id AS slot_id, slot.starts, slot.tz
            FROM {source.tables(IN_ORDER)} WHERE {where}{after} AND {_unwritten("tie")}
            ORDER BY slot.starts, slot.id, tie.chat_id LIMIT :limit""",  # noqa: S608
        {**values, **more},
    )
    return [_to_recipient(row, tz) for row in rows]


def is_concerned(tx: Transaction, circle: Circle, chat_id: int, now: datetime) -> bool:
    """Tell whether somebody is in a circle at this moment."""
    return any(
        _has(tx, source, circle, now, " AND {}.chat_id = :chat", chat_id)
        for source in sources(circle)
    )


def anybody(tx: Transaction, circle: Circle, now: datetime) -> bool:
    """Tell whether a circle has any people at this moment."""
    return any(_has(tx, source, circle, now) for source in sources(circle))


def _has(
    tx: Transaction,
    source: Source,
    circle: Circle,
    now: datetime,
    who: str = "",
    chat_id: int | None = None,
) -> bool:
    values: dict[str, object] = {"chat": chat_id}
    if source is EVERYBODY:
        tables, where, table = "person", "person.news = 1", "person"
    else:
        where, more = in_circle(source, circle, now)
        tables, table = source.tables(), "tie"
        values |= more
    sql = f"SELECT 1 FROM {tables} WHERE {where}{who.format(table)} LIMIT 1"  # noqa: S608
    return tx.fetch_one(sql, values) is not None


def languages_of(tx: Transaction, circle: Circle, now: datetime) -> dict[str, int]:
    """Return how many people are in a circle, by the language they chose or their app speaks."""
    everyone: list[str] = []
    values: dict[str, object] = {}
    for source in sources(circle):
        if source is EVERYBODY:
            everyone.append("SELECT chat_id FROM person WHERE news = 1")
            continue
        where, values = in_circle(source, circle, now)
        everyone.append(f"SELECT tie.chat_id FROM {source.tables()} WHERE {where}")  # noqa: S608
    rows = tx.fetch_all(
        f"""SELECT COALESCE(person.language, person.hinted_language, '') AS language,
                   COUNT(*) AS n
            FROM ({" UNION ".join(everyone)}) AS those
            LEFT JOIN person ON person.chat_id = those.chat_id
            GROUP BY COALESCE(person.language, person.hinted_language, '')""",  # noqa: S608
        values,
    )
    return {row["language"]: row["n"] for row in rows}


def in_circle(source: Source, circle: Circle, now: datetime) -> tuple[str, dict[str, object]]:
    """Return the conditions under which a source's rows are in a circle, and their values."""
    clauses = source.where()
    values: dict[str, object] = {"now": to_text(now)}
    for part, column in COLUMNS.items():
        if (wanted := getattr(circle, part.value)) is not None:
            clauses.append(f"{column} = :{part.value}")
            values[part.value] = wanted.isoformat() if isinstance(wanted, date) else wanted
    if circle.audience is not None:
        clauses.append("slot.audience LIKE :audience")
        values["audience"] = f"%{circle.audience}%"
    if circle.within is not None:
        clauses.append(f"slot.territory_id IN ({listed(circle.within)})")
    return " AND ".join(clauses), values


def _unwritten(table: str) -> str:
    return f"""NOT EXISTS (SELECT 1 FROM delivery WHERE delivery.chat_id = {table}.chat_id
                           AND delivery.broadcast_id = :broadcast)"""  # noqa: S608


def _to_recipient(row: Row, tz: ZoneInfo) -> Recipient:
    return Recipient(
        chat_id=row["chat_id"],
        slot_id=row["slot_id"],
        starts=from_text(row["starts"]) if row["starts"] else None,
        tz=zone(row["tz"]) if row["tz"] else tz,
    )
