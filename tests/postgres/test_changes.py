"""Changing a slot on PostgreSQL: the same journey, and a booking that races with it."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import cast

from bot.domain.booking import Order
from bot.domain.catalogue import SlotState
from bot.domain.changes import ChangedMeanwhile, Edit
from bot.domain.desk import Caller
from bot.domain.staff import Grant, Role, Staff
from bot.ids import RandomIds
from bot.services.book import book
from bot.services.cancel import cancel
from bot.services.change_slot import Sending, change_slot
from bot.services.join_waitlist import join_waitlist
from bot.services.wait_for_caller import take_for_caller, wait_for_caller
from storage.database import Transaction
from tests.support.changing import FR, is_sound, previews, sends
from tests.support.programme import BISCUITS, BISCUITS_LATER, CLOCKS, at, slot
from tests.support.scene import Scene, scene
from tests.support.steps import books
from tests.support.team import ADMIN, admin

STAFF = Staff(user_id=ADMIN, grants=(Grant(role=Role.ADMIN),))


async def test_a_slot_moves_is_called_off_and_another_is_taken(
    tmp_path: Path, postgres_url: str
) -> None:
    lines = (BISCUITS, BISCUITS_LATER)
    async with scene(tmp_path, lines, database=postgres_url, admins=(ADMIN,)) as stage:
        nadia, ines = admin(stage), stage.person("Inès")
        await books(stage, ines, BISCUITS)
        await previews(nadia, FR.moves)
        await sends(stage, nadia)
        await ines.sees(FR.changed, within=10)
        await ines.taps("OK")
        await ines.sees(FR.noted)
        await nadia.taps(FR.calls)
        await nadia.sees("Personne n'est à appeler")
        await previews(nadia, FR.cancels)
        await sends(stage, nadia)
        await ines.sees(FR.called_off, within=10)
        await ines.taps(FR.take)
        await ines.sees("C'est réservé")
        await is_sound(stage)


async def test_whoever_books_while_a_slot_moves_is_told_or_books_the_new_time(
    tmp_path: Path, postgres_url: str
) -> None:
    large = slot("Biscuiterie", at(24, 14), capacity=60)
    async with scene(tmp_path, (large,), database=postgres_url) as stage:
        database, now, ids = stage.program.database, stage.clock.now(), RandomIds()
        sending = Sending(slot_id=1, edit=Edit(starts=at(24, 15, 30)), version=1, intent="once")

        def change(tx: Transaction) -> None:
            change_slot(tx, sending, staff=STAFF, now=now)

        async def guest(number: int) -> None:
            order = Order(slot_id=1, chat_id=number, seats=1, intent=ids.key())
            await database.write(lambda tx: book(tx, order, now=now, ids=ids))

        jobs = [guest(number) for number in range(1, 31)]
        await asyncio.gather(*jobs[:15], database.write(change), *jobs[15:])
        stale = """SELECT COUNT(*) FROM delivery WHERE kind = 'reminder_hours'
                   AND state = 'queued' AND due <> '2026-11-24T12:30:00Z'"""
        assert await stage.value(stale) == 0
        assert await stage.value("SELECT COUNT(*) FROM booking") == 30
        told = int(str(await stage.value("SELECT COUNT(*) FROM notice")))
        assert told == await stage.value("SELECT COUNT(*) FROM booking WHERE sequence = 1")
        await is_sound(stage)


async def test_a_queue_with_a_caller_ends_with_its_slot_and_comes_back(
    tmp_path: Path, postgres_url: str
) -> None:
    async with scene(tmp_path, (CLOCKS,), database=postgres_url, admins=(ADMIN,)) as stage:
        now, ids = stage.clock.now(), RandomIds()

        def story(tx: Transaction) -> list[str]:
            order = Order(slot_id=1, chat_id=1, seats=1, intent="one")
            booking = book(tx, order, now=now, ids=ids)
            caller = Caller(name="Zoé", phone="06")
            entry = wait_for_caller(tx, STAFF, 1, 1, caller, now=now)
            join_waitlist(tx, 1, 1, chat_id=2, now=now)
            for version, state in ((1, SlotState.CANCELLED), (2, SlotState.OPEN)):
                sending = Sending(
                    slot_id=1, edit=Edit(state=state), version=version, intent=str(version)
                )
                change_slot(tx, sending, staff=STAFF, now=now)
            cancel(tx, booking.code, chat_id=1, now=now)
            take_for_caller(tx, STAFF, entry, now=now, ids=ids)
            rows = tx.fetch_all("SELECT state FROM waitlist ORDER BY id")
            return [row["state"] for row in rows]

        assert await stage.program.database.write(story) == ["accepted", "waiting"]
        shown = await stage.rows("SELECT chat_id FROM pub_waitlist ORDER BY seats, chat_id")
        assert [row["chat_id"] for row in shown] == [2, None]
        await is_sound(stage)


async def test_of_two_who_change_a_slot_at_once_one_is_told_to_look_again(
    tmp_path: Path, postgres_url: str
) -> None:
    async with scene(tmp_path, (BISCUITS,), database=postgres_url) as stage:
        results = await both_change(stage, lambda tx: tx)
        assert [type(one) for one in results if isinstance(one, Exception)] == [ChangedMeanwhile]
        assert await stage.value("SELECT version FROM slot") == 2


async def test_the_control_without_the_lock_both_change_what_only_one_has_seen(
    tmp_path: Path, postgres_url: str
) -> None:
    looked = Barrier(2)
    async with scene(tmp_path, (BISCUITS,), database=postgres_url) as stage:
        results = await both_change(stage, lambda tx: cast(Transaction, Unlocked(tx, looked)))
        assert [one for one in results if isinstance(one, Exception)] == []
        assert await stage.value("SELECT version FROM slot") == 3


class Unlocked:
    """A transaction that locks no row: it only waits, once, until the other one has looked."""

    def __init__(self, tx: Transaction, looked: Barrier) -> None:
        """Pass everything on to a transaction but the locks."""
        self._tx, self._looked, self._waited = tx, looked, False

    def lock(self, _table: str, _row_id: int) -> None:
        """Wait for the other one instead."""
        if not self._waited:
            self._waited = True
            self._looked.wait(30)

    def __getattr__(self, name: str) -> object:
        """Do all the rest as it is done."""
        return getattr(self._tx, name)


async def both_change(
    stage: Scene, seen: Callable[[Transaction], Transaction]
) -> list[BaseException | None]:
    """Let two people send a change of the same slot, which they saw as it was."""

    def change(hour: int, tx: Transaction) -> None:
        edit = Edit(starts=at(24, hour))
        sending = Sending(slot_id=1, edit=edit, version=1, intent=f"at {hour}")
        change_slot(seen(tx), sending, staff=STAFF, now=stage.clock.now())

    write = stage.program.database.write
    return await asyncio.gather(
        *(write(partial(change, hour)) for hour in (15, 16)), return_exceptions=True
    )
