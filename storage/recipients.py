"""Who is in a broadcast's circle: found in order, counted, looked up again before each message.

A circle has one or two *sources* of people, one after the other: those of a visit, nearest visit
first; or everybody who asked for news.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.broadcast import Broadcast, Circle, Part, People
from bot.domain.times import from_text, to_text
from storage.catalogue import zone
from storage.database import Row, Transaction

COLUMNS = {  # what each part of a circle narrows
    Part.EDITION: "slot.edition_id",
    Part.TERRITORY: "slot.territory_id",
    Part.SECTOR: "slot.sector_id",
    Part.HOST: "visit.host_id",
    Part.SLOT: "slot.id",
    Part.DAY: "slot.day",
}
COMING, OVER = "slot.ends > :now", "slot.ends <= :now"
BOOKED = "booking AS tie ON tie.slot_id = slot.id AND tie.state = 'confirmed'"
CAME = "booking AS tie ON tie.slot_id = slot.id AND tie.state <> 'cancelled'"
WAITING = "waitlist AS tie ON tie.slot_id = slot.id AND tie.state IN ('waiting', 'offered')"
WITH_NEWS = " JOIN person ON person.chat_id = tie.chat_id AND person.news = 1"


@dataclass(frozen=True, kw_only=True, slots=True)
class Recipient:
    """Somebody in the circle, and the visit that ties them to it."""

    chat_id: int
    slot_id: int | None
    starts: datetime | None  # UTC
    tz: ZoneInfo  # where they are, as far as is known


@dataclass(frozen=True, slots=True)
class Source:
    """Where people are found: `tie` and `when` of a visit, or everybody with news."""

    tie: str = ""
    when: str = ""

    def tables(self) -> str:
        """Return the tables, joined."""
        return f"slot JOIN visit ON visit.id = slot.visit_id JOIN {self.tie}"


EVERYBODY = Source()


def sources(circle: Circle) -> tuple[Source, ...]:
    """Return where a circle's people are found, in order."""
    if circle.people is People.BOOKED:
        return (Source(BOOKED, COMING),)
    if circle.people is People.WAITING:
        return (Source(WAITING, COMING),)
    nearest = Source(BOOKED + WITH_NEWS, COMING)
    return (nearest, Source(CAME + WITH_NEWS, OVER) if circle.narrowed else EVERYBODY)


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
            FROM {source.tables()} WHERE {where}{after} AND {_unwritten("tie")}
            ORDER BY slot.starts, slot.id, tie.chat_id LIMIT :limit""",  # noqa: S608
        {**values, **more},
    )
    return [_to_recipient(row, tz) for row in rows]


def is_concerned(tx: Transaction, circle: Circle, chat_id: int, now: datetime) -> bool:
    """Tell whether somebody is in a circle at this moment."""
    values: dict[str, object] = {}
    for source in sources(circle):
        if source is EVERYBODY:
            sql = "SELECT 1 FROM person WHERE news = 1 AND chat_id = :chat"
        else:
            where, values = in_circle(source, circle, now)
            sql = f"SELECT 1 FROM {source.tables()} WHERE {where} AND tie.chat_id = :chat LIMIT 1"  # noqa: S608
        if tx.fetch_one(sql, {**values, "chat": chat_id}) is not None:
            return True
    return False


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
    clauses = [source.when, "tie.chat_id IS NOT NULL"]
    values: dict[str, object] = {"now": to_text(now)}
    for part, column in COLUMNS.items():
        if (wanted := getattr(circle, part.value)) is not None:
            clauses.append(f"{column} = :{part.value}")
            values[part.value] = wanted.isoformat() if isinstance(wanted, date) else wanted
    if circle.audience is not None:
        clauses.append("slot.audience LIKE :audience")
        values["audience"] = f"%{circle.audience}%"
    if circle.within is not None:
        clauses.append(f"slot.territory_id IN ({_numbers(circle.within)})")
    return " AND ".join(clauses), values


def _unwritten(table: str) -> str:
    return f"""NOT EXISTS (SELECT 1 FROM delivery WHERE delivery.chat_id = {table}.chat_id
                           AND delivery.broadcast_id = :broadcast)"""  # noqa: S608


def _numbers(ids: Iterable[int]) -> str:
    return ", ".join(str(int(one)) for one in ids) or "NULL"


def _to_recipient(row: Row, tz: ZoneInfo) -> Recipient:
    return Recipient(
        chat_id=row["chat_id"],
        slot_id=row["slot_id"],
        starts=from_text(row["starts"]) if row["starts"] else None,
        tz=zone(row["tz"]) if row["tz"] else tz,
    )
