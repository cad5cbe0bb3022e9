"""Databases of any size, filled without the importer: the schema is the program's own."""

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.domain.broadcast import Part, People
from bot.domain.times import to_text
from storage.sqlite import SqliteDatabase

TERRITORIES = 20
SECTORS = 20
DAYS = 60
SLOTS_A_VISIT = 50
TODAY = datetime.now(UTC).replace(hour=7, minute=0, second=0, microsecond=0)
FIRST = TODAY + timedelta(days=2)
FIRST_PERSON = 1_000_000
SLOT = """INSERT INTO slot (id, code, visit_id, edition_id, territory_id,
              sector_id, ref, starts, ends, day, tz, audience, regime, closes, capacity)
          VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, 'Europe/Paris', 'public', 'required', ?, 100)"""
VISIT = """INSERT INTO visit (id, code, edition_id, host_id, territory_id, sector_id, title,
               folded_title, format, description, address, postcode, city, conditions,
               accessibility, language, contact, lat, lon)
           VALUES (?, ?, 1, 1, ?, ?, ?, ?, 'visit', '', '1 rue du Four', '57000', 'Metz', '', '',
               '', '', 49.12, 6.18)"""
INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
TRIGGERS = """SELECT name, sql FROM sqlite_master
              WHERE type = 'trigger' AND tbl_name IN ('slot', 'visit')"""
COUNTS = (  # what the triggers would have counted: here every slot is listed
    "UPDATE slot SET bookable_until = CASE WHEN taken < capacity THEN closes END",
    "DELETE FROM slot_count",
    """INSERT INTO slot_count (territory_id, sector_id, closing, day, listed, with_seats)
       SELECT territory_id, sector_id, substr(closes, 1, 10), day, COUNT(*), COUNT(bookable_until)
       FROM slot GROUP BY 1, 2, 3, 4""",
    """INSERT INTO slot_count (territory_id, sector_id, closing, day, listed, with_seats)
       SELECT territory_id, 0, closing, day, SUM(listed), SUM(with_seats)
       FROM slot_count GROUP BY 1, 3, 4""",
    """UPDATE visit SET bookable_until =
       (SELECT MAX(slot.bookable_until) FROM slot WHERE visit_id = visit.id)""",
    "DELETE FROM visit_count",
    """INSERT INTO visit_count (territory_id, sector_id, closing, visits)
       SELECT territory_id, sector_id, COALESCE(substr(bookable_until, 1, 10), ''), COUNT(*)
       FROM visit GROUP BY 1, 2, 3""",
    """INSERT INTO visit_count (territory_id, sector_id, closing, visits)
       SELECT territory_id, 0, closing, SUM(visits) FROM visit_count GROUP BY 1, 3""",
)
DELIVERY = """INSERT INTO delivery (dedup_key, kind, lane, chat_id, slot_id, booking_id, due,
                  urgency) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""


def new_database(path: Path) -> Path:
    """Make an empty database with the program's schema."""

    async def make() -> None:
        database = await SqliteDatabase.open(path)
        await database.close()

    asyncio.run(make())
    return path


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file to fill it fast: a crash loses it; indexes and counts are made at the end."""
    with closing(sqlite3.connect(path)) as connection:
        for pragma in ("synchronous = OFF", "cache_size = -400000"):
            connection.execute(f"PRAGMA {pragma}")
        made = {
            "INDEX": connection.execute(INDEXES).fetchall(),
            "TRIGGER": connection.execute(TRIGGERS).fetchall(),
        }
        with connection:
            for kind, found in made.items():
                for name, _sql in found:
                    connection.execute(f"DROP {kind} {name}")
            yield connection
            for _name, sql in made["INDEX"]:
                connection.execute(sql)
            for sql in (*COUNTS, *(sql for _name, sql in made["TRIGGER"])):
                connection.execute(sql)


def fill_catalogue(path: Path, slots: int) -> None:
    """Write so many bookable slots over sixty days, twenty territories and twenty sectors."""
    with _opened(path) as connection:
        connection.execute(
            "INSERT INTO edition (id, code, name, first_day, last_day, tz)"
            " VALUES (1, 'e', 'Édition', '2026-01-01', '2026-12-31', 'Europe/Paris')"
        )
        connection.execute("INSERT INTO host (id, code, name) VALUES (1, 'h', 'Maison')")
        for noun, count in (("territory", TERRITORIES), ("sector", SECTORS)):
            rows = [(n, f"{noun}{n}", f"{noun} {n:02}") for n in range(1, count + 1)]
            connection.executemany(f"INSERT INTO {noun} (id, code, name) VALUES (?, ?, ?)", rows)
        visits = max(1, slots // SLOTS_A_VISIT)
        connection.executemany(VISIT, _visits(visits))
        connection.executemany(SLOT, _slots(slots, visits))


def _place(visit: int) -> tuple[int, int]:
    return visit % TERRITORIES + 1, visit // TERRITORIES % SECTORS + 1


def _visits(visits: int) -> Iterator[tuple[object, ...]]:
    for n in range(1, visits + 1):
        yield (n, f"v{n}", *_place(n), f"Visite {n}", f"visite {n}")


def _slots(slots: int, visits: int) -> Iterator[tuple[object, ...]]:
    for n in range(slots):
        visit = n % visits + 1
        turn = n // visits  # of this visit
        starts = FIRST + timedelta(days=(visit + turn * 7) % DAYS, minutes=(n % 40) * 15)
        text = to_text(starts)
        yield (
            n + 1,
            f"s{n}",
            visit,
            *_place(visit),
            f"r{n}",
            text,
            to_text(starts + timedelta(hours=1)),
            text[:10],
            text,
        )


def fill_bookings(path: Path, people: int) -> None:
    """Give so many people a booking each, spread over the slots; nothing is owed yet."""
    now = to_text(datetime.now(UTC))
    with _opened(path) as connection:
        (slots,) = connection.execute("SELECT COUNT(*) FROM slot").fetchone()
        connection.executemany(
            "INSERT INTO person (chat_id, created) VALUES (?, ?)",
            ((FIRST_PERSON + n, now) for n in range(people)),
        )
        connection.execute("UPDATE slot SET capacity = 1000000")
        connection.executemany(
            """INSERT INTO booking (id, code, slot_id, chat_id, seats, state, intent, created,
                   changed) VALUES (?, ?, ?, ?, 1, 'confirmed', ?, ?, ?)""",
            (
                (n + 1, f"B{n}", n % slots + 1, FIRST_PERSON + n, f"i{n}", now, now)
                for n in range(people)
            ),
        )


def fill_reminders(path: Path, count: int, due: datetime, *, spread: timedelta) -> None:
    """Owe the first so many people with a booking a reminder, due from a moment on."""
    with _opened(path) as connection:
        found = connection.execute(
            """SELECT booking.id, booking.chat_id, slot.id, slot.starts FROM booking
               JOIN slot ON slot.id = booking.slot_id LIMIT ?""",
            (count,),
        ).fetchall()
        step = spread / max(1, len(found))
        connection.executemany(
            DELIVERY,
            (
                (
                    f"bench:{to_text(due)}:{booking}",
                    "reminder_day",
                    4,
                    chat,
                    slot,
                    booking,
                    to_text(due + step * n),
                    starts,
                )
                for n, (booking, chat, slot, starts) in enumerate(found)
            ),
        )


def fill_broadcast(path: Path) -> None:
    """Send a message off to everybody with a booking, in a zone where it is about noon."""
    now = datetime.now(UTC)
    hours = 12 - now.hour
    everybody = dict.fromkeys((*(part.value for part in Part), "within"))
    with closing(sqlite3.connect(path)) as connection, connection:
        zone = f"Etc/GMT{-hours:+d}"  # whose signs are the other way round
        connection.execute("UPDATE slot SET tz = ?", (zone,))
        connection.execute(
            """INSERT INTO broadcast (intent, kind, state, texts, circle, expected, created, due)
               SELECT 'bench', 'service', 'scheduled', ?, ?, COUNT(*), ?, ? FROM booking""",
            (
                json.dumps({"fr": "L’entrée est par la cour. " * 8}),
                json.dumps({**everybody, "people": People.BOOKED.value}),
                to_text(now),
                to_text(now),
            ),
        )
