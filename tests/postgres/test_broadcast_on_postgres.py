"""Broadcasts on PostgreSQL: the same circles, order, pauses and numbers."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from bot.domain.booking import Order
from bot.domain.broadcast import BroadcastOrder, BroadcastState, Circle, Part, People
from bot.ids import RandomIds
from bot.services.book import book
from bot.services.count_audience import count_audience
from bot.services.feed_broadcast import feed_broadcasts
from bot.services.pause_broadcast import cancel_broadcast, pause_broadcast, resume_broadcast
from bot.services.start_broadcast import start_broadcast
from simulator import Simulator
from storage import broadcast_mail, broadcasts, circles, people, recipients
from storage.database import Transaction
from storage.postgres import PostgresDatabase
from tests.support.broadcasting import ADMIN, BOOKED, HELLO, NEWS
from tests.support.programme import PROGRAMME
from tests.support.scene import MONDAY, clock_at, load, settings_for

WAITING = Circle(people=People.WAITING)


async def town(url: str) -> PostgresDatabase:
    """Load a programme in which three people have booked the first slots and want news."""
    async with Simulator() as telegram:
        settings = settings_for(telegram, Path(), database=url)
    await load(settings, PROGRAMME, clock_at(MONDAY))
    database = await PostgresDatabase.open(url)

    def job(tx: Transaction) -> None:
        for number in (1, 2, 3):
            order = Order(slot_id=number, chat_id=number, seats=1, intent=f"i{number}")
            book(tx, order, now=MONDAY, ids=RandomIds())
            people.note(tx, number, "fr", MONDAY)
            people.choose_news(tx, number, wanted=number < 3)
        people.note(tx, 9, "en", MONDAY)
        people.choose_news(tx, 9, wanted=True)

    await database.write(job)
    return database


@pytest.mark.parametrize("circle", [BOOKED, NEWS], ids=["service", "news"])
async def test_a_broadcast_runs_from_send_to_its_numbers(postgres_url: str, circle: Circle) -> None:
    database = await town(postgres_url)
    order = BroadcastOrder(circle=circle, content=HELLO, people=3, intent="x", at=None)
    sent = await database.write(partial(start_broadcast, staff=ADMIN, order=order, now=MONDAY))
    for _ in range(4):
        await database.write(partial(feed_broadcasts, now=MONDAY))
    for verb in (pause_broadcast, resume_broadcast, cancel_broadcast):
        await database.write(partial(verb, staff=ADMIN, broadcast_id=sent, now=MONDAY))
        await database.write(partial(feed_broadcasts, now=MONDAY))
    found = await database.read(partial(broadcasts.find, broadcast_id=sent))
    await database.close()
    assert found is not None
    assert found.state is BroadcastState.CANCELLED
    assert found.tally is not None
    assert (found.tally.people, found.tally.left) == (3, 3)


async def test_circles_are_counted_narrowed_and_looked_up(postgres_url: str) -> None:
    database = await town(postgres_url)

    def job(tx: Transaction) -> list[int]:
        counted = [count_audience(tx, one, MONDAY).people for one in (BOOKED, NEWS, WAITING)]
        for circle in (BOOKED, NEWS, replace(NEWS, territory=1), replace(BOOKED, within=(1,))):
            for part in Part:
                assert circles.choices(tx, circle, part, MONDAY)
            assert recipients.is_concerned(tx, circle, 1, MONDAY)
            assert recipients.anybody(tx, circle, MONDAY)
        assert broadcast_mail.pending(tx, 1) == 0
        assert broadcasts.viewers(tx, MONDAY) == []
        return counted

    assert await database.read(job) == [3, 3, 0]
    await database.close()
