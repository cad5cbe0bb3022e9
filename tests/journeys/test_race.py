"""Two hundred people, five seats: nobody is sold what somebody has."""

import asyncio
from functools import partial
from pathlib import Path

from bot.domain.booking import Order
from bot.ids import RandomIds
from simulator import Person
from simulator.sight import contains, visible
from storage import bookings
from storage.database import ConstraintBroken, Database, Transaction
from tests.support.programme import at, slot
from tests.support.scene import scene
from tests.support.steps import link_to, seats_taken

PEOPLE, SEATS = 200, 5
SHOP = slot("Atelier", at(24, 9), capacity=SEATS)


async def _answer(person: Person) -> str:
    """Wait for what somebody is told after Confirm."""
    told = await person.chat.until(
        lambda: next(
            (
                word
                for word in ("C’est réservé", "Il ne reste pas assez de places")
                if word in person.screen.content.get("text", "")
            ),
            None,
        ),
        30,
    )
    return told or "nothing"


async def test_two_hundred_confirm_the_last_five_seats_at_once(tmp_path: Path) -> None:
    async with scene(tmp_path, (SHOP,)) as stage:
        crowd = [stage.person(f"Élève {number}") for number in range(PEOPLE)]
        link = await link_to(stage, SHOP)
        await asyncio.gather(*(one.says(f"/start {link}") for one in crowd))
        await asyncio.gather(*(one.sees("Confirmer 1 place", within=30) for one in crowd))
        await asyncio.gather(*(one.taps("Confirmer") for one in crowd))
        told = await asyncio.gather(*(_answer(one) for one in crowd))
        assert told.count("C’est réservé") == SEATS
        assert told.count("Il ne reste pas assez de places") == PEOPLE - SEATS
        assert await seats_taken(stage) == SEATS
        assert await stage.value("SELECT taken FROM slot") == SEATS
        told_full = [one for one, word in zip(crowd, told, strict=True) if "reste" in word]
        assert all(contains(visible(one.screen), "[Liste d'attente, 1 place]") for one in told_full)


def _count(tx: Transaction) -> int:
    row = tx.fetch_one("SELECT COALESCE(SUM(seats), 0) AS n FROM unguarded")
    return int(row["n"]) if row else 0


async def _books_unguarded(database: Database, who: int) -> None:
    """Look, then write in another transaction: what the bot would be without its guards."""
    if await database.read(_count) >= SEATS:
        return
    sql = "INSERT INTO unguarded (chat_id, seats) VALUES (:who, 1)"
    await database.write(lambda tx: tx.execute(sql, {"who": who}))


async def test_without_the_guards_the_same_crowd_oversells(tmp_path: Path) -> None:
    async with scene(tmp_path, (SHOP,)) as stage:
        database = stage.program.database
        table = "CREATE TABLE unguarded (chat_id INTEGER, seats INTEGER)"
        await database.write(lambda tx: tx.execute(table))
        await asyncio.gather(*(_books_unguarded(database, who) for who in range(PEOPLE)))
        assert await database.read(_count) > SEATS


def _books_unchecked(who: int, slot_id: int, tx: Transaction) -> bool:
    """Write without looking: only the database's own guard is left."""
    order = Order(slot_id=slot_id, chat_id=who, seats=1, intent=f"unchecked {who}")
    ids = RandomIds()
    try:
        tx.attempt(lambda inner: bookings.add(inner, order, ids.code(), at(16, 9)))
    except ConstraintBroken as broken:
        assert broken.name == "seats_within_capacity"  # noqa: PT017 - the rest is the race
        return False
    return True


async def test_the_database_alone_holds_when_the_check_is_left_out(tmp_path: Path) -> None:
    async with scene(tmp_path, (SHOP,)) as stage:
        slot_id = int(str(await stage.value("SELECT id FROM slot")))
        write = stage.program.database.write
        jobs = (partial(_books_unchecked, who, slot_id) for who in range(PEOPLE))
        done = await asyncio.gather(*(write(job) for job in jobs))
        assert done.count(True) == SEATS
        assert await seats_taken(stage) == SEATS
