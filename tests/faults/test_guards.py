"""Controls: with a guard switched off, the harm is there. A test that can't fail proves nothing."""

import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

from telegram import Update

from bot.app import ALL_GUARDS, Parts
from bot.conversation import Draft, Here, Place, Step
from bot.delivery.processor import Turnstile
from bot.domain.booking import Order
from bot.ids import RandomIds
from bot.services.book import book
from bot.services.owe_ticket import owe_ticket
from handlers import booking
from handlers.callbacks import Confirm
from handlers.incoming import Incoming
from handlers.turn import Deed, Turned, Turns
from storage import bookings
from storage.database import Transaction
from storage.sqlite import SqliteDatabase
from tests.faults.counters import assert_sound, count, until, value
from tests.faults.guests import Town, all_settled, guests, path_of, town
from tests.faults.load import store
from tests.support.programme import PROGRAMME, at, slot
from tests.support.scene import MONDAY, Scene

LAST_SEATS = slot("Biscuiterie", at(24, 14), capacity=5)
PEOPLE = 60


class Unlocked(Turnstile):
    """Lets one person's updates through all at once."""

    async def admit(self, update: Update, process: Callable[[object], Awaitable[None]]) -> None:
        """Process an update without waiting for the one before."""
        await self._until_settled(update, process)


async def who_reached_the_sheet(folder: Path, parts: Parts) -> int:
    """Let people write their four answers in one breath; count who stands at the sheet."""
    answers = ("/book", "Moselle", "Agroalimentaire", "24 novembre")
    async with town(folder, PROGRAMME) as place:
        people = [place.telegram.person(f"P{number}") for number in range(PEOPLE)]
        for person in people:
            for answer in answers:
                await person.says(answer)
        async with place.bot(parts) as stage:
            for person in people:
                await person.sees("", ever=True, within=30)
            await all_settled(stage)
            await until_applied(place, len(answers) * PEOPLE)
        sql = "SELECT COUNT(*) FROM conversation WHERE step = 'sheet'"
        return int(value(place.path, sql))


async def until_applied(place: Town, updates: int) -> None:
    """Wait until so many updates were applied."""
    sql = "SELECT COUNT(*) FROM seen_update"
    await until(lambda: value(place.path, sql) >= updates)


async def test_the_lock_keeps_one_persons_updates_in_order(tmp_path: Path) -> None:
    assert await who_reached_the_sheet(tmp_path, ALL_GUARDS) == PEOPLE


async def test_without_the_lock_answers_overtake_each_other(tmp_path: Path) -> None:
    assert await who_reached_the_sheet(tmp_path, Parts(turnstile=Unlocked)) < PEOPLE


class Generous(Turns):
    """Books without looking at what is left."""

    def _turn(self, incoming: Incoming, deed: Deed, tx: Transaction) -> Turned:
        if deed.door is booking.confirm:
            return super()._turn(incoming, Deed(door=_confirm_blindly, argument=deed.argument), tx)
        return super()._turn(incoming, deed, tx)


def _confirm_blindly(tx: Transaction, here: Here, button: Confirm) -> Place:
    order = Order(
        slot_id=button.slot, chat_id=here.chat_id, seats=button.seats, intent=button.intent
    )
    stored = bookings.add(tx, order, here.ids.code(), here.now)
    return Place(step=Step.BOOKED, draft=Draft(booking=stored.code))


async def oversold(folder: Path, parts: Parts, *, guarded_file: bool = True) -> tuple[int, int]:
    """Let sixty people tap the last five seats at once; return seats sold and O."""
    async with town(folder, [LAST_SEATS]) as place:
        if not guarded_file:
            with closing(sqlite3.connect(place.path)) as connection:
                connection.execute("DROP TRIGGER booking_takes")
        async with place.bot(parts) as stage:
            await all_tap_confirm(stage)
            await all_settled(stage)
            counts = count(stage.telegram, place.path, now=stage.clock.now())
        sold = "SELECT COALESCE(SUM(seats), 0) FROM pub_booking WHERE state = 'confirmed'"
        return int(value(place.path, sold)), counts.O


async def all_tap_confirm(stage: Scene) -> None:
    """Let everybody stand before Confirm, and then tap it."""
    people = await guests(stage, PEOPLE)
    code = value(path_of(stage), "SELECT code FROM slot")
    for person in people:
        await person.says(f"/start s_{code}")
    for person in people:
        await person.sees("Confirmer", within=30)
    for person in people:
        await person.taps("Confirmer")
    for person in people:
        await person.sees("", within=30)


async def test_sixty_taps_on_the_last_five_seats_sell_five(tmp_path: Path) -> None:
    assert await oversold(tmp_path, ALL_GUARDS) == (5, 0)


async def test_without_the_look_at_what_is_left_the_database_still_refuses(
    tmp_path: Path,
) -> None:
    assert await oversold(tmp_path, Parts(turns=Generous)) == (5, 0)


async def test_without_either_guard_seats_are_oversold(tmp_path: Path) -> None:
    sold, over = await oversold(tmp_path, Parts(turns=Generous), guarded_file=False)
    assert (sold, over) == (PEOPLE, PEOPLE - 5)


async def test_the_unique_key_owes_a_ticket_once(tmp_path: Path) -> None:
    path = tmp_path / "toctoc.sqlite"
    await store(path, [LAST_SEATS], MONDAY)
    database = await SqliteDatabase.open(path)
    order = Order(slot_id=1, chat_id=7, seats=1, intent="once")
    booked = await database.write(lambda tx: book(tx, order, now=MONDAY, ids=RandomIds()))
    owed = "SELECT COUNT(*) FROM pub_delivery WHERE kind = 'confirmation'"
    await database.write(lambda tx: owe_ticket(tx, booked, MONDAY))
    assert value(path, owed) == 1
    await database.write(lambda tx: owe_ticket(tx, booked, MONDAY, again="another key"))
    assert value(path, owed) == 2, "the control: under another key it is owed again"
    await database.close()
    assert_sound(path)
