"""The same program on PostgreSQL."""

import asyncio
from pathlib import Path

import pytest

from bot.domain.booking import Order
from bot.domain.refusals import SlotFull
from bot.ids import RandomIds
from bot.services.book import book
from simulator import Simulator
from storage.database import ConstraintBroken, SchemaTooNew, Transaction
from storage.postgres import PostgresDatabase
from tests.support.programme import FOUNDRY, PROGRAMME
from tests.support.scene import MONDAY, clock_at, load, scene, settings_for


async def test_a_student_books_and_cancels(tmp_path: Path, postgres_url: str) -> None:
    async with scene(tmp_path, PROGRAMME, database=postgres_url) as stage:
        ines = stage.person("Inès")
        for text, seen in (
            ("/start", "Bonjour"),
            ("1", "Où souhaitez-vous"),
            ("Moselle", "Quel secteur"),
            ("Agroalimentaire", "Quel jour"),
            ("1", "Chaussures fermées"),
            ("oui", "C’est réservé"),
        ):
            await ines.says(text)
            await ines.sees(text=seen)
        await ines.sees(".ics", within=10, ever=True)
        await ines.says("mes visites")
        await ines.sees("visite à venir", within=10)
        await ines.says("1")
        await ines.sees("Nombre de places", within=10)
        await ines.taps("Annuler cette visite")
        await ines.sees("Oui, annuler", within=10)
        await ines.taps("Oui, annuler")
        await ines.sees("C’est annulé")
        assert await stage.value("SELECT state FROM pub_booking") == "cancelled"


async def test_the_last_seats_are_sold_once_to_many_at_once(postgres_url: str) -> None:
    database, slot_id = await _stocked(postgres_url)
    outcomes = await asyncio.gather(
        *(_order(database, slot_id, person) for person in range(60)), return_exceptions=True
    )
    sold = [one for one in outcomes if not isinstance(one, BaseException)]
    refused = [one for one in outcomes if isinstance(one, SlotFull)]
    await database.close()
    assert (len(sold), len(refused)) == (6, 54)


async def test_without_the_row_lock_the_check_alone_would_let_too_many_in(
    postgres_url: str,
) -> None:
    database, slot_id = await _stocked(postgres_url)

    def count_then_take(tx: Transaction) -> bool:
        row = tx.fetch_one("SELECT capacity, taken FROM slot WHERE id = :id", {"id": slot_id})
        tx.fetch_one("SELECT pg_sleep(0.2)")
        return row is not None and row["taken"] < row["capacity"]

    seen_room = await asyncio.gather(*(database.write(count_then_take) for _ in range(8)))
    await database.close()
    assert sum(seen_room) > FOUNDRY.capacity  # type: ignore[operator]


async def test_the_database_itself_refuses_a_seat_too_many(postgres_url: str) -> None:
    database, slot_id = await _stocked(postgres_url)

    def oversell(tx: Transaction) -> None:
        tx.execute(
            """INSERT INTO booking (code, slot_id, seats, state, intent, created, changed)
               VALUES ('X', :slot, 7, 'confirmed', 'x', '', '')""",
            {"slot": slot_id},
        )

    with pytest.raises(ConstraintBroken, match="seats_within_capacity"):
        await database.write(oversell)
    await database.close()


async def test_a_newer_schema_is_refused(postgres_url: str) -> None:
    database = await PostgresDatabase.open(postgres_url)
    await database.write(lambda tx: tx.execute("UPDATE schema_version SET version = 9999"))
    await database.close()
    with pytest.raises(SchemaTooNew):
        await PostgresDatabase.open(postgres_url)


async def test_only_one_of_two_processes_sends(postgres_url: str) -> None:
    first = await PostgresDatabase.open(postgres_url)
    second = await PostgresDatabase.open(postgres_url)
    await first.lead()
    waiting = asyncio.ensure_future(second.lead())
    done, _ = await asyncio.wait({waiting}, timeout=0.3)
    assert not done
    await first.close()
    await asyncio.wait_for(waiting, 10)
    await second.close()


async def test_a_commit_wakes_a_listener_in_another_process(postgres_url: str) -> None:
    first = await PostgresDatabase.open(postgres_url)
    second = await PostgresDatabase.open(postgres_url)
    woken = asyncio.Event()
    second.listen("deliveries", woken.set)
    await asyncio.wait_for(woken.wait(), 10)  # it hears: what was missed before is looked at
    woken.clear()
    await first.write(lambda tx: tx.notify("deliveries"))
    await asyncio.wait_for(woken.wait(), 10)
    await first.close()
    await second.close()


async def _stocked(url: str) -> tuple[PostgresDatabase, int]:
    async with Simulator() as telegram:
        settings = settings_for(telegram, Path(), database=url)
    await load(settings, [FOUNDRY], clock_at(MONDAY))
    database = await PostgresDatabase.open(url)
    row = await database.read(lambda tx: tx.fetch_one("SELECT id FROM slot"))
    assert row is not None
    return database, row["id"]


async def _order(database: PostgresDatabase, slot_id: int, person: int) -> object:
    order = Order(slot_id=slot_id, chat_id=person, seats=1, intent=f"intent {person}")
    now = clock_at(MONDAY).now()
    return await database.write(lambda tx: book(tx, order, now=now, ids=RandomIds()))
