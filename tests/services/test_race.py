"""Two hundred people and five seats."""

import asyncio
from functools import partial
from pathlib import Path

import pytest

from bot.domain.booking import Booking, Order
from bot.domain.refusals import SlotFull
from bot.ids import RandomIds
from bot.services.book import book
from bot.services.import_programme import import_programme
from storage import bookings
from storage.database import ConstraintBroken, Transaction
from storage.sqlite import SqliteDatabase
from tests.support.programme import BISCUITS, slot
from tests.support.values import NOW, PARIS

PEOPLE, SEATS = 200, 5


async def opened(path: Path) -> SqliteDatabase:
    """Open a database with one slot of five seats."""
    database = await SqliteDatabase.open(path)
    lines = (slot("Biscuiterie", BISCUITS.starts, capacity=SEATS),)
    job = partial(import_programme, lines=lines, tz=PARIS, ids=RandomIds(), now=NOW)
    await database.write(job)
    return database


def order(who: int) -> Order:
    return Order(slot_id=1, chat_id=who, seats=1, intent=f"intent {who}")


def sold(tx: Transaction) -> tuple[int, int]:
    row = tx.fetch_one(
        "SELECT taken, (SELECT SUM(seats) FROM booking) AS sold FROM slot WHERE id = 1"
    )
    assert row is not None
    return row["taken"], row["sold"]


async def test_two_hundred_people_on_the_last_five_seats(tmp_path: Path) -> None:
    database = await opened(tmp_path / "race.sqlite")
    jobs = [partial(book, order=order(who), now=NOW, ids=RandomIds()) for who in range(PEOPLE)]
    ends = await asyncio.gather(*map(database.write, jobs), return_exceptions=True)
    assert sum(isinstance(end, Booking) for end in ends) == SEATS
    assert sum(isinstance(end, SlotFull) for end in ends) == PEOPLE - SEATS
    assert await database.read(sold) == (SEATS, SEATS)
    await database.close()


def blindly(tx: Transaction, who: int) -> Booking:
    """Book without looking whether there is room."""
    return bookings.add(tx, order(who), f"CODE-{who}", NOW)


@pytest.mark.parametrize("guarded", [True, False], ids=["the database looks", "nobody looks"])
async def test_without_both_guards_the_seats_are_sold_two_hundred_times(
    tmp_path: Path, guarded: bool
) -> None:
    database = await opened(tmp_path / "race.sqlite")
    if not guarded:
        await database.write(lambda tx: tx.execute("DROP TRIGGER booking_takes"))
    jobs = [partial(blindly, who=who) for who in range(PEOPLE)]
    ends = await asyncio.gather(*map(database.write, jobs), return_exceptions=True)
    refused = sum(isinstance(end, ConstraintBroken) for end in ends)
    assert refused == (PEOPLE - SEATS if guarded else 0)
    assert await database.read(sold) == ((SEATS, SEATS) if guarded else (0, PEOPLE))
    await database.close()
