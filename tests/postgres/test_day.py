"""The day itself on PostgreSQL: desk, gate, rounds, what goes."""

import asyncio
from functools import partial
from pathlib import Path

from bot.domain.booking import Order
from bot.domain.desk import Caller
from bot.domain.gate import DayFull
from bot.domain.staff import Grant, Right, Role, Staff
from bot.ids import RandomIds
from bot.services.book import book
from bot.services.book_for_caller import book_for_caller
from bot.services.check_in import check_in
from bot.services.mark_no_shows import mark_no_shows
from bot.services.owe_rosters import owe_rosters
from bot.services.owe_surveys import owe_surveys
from bot.services.set_gate_seats import cap_day, set_gate_seats
from bot.services.tidy_up import tidy_up
from simulator import Simulator
from storage import callers, people, rosters, staff, surveys
from storage.database import Database, Transaction
from storage.invariants import breaches
from storage.opening import open_database
from tests.journeys.test_desk import FR, bare, books_foundry
from tests.support.day import admin
from tests.support.programme import FOUNDRY, PROGRAMME, at
from tests.support.scene import clock_at, load, scene, settings_for
from tests.support.steps import becomes
from tests.support.team import with_role
from tests.support.values import paris

CALLER = Caller(name="Zoé Dürand", phone="06 12 34 56 78")
IDS = RandomIds()


async def test_the_desk_books_a_caller_claims_and_guessing_is_stopped(
    tmp_path: Path, postgres_url: str
) -> None:
    async with scene(tmp_path, PROGRAMME, database=postgres_url) as stage:
        desk = await with_role(stage, "Denise", Grant(role=Role.DESK))
        zoe, eve = stage.person("Zoé"), stage.person("Ève")
        code = await books_foundry(stage, desk, FR)
        for number in range(5):
            await eve.says(f"/start c_AAAAA{number + 2}")
            await becomes(stage, "SELECT COUNT(*) FROM code_try", number + 1)
        await eve.says(f"/start c_{bare(code)}")
        await eve.sees("Trop de codes essayés", within=10)
        await zoe.says(f"/start c_{bare(code)}")
        await zoe.sees("C'est réservé", within=10)
        assert await stage.value("SELECT chat_id FROM pub_booking") == zoe.id


async def stocked(url: str) -> tuple[Database, int]:
    """Return a database with the programme, and the foundry's slot."""
    clock = clock_at(at(16, 9))
    async with Simulator(clock=clock) as telegram:
        await load(settings_for(telegram, Path(), database=url), PROGRAMME, clock)
    database = await open_database(url)
    sql = "SELECT slot.id FROM slot JOIN visit ON visit.id = visit_id WHERE title = :title"
    row = await database.read(lambda tx: tx.fetch_one(sql, {"title": FOUNDRY.title}))
    assert row is not None
    return database, row["id"]


def live(tx: Transaction, slot_id: int) -> dict[str, object]:
    """Live through the day in one transaction; return what came of it."""
    now, who = paris(2026, 11, 16, 9), admin(9)
    people.note(tx, 1, "fr", now)
    came = book(tx, Order(slot_id=slot_id, chat_id=1, seats=2, intent="a"), now=now, ids=IDS)
    order = Order(slot_id=slot_id, chat_id=None, seats=1, intent="b")
    book_for_caller(tx, who, order, CALLER, now=now, ids=IDS)
    found = callers.named(tx, "dürand", who.reach(Right.ROSTER), now, limit=9)
    by_phone = callers.named(tx, "123456", who.reach(Right.ROSTER), now, limit=9)
    set_gate_seats(tx, who, slot_id, 4, now=now)
    (row,) = tx.fetch_all(
        "SELECT host_id FROM visit JOIN slot ON visit.id = visit_id WHERE slot.id = :id",
        {"id": slot_id},
    )
    grant = Grant(role=Role.HOST, host_id=row["host_id"])
    staff.add(tx, 1, grant, granted_by=None, now=now)
    owed = [owe_rosters(tx, paris(2026, 11, 23, 17)) for _ in range(2)]
    check_in(tx, who, came.code, 1, now=paris(2026, 11, 24, 14, 30))
    absent = mark_no_shows(tx, paris(2026, 11, 24, 20))
    owe_surveys(tx, paris(2026, 11, 24, 12))
    asked = owe_surveys(tx, paris(2026, 11, 24, 20))
    reach = Staff(user_id=1, grants=(grant,)).reach(Right.ROSTER)
    return {
        "found": (len(found), len(by_phone)),
        "owed": owed,
        "absent": absent,
        "asked": asked,
        "days": len(rosters.days(tx, who.reach(Right.ROSTER), FOUNDRY.starts.date(), limit=9)),
        "slots": len(rosters.slots(tx, reach, FOUNDRY.starts.date(), limit=9)),
        "opinions": surveys.opinions(tx, reach, FOUNDRY.starts.date(), limit=9),
        "breaches": breaches(tx),
        "gone": tidy_up(tx, paris(2026, 12, 30, 9))["callers"],
    }


async def test_the_whole_day_is_lived_through(postgres_url: str) -> None:
    database, slot_id = await stocked(postgres_url)
    told = await database.write(lambda tx: live(tx, slot_id))
    await database.close()
    assert told == {
        "found": (1, 1),
        "owed": [1, 0],
        "absent": 1,
        "asked": 1,
        "days": 4,
        "slots": 1,
        "opinions": [],
        "breaches": [],
        "gone": 1,
    }


async def test_a_days_cap_holds_when_many_book_at_once(postgres_url: str) -> None:
    database, slot_id = await stocked(postgres_url)
    now = paris(2026, 11, 16, 9)
    await database.write(lambda tx: cap_day(tx, admin(9), slot_id, 4, now=now))

    def order(who: int, tx: Transaction) -> object:
        one = Order(slot_id=slot_id, chat_id=who, seats=1, intent=f"one:{who}")
        return book(tx, one, now=now, ids=IDS)

    outcomes = await asyncio.gather(
        *(database.write(partial(order, who)) for who in range(1, 31)), return_exceptions=True
    )
    await database.close()
    assert sum(isinstance(one, DayFull) for one in outcomes) == 26
    assert sum(not isinstance(one, BaseException) for one in outcomes) == 4
