"""Job datings, and the chains of meetings that people booked there."""

from datetime import date, datetime

from bot.domain.booking import Booking
from bot.domain.catalogue import Choice
from bot.domain.dating import Chain, Company, Dating
from bot.domain.staff import Reach
from bot.domain.times import to_text
from storage import bookings
from storage.database import Transaction
from storage.reach import within

# Everything that takes place at the address of a visit (:visit) on a day, in the same edition.
THERE = """
visit.format = 'job_dating' AND slot.day = :day AND slot.state = 'open'
AND slot.regime <> 'none' AND EXISTS (
    SELECT 1 FROM visit AS anchor WHERE anchor.id = :visit
    AND anchor.edition_id = visit.edition_id AND anchor.city = visit.city
    AND anchor.address = visit.address)
"""


def dating(tx: Transaction, visit_id: int, day: date, now: datetime) -> Dating:
    """Return the job dating of a day at a visit's address, with who still has free meetings."""
    rows = tx.fetch_all(
        f"""SELECT visit.id, visit.title, visit.city, host.name AS host, COUNT(*) AS free
            FROM slot JOIN visit ON visit.id = slot.visit_id
            JOIN host ON host.id = visit.host_id
            WHERE {THERE} AND slot.taken < slot.capacity AND slot.closes > :now
            GROUP BY visit.id, visit.title, visit.city, host.name
            ORDER BY host.name, visit.title""",  # noqa: S608
        {"visit": visit_id, "day": day.isoformat(), "now": to_text(now)},
    )
    return Dating(
        day=day,
        city=rows[0]["city"] if rows else "",
        companies=tuple(
            Company(visit_id=row["id"], host=row["host"], title=row["title"], free=row["free"])
            for row in rows
        ),
    )


def add(tx: Transaction, chat_id: int, intent: str, now: datetime) -> int:
    """Keep a new chain and return its id."""
    tx.execute(
        "INSERT INTO chain (chat_id, intent, created) VALUES (:chat_id, :intent, :now)",
        {"chat_id": chat_id, "intent": intent, "now": to_text(now)},
    )
    return of_intent(tx, intent) or 0


def link(tx: Transaction, chain_id: int, booking_id: int) -> None:
    """Put a booking into a chain."""
    tx.execute(
        "INSERT INTO chain_link (booking_id, chain_id) VALUES (:booking_id, :chain_id)",
        {"booking_id": booking_id, "chain_id": chain_id},
    )


def of_intent(tx: Transaction, intent: str) -> int | None:
    """Return the id of what one tap on Confirm became, if it was handled before."""
    row = tx.fetch_one("SELECT id FROM chain WHERE intent = :intent", {"intent": intent})
    return int(row["id"]) if row else None


def of_id(tx: Transaction, chain_id: int) -> Chain | None:
    """Return a chain with its live bookings in order; None where none is left."""
    rows = tx.fetch_all("SELECT booking_id FROM chain_link WHERE chain_id = :id", {"id": chain_id})
    found = (bookings.of_id(tx, row["booking_id"]) for row in rows)
    live = sorted((one for one in found if one and one.live), key=lambda one: one.slot.starts)
    return Chain(id=chain_id, bookings=tuple(live)) if live else None


def of_booking(tx: Transaction, booking: Booking) -> Chain | None:
    """Return the chain that a booking is part of, with what is left of it."""
    row = tx.fetch_one("SELECT chain_id FROM chain_link WHERE booking_id = :id", {"id": booking.id})
    return of_id(tx, row["chain_id"]) if row else None


def owner(tx: Transaction, chain_id: int) -> int | None:
    """Return whose chain it is."""
    row = tx.fetch_one("SELECT chat_id FROM chain WHERE id = :id", {"id": chain_id})
    return int(row["chat_id"]) if row else None


def free_slots(tx: Transaction, visit_id: int, day: date, now: datetime) -> list[int]:
    """Return the slots of a visit with a seat, of one day, soonest first."""
    rows = tx.fetch_all(
        """SELECT id FROM slot WHERE visit_id = :visit AND day = :day AND state = 'open'
           AND taken < capacity AND closes > :now AND starts > :now ORDER BY starts, id""",
        {"visit": visit_id, "day": day.isoformat(), "now": to_text(now)},
    )
    return [row["id"] for row in rows]


def hosts_of_day(tx: Transaction, reach: Reach, day: date) -> list[Choice]:
    """Return the companies within reach that hold meetings on a day, by name, and how many."""
    rows = tx.fetch_all(
        f"""SELECT host.id, host.name, COUNT(*) AS meetings
            FROM slot JOIN visit ON visit.id = slot.visit_id
            JOIN host ON host.id = visit.host_id
            WHERE visit.format = 'job_dating' AND slot.day = :day AND slot.state <> 'cancelled'
            AND {within(reach)}
            GROUP BY host.id, host.name ORDER BY host.name""",  # noqa: S608
        {"day": day.isoformat()},
    )
    return [Choice(id=row["id"], name=row["name"], visits=row["meetings"]) for row in rows]


def meetings_of_host(tx: Transaction, host_id: int, day: date) -> list[Booking]:
    """Return who meets a company on a day at its job dating, in order, cancelled ones aside."""
    rows = tx.fetch_all(
        """SELECT booking.id FROM booking JOIN slot ON slot.id = booking.slot_id
           JOIN visit ON visit.id = slot.visit_id
           WHERE visit.host_id = :host AND visit.format = 'job_dating' AND slot.day = :day
           AND booking.state <> 'cancelled' ORDER BY slot.starts, booking.id""",
        {"host": host_id, "day": day.isoformat()},
    )
    found = (bookings.of_id(tx, row["id"]) for row in rows)
    return [one for one in found if one is not None]
