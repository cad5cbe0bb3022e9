"""A slot with 300 bookings moves: previewed at once, told in one transaction, once each."""

import asyncio
from pathlib import Path
from time import perf_counter

from bot.domain.booking import Order
from bot.domain.changes import Edit
from bot.domain.staff import Grant, Role, Staff
from bot.ids import RandomIds
from bot.services.book import book
from bot.services.change_slot import Sending, change_slot
from bot.services.preview_change import preview_change
from simulator import Actor
from storage import people
from storage.database import Transaction
from tests.support.changing import FR, is_sound, notices_of, previews, sends
from tests.support.programme import at, slot
from tests.support.scene import Scene, scene
from tests.support.steps import becomes
from tests.support.team import ADMIN, admin

GUESTS = 300
LARGE = slot("Biscuiterie", at(24, 14), capacity=GUESTS)
OTHERS = tuple(slot(f"Visite {number}", at(24, 15), capacity=GUESTS) for number in range(3))
FASTEST = 0.2  # seconds that a preview may take
TICKETS_SENT = """UPDATE delivery SET state = 'sent', finished = due
                  WHERE kind IN ('confirmation', 'calendar')"""
STAFF = Staff(user_id=ADMIN, grants=(Grant(role=Role.ADMIN),))


async def fill(stage: Scene) -> None:
    """Let 300 people book the slot, a third of them something else at the time it moves to."""

    def job(tx: Transaction) -> None:
        ids, now = RandomIds(), stage.clock.now()
        for guest in range(1, GUESTS + 1):
            people.note(tx, guest, "fr", now)
            slots = (1, 2 + guest % 3) if guest % 3 == 0 else (1,)
            for one in slots:
                order = Order(slot_id=one, chat_id=guest, seats=1, intent=ids.key())
                book(tx, order, now=now, ids=ids)
        tx.execute(TICKETS_SENT)

    await stage.program.database.write(job)


async def test_a_preview_of_300_bookings_takes_less_than_200_ms(tmp_path: Path) -> None:
    async with scene(tmp_path, (LARGE, *OTHERS), admins=(ADMIN,)) as stage:
        await fill(stage)
        edit = Edit(starts=at(24, 15, 30))

        def job(tx: Transaction) -> tuple[float, int, int]:
            begun = perf_counter()
            found = preview_change(tx, 1, edit, staff=STAFF, now=stage.clock.now())
            return perf_counter() - begun, len(found.told), len(found.clashes)

        taken = [await stage.program.database.read(job) for _ in range(5)]
        assert {(told, clashes) for _, told, clashes in taken} == {(GUESTS, GUESTS // 3)}
        assert min(seconds for seconds, *_ in taken) < FASTEST
        preview = await previews(admin(stage), FR.moves)
        assert "300 réservations à prévenir" in preview.replace("\xa0", " ")


async def test_300_notices_are_owed_with_the_change_or_not_at_all(tmp_path: Path) -> None:
    async with scene(tmp_path, (LARGE, *OTHERS), admins=(ADMIN,)) as stage:
        await fill(stage)
        sending = Sending(slot_id=1, edit=Edit(starts=at(24, 15, 30)), version=1, intent="once")

        def change(tx: Transaction) -> None:
            change_slot(tx, sending, staff=STAFF, now=stage.clock.now())

        def fail(tx: Transaction) -> None:
            change(tx)
            raise RuntimeError("the machine stops before the commit")

        results = await asyncio.gather(stage.program.database.write(fail), return_exceptions=True)
        assert isinstance(results[0], RuntimeError)
        assert await stage.value("SELECT COUNT(*) FROM notice") == 0
        assert await stage.value("SELECT version FROM slot WHERE id = 1") == 1
        await asyncio.gather(*(stage.program.database.write(change) for _ in range(3)))
        assert await stage.value("SELECT version FROM slot WHERE id = 1") == 2
        owed = "SELECT COUNT(*) FROM pub_delivery WHERE kind = 'notice' AND state = 'queued'"
        assert await stage.value(owed) == GUESTS
        late = "SELECT COUNT(*) FROM delivery WHERE kind = 'reminder_hours' AND state = 'queued'"
        assert (
            await stage.value(f"{late} AND slot_id = 1 AND due = '2026-11-24T12:30:00Z'") == GUESTS
        )
        assert await stage.value(f"{late} AND slot_id = 1 AND due <> '2026-11-24T12:30:00Z'") == 0
        await is_sound(stage)


async def test_300_people_are_told_once_each(tmp_path: Path) -> None:
    async with scene(tmp_path, (LARGE, *OTHERS), admins=(ADMIN,)) as stage:
        guests = [
            stage.telegram.join(Actor(f"P{guest}", id=guest)) for guest in range(1, GUESTS + 1)
        ]
        for guest in guests:
            await guest.says("/start")
        await becomes(stage, "SELECT COUNT(*) FROM conversation", GUESTS, within=60)
        await fill(stage)
        nadia = admin(stage)
        await previews(nadia, FR.moves)
        await sends(stage, nadia)
        sent = "SELECT COUNT(*) FROM pub_delivery WHERE kind = 'notice' AND state = 'sent'"
        await becomes(stage, sent, GUESTS, within=60)
        told = [len(notices_of(guest, "15:30")) for guest in guests]
        assert set(told) == {1}
        await is_sound(stage)
