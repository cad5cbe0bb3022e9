"""Controls of changed slots: with a guard left out, the harm is there."""

from dataclasses import replace
from pathlib import Path

from bot.delivery.wire import Call
from bot.domain.changes import Edit, edited
from bot.domain.deliveries import Delivery, DeliveryState, Kind
from bot.domain.staff import Grant, Role, Staff
from bot.services.change_slot import Sending, change_slot
from bot.services.owe_notices import owe_notice
from handlers.letters import Composer
from storage import bookings, catalogue, changes, notices
from storage.database import Transaction
from tests.support.changing import is_sound
from tests.support.programme import BISCUITS, at
from tests.support.scene import Scene, scene
from tests.support.steps import books
from tests.support.team import ADMIN

STAFF = Staff(user_id=ADMIN, grants=(Grant(role=Role.ADMIN),))
TWO_DAYS_LATER = Edit(starts=at(26, 14))


async def changed(stage: Scene, edit: Edit, *, version: int, intent: str) -> None:
    sending = Sending(slot_id=1, edit=edit, version=version, intent=intent)

    def job(tx: Transaction) -> None:
        change_slot(tx, sending, staff=STAFF, now=stage.clock.now())

    await stage.program.database.write(job)


async def test_a_reminder_that_was_claimed_before_the_slot_moved_is_not_sent(
    tmp_path: Path,
) -> None:
    async with scene(tmp_path, (BISCUITS,), at=at(23, 18)) as stage:
        ines = stage.person("Inès")
        await books(stage, ines, BISCUITS)
        compose = Composer(
            database=stage.program.database,
            clock=stage.clock,
            username="toctoc_bot",
            default_language="fr",
        )
        claimed = Delivery(
            kind=Kind.REMINDER_DAY,
            chat_id=ines.id,
            dedup_key="claimed",
            due=stage.clock.now(),
            urgency=stage.clock.now(),
            slot_id=1,
            booking_id=1,
            fields={"sequence": 0},
        )
        assert isinstance(await compose(claimed), Call)
        await changed(stage, TWO_DAYS_LATER, version=1, intent="move")
        assert await compose(claimed) is DeliveryState.CANCELLED
        blind = await compose(replace(claimed, fields={}))
        assert isinstance(blind, Call)  # « C'est demain ! … jeudi 26 novembre », on Monday


async def test_a_slot_written_past_the_service_leaves_reminders_of_the_old_time(
    tmp_path: Path,
) -> None:
    async with scene(tmp_path, (BISCUITS,)) as stage:
        await books(stage, stage.person("Inès"), BISCUITS)
        await changed(stage, TWO_DAYS_LATER, version=1, intent="move")
        await is_sound(stage)

        def write_alone(tx: Transaction) -> None:
            slot = catalogue.slot(tx, 1)
            assert slot is not None
            changes.apply(tx, edited(slot, Edit(starts=at(27, 14)), ""), None)

        await stage.program.database.write(write_alone)
        stale = """SELECT COUNT(*) FROM delivery JOIN slot ON slot.id = delivery.slot_id
                   WHERE kind LIKE 'reminder%' AND delivery.state = 'queued'
                   AND delivery.urgency <> slot.starts"""
        assert await stage.value(stale) == 2


async def test_without_its_own_key_a_notice_would_be_owed_with_each_tap(tmp_path: Path) -> None:
    async with scene(tmp_path, (BISCUITS,)) as stage:
        await books(stage, stage.person("Inès"), BISCUITS)
        await changed(stage, TWO_DAYS_LATER, version=1, intent="move")

        def tap_again(tx: Transaction) -> tuple[int, int]:
            (notice,) = notices.of_change(tx, 1)
            (booking,) = bookings.confirmed_on(tx, 1)
            owe_notice(tx, notice, booking, stage.clock.now())
            owed = len(tx.fetch_all("SELECT 1 FROM delivery WHERE kind = 'notice'"))
            owe_notice(tx, replace(notice, id=99), booking, stage.clock.now())
            return owed, len(tx.fetch_all("SELECT 1 FROM delivery WHERE kind = 'notice'"))

        assert await stage.program.database.write(tap_again) == (1, 2)


async def test_without_the_key_of_the_tap_a_second_tap_would_change_the_slot_again(
    tmp_path: Path,
) -> None:
    async with scene(tmp_path, (BISCUITS,)) as stage:
        await books(stage, stage.person("Inès"), BISCUITS)
        for _ in range(2):
            await changed(stage, Edit(late=20), version=1, intent="one tap")
        assert await stage.value("SELECT COUNT(*) FROM audit") == 1
        await changed(stage, Edit(late=30), version=2, intent="another tap")
        assert await stage.value("SELECT COUNT(*) FROM audit") == 2
