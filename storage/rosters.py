"""A host's days: which slots, who answers for them, and where a right reaches."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.catalogue import DayChoice, Slot
from bot.domain.staff import Reach
from bot.domain.times import from_text, to_text
from storage import catalogue
from storage.database import Row, Transaction
from storage.reach import within


def whereabouts(tx: Transaction, slot_id: int) -> tuple[int, int] | None:
    """Return the territory and the host of a slot."""
    row = tx.fetch_one(
        """SELECT slot.territory_id, visit.host_id FROM slot
           JOIN visit ON visit.id = slot.visit_id WHERE slot.id = :id""",
        {"id": slot_id},
    )
    return (row["territory_id"], row["host_id"]) if row else None


def days(tx: Transaction, reach: Reach, first: date, *, limit: int) -> list[DayChoice]:
    """Return the days from one on that have slots, and how many."""
    rows = tx.fetch_all(
        f"""SELECT slot.day, COUNT(*) AS slots FROM slot JOIN visit ON visit.id = slot.visit_id
            WHERE slot.day >= :first AND slot.state <> 'cancelled' AND {within(reach)}
            GROUP BY slot.day ORDER BY slot.day LIMIT :limit""",  # noqa: S608 - row numbers
        {"first": first.isoformat(), "limit": limit},
    )
    return [DayChoice(day=date.fromisoformat(row["day"]), slots=row["slots"]) for row in rows]


def slots(tx: Transaction, reach: Reach, day: date, *, limit: int) -> list[Slot]:
    """Return a day's slots that were not called off, by host and time."""
    rows = tx.fetch_all(
        f"""{catalogue.SLOT} WHERE slot.day = :day AND slot.state <> 'cancelled'
            AND {within(reach)} ORDER BY host.name, slot.starts, slot.id LIMIT :limit""",
        {"day": day.isoformat(), "limit": limit},
    )
    return [catalogue.to_slot(row) for row in rows]


def zones(tx: Transaction) -> list[ZoneInfo]:
    """Return the time zones of the editions."""
    return [catalogue.zone(row["tz"]) for row in tx.fetch_all("SELECT DISTINCT tz FROM edition")]


def unowed(tx: Transaction, day: date, tz: ZoneInfo, now: datetime) -> list[Row]:
    """Return who answers for a host on a day and was not owed its roster: chat_id, host_id, starts.

    `starts` is the first slot of the day that has not begun. Asked at every tick: hosts are
    looked through, never slots.
    """
    rows = tx.fetch_all(
        """SELECT DISTINCT staff_grant.chat_id, staff_grant.host_id, (
               SELECT MIN(slot.starts) FROM visit JOIN slot ON slot.visit_id = visit.id
               WHERE visit.host_id = staff_grant.host_id AND slot.day = :day
               AND slot.tz = :tz AND slot.state <> 'cancelled' AND slot.starts > :now) AS starts
           FROM staff_grant
           WHERE staff_grant.role = 'host' AND staff_grant.revoked IS NULL AND NOT EXISTS (
               SELECT 1 FROM delivery WHERE delivery.dedup_key = 'roster:' || staff_grant.host_id
                   || ':' || :day || ':' || staff_grant.chat_id)""",
        {"day": day.isoformat(), "tz": tz.key, "now": to_text(now)},
    )
    return [row for row in rows if row["starts"] is not None]


def ended_after(tx: Transaction, since: datetime, now: datetime) -> datetime | None:
    """Return the first instant after another at which a slot ended by now."""
    row = tx.fetch_one(
        "SELECT MIN(ends) AS ends FROM slot WHERE ends > :since AND ends <= :now",
        {"since": to_text(since), "now": to_text(now)},
    )
    return from_text(row["ends"]) if row and row["ends"] else None


def walk_ins(tx: Transaction, territory: str, day: date) -> list[Slot]:
    """Return what one can walk into on a day in a territory, by host."""
    rows = tx.fetch_all(
        f"""{catalogue.SLOT} WHERE slot.day = :day AND territory.name = :territory
            AND slot.regime = 'none' AND {catalogue.LISTED}
            ORDER BY host.name, slot.starts, slot.id""",
        {"day": day.isoformat(), "territory": territory},
    )
    return [catalogue.to_slot(row) for row in rows]
