"""What the keeper asks at every tick, on PostgreSQL, where there is something to find."""

from datetime import timedelta
from functools import partial

import pytest

from bot.delivery.rounds import ROUNDS, Round
from storage import interests
from storage.database import Transaction
from storage.invariants import breaches
from storage.postgres import PostgresDatabase
from tests.postgres.test_staff_and_alerts import EVENING, INES, declare, everything_about_tom, one
from tests.support.hiring import a_vacancy
from tests.support.values import NOW, STARTS


def written_to(tx: Transaction) -> None:
    """Write to a host, and be answered."""
    everything_about_tom(tx)
    declare(tx, (a_vacancy(ref="one", host="Maison Biscuiterie"),))
    vacancy = int(str(one(tx, "SELECT MAX(id) FROM vacancy")))
    for _ in range(2):
        interests.add(
            tx, code="c", intent="i", chat_id=INES, vacancy_id=vacancy, first_name="Inès", now=NOW
        )
    interest = int(str(one(tx, "SELECT MAX(id) FROM interest")))
    for from_host in (False, True):
        interests.add_word(tx, interest, "Bonjour", from_host=from_host, now=NOW)
    assert [word.words for word in interests.of_person(tx, INES)] == ["Bonjour", "Bonjour"]
    assert interests.of_code(tx, "c") is not None


@pytest.mark.parametrize("look", ROUNDS)
async def test_every_round_of_the_keeper_runs(database: PostgresDatabase, look: Round) -> None:
    await database.write(written_to)
    for now in (NOW, EVENING, STARTS + timedelta(days=1), NOW + timedelta(days=90)):
        await database.write(partial(look, now=now))
    assert await database.read(breaches) == []
