"""The kept counts on PostgreSQL: the same as by hand, and nobody waits in a circle for them."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from random import Random
from threading import Event

import pytest

from bot.domain.booking import Order
from bot.domain.refusals import Refusal
from bot.ids import RandomIds
from bot.services.book import book
from bot.services.cancel import cancel
from bot.services.import_programme import import_programme
from bot.services.move import move
from storage.database import Transaction
from storage.postgres import PostgresDatabase
from tests.support.counts import check_counts
from tests.support.programme import at, slot
from tests.support.season import Season
from tests.support.values import NOW, PARIS

IDS = RandomIds()
SLOTS = 12
DEADLINE_S = 20


async def test_counts_are_those_one_would_count_by_hand(postgres_url: str) -> None:
    database = await PostgresDatabase.open(postgres_url)
    season = Season(Random(5))  # noqa: S311 - a season is drawn, not a secret
    for number in range(90):
        await database.write(season.step)
        if number % 10 == 0:
            season.pass_time()
        if number % 3 == 0:
            await database.read(lambda tx: check_counts(tx, season.now))
    await database.close()


async def test_slots_that_fill_and_empty_at_once_are_not_miscounted(postgres_url: str) -> None:
    database = await PostgresDatabase.open(postgres_url)
    await database.write(partial(_stock, count=SLOTS))
    await asyncio.gather(*(_wander(database, person) for person in range(1, 9)))
    await database.read(lambda tx: check_counts(tx, NOW))
    await database.close()


AT_ONCE = """
DROP TRIGGER slot_followed_on ON slot;
CREATE TRIGGER slot_followed_on AFTER UPDATE OF state ON slot
FOR EACH ROW EXECUTE FUNCTION slot_followed()"""


@pytest.mark.parametrize(
    ("at_once", "tries"),
    [
        pytest.param(False, 2, id="at the commit nobody waits in a circle"),
        pytest.param(True, 3, id="without waiting for the commit, one is repeated"),
    ],
)
async def test_a_visit_is_followed_when_every_slot_is_had(
    postgres_url: str, at_once: bool, tries: int
) -> None:
    database = await PostgresDatabase.open(postgres_url)
    await database.write(partial(_stock, count=2))
    if at_once:
        await database.write(lambda tx: tx.execute(AT_ONCE))
    closed, locked, tried = Event(), Event(), list[int]()
    done = {1: Event(), 2: Event()}

    def begin(who: int, other: int) -> None:
        """Note a try; one that is repeated goes after the other, or both may meet once more."""
        tried.append(who)
        if tried.count(who) > 1:
            done[other].wait(DEADLINE_S)

    def close_one_want_the_other(tx: Transaction) -> None:
        begin(1, 2)
        tx.execute("UPDATE slot SET state = 'closed' WHERE id = 1")
        closed.set()
        locked.wait(DEADLINE_S)
        tx.lock("slot", 2)

    def close_the_other(tx: Transaction) -> None:
        begin(2, 1)
        closed.wait(DEADLINE_S)
        tx.lock("slot", 2)
        locked.set()
        tx.execute("UPDATE slot SET state = 'closed' WHERE id = 2")

    async def run(who: int, job: Callable[[Transaction], None]) -> None:
        await database.write(job)
        done[who].set()

    await asyncio.gather(run(1, close_one_want_the_other), run(2, close_the_other))
    await database.read(lambda tx: check_counts(tx, NOW))
    await database.close()
    assert len(tried) == tries


def _stock(tx: Transaction, count: int) -> None:
    lines = [
        slot("Biscuiterie", at(24, 8 + number // 4, number % 4 * 15), capacity=1)
        for number in range(count)
    ]
    import_programme(tx, tuple(lines), tz=PARIS, ids=IDS, now=NOW)


async def _wander(database: PostgresDatabase, person: int) -> None:
    """Book a slot with one seat, move to others, cancel: each time two slots fill and empty."""
    drawn = Random(person)  # noqa: S311
    for _round in range(8):
        with suppress(Refusal):
            code = await database.write(lambda tx: _book(tx, person, drawn))
            await database.write(partial(_move, person=person, code=code, drawn=drawn))
        await database.write(lambda tx: _cancel_all(tx, person))


def _book(tx: Transaction, person: int, drawn: Random) -> str:
    slot_id = drawn.randint(1, SLOTS)
    order = Order(slot_id=slot_id, chat_id=person, seats=1, intent=IDS.key())
    return book(tx, order, now=NOW, ids=IDS).code


def _move(tx: Transaction, *, person: int, code: str, drawn: Random) -> None:
    move(tx, code, drawn.randint(1, SLOTS), chat_id=person, now=NOW)


def _cancel_all(tx: Transaction, person: int) -> None:
    held = tx.fetch_all(
        "SELECT code FROM booking WHERE chat_id = :who AND state = 'confirmed'", {"who": person}
    )
    for row in held:
        cancel(tx, row["code"], chat_id=person, now=NOW)
