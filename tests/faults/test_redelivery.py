"""The same update again: three times, out of order, after a restart, with ids that jump down."""

import asyncio
from pathlib import Path
from typing import Any

import aiohttp

from bot.app import ALL_GUARDS, Parts
from handlers.incoming import Incoming
from handlers.turn import Deed, Turned, Turns, _keep
from simulator import Person
from storage.database import Transaction
from tests.faults.counters import assert_sound, copies, count, value
from tests.faults.guests import Town, all_settled, town
from tests.support.process import free_port
from tests.support.programme import at, slot

LINE = slot("Biscuiterie", at(24, 14), capacity=50)
SECRET = "a-secret-of-the-tests"
BOOKINGS = "SELECT COUNT(*) FROM pub_booking"
TICKETS = "SELECT COUNT(*) FROM pub_delivery WHERE kind = 'confirmation'"


class Unseeing(Turns):
    """Acts on an update whether it was seen or not."""

    def _act(self, incoming: Incoming, deed: Deed, live: int | None, tx: Transaction) -> Turned:
        turned = self._turn(incoming, deed, tx)
        _keep(incoming, turned, live, tx)
        return turned


async def post(place: Town, bodies: list[dict[str, Any]]) -> list[int]:
    """Post updates to the bot's webhook, all at once; return the answers' statuses."""
    url = f"http://{place.settings.listen}{place.settings.webhook_path}"
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}

    async def one(session: aiohttp.ClientSession, body: dict[str, Any]) -> int:
        async with session.post(url, json=body, headers=headers) as answer:
            return answer.status

    async with aiohttp.ClientSession() as session:
        return await asyncio.gather(*(one(session, body) for body in bodies))


def webhook_settings() -> dict[str, Any]:
    """Return what a bot with a webhook is told."""
    port = free_port()
    return {
        "mode": "webhook",
        "listen": f"127.0.0.1:{port}",
        "webhook_url": f"http://127.0.0.1:{port}",
        "webhook_secret": SECRET,
    }


async def at_the_sheet(place: Town, person: Person) -> None:
    """Lead somebody to the sheet of the one slot."""
    code = value(place.path, "SELECT code FROM slot")
    await person.says(f"/start s_{code}")
    await person.sees("Confirmer")


async def tickets_after_three_copies(folder: Path, parts: Parts) -> int:
    """Hand over one tap on « another ticket » three times more; return the tickets owed."""
    async with town(folder, [LINE], **webhook_settings()) as place:
        ines = place.telegram.person("Inès")
        async with place.bot(parts):
            await at_the_sheet(place, ines)
            await ines.taps("Confirmer")
            await ines.sees("C'est réservé")
            await ines.taps("Voir ou changer cette visite")
            await ines.sees("Déplacer")
        await ines.taps("billet")
        (again,) = [update.body() for update in place.telegram.state.updates.pending()]
        async with place.bot(parts) as stage:
            assert await post(place, [again] * 3) == [200] * 3
            await all_settled(stage)
        assert_sound(place.path)
        return int(value(place.path, TICKETS))


async def test_a_tap_handed_over_four_times_acts_once(tmp_path: Path) -> None:
    assert await tickets_after_three_copies(tmp_path, ALL_GUARDS) == 2


async def test_without_the_set_of_those_seen_every_copy_acts(tmp_path: Path) -> None:
    """The control."""
    assert await tickets_after_three_copies(tmp_path, Parts(turns=Unseeing)) == 5


async def test_ten_taps_within_a_second_three_times_each_and_reordered_book_once(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, [LINE], **webhook_settings()) as place:
        ines = place.telegram.person("Inès")
        async with place.bot():
            await at_the_sheet(place, ines)
        await ines.taps("Confirmer")
        for _ in range(9):
            await ines.taps_again()
        bodies = [update.body() for update in place.telegram.state.updates.pending()]
        async with place.bot() as stage:
            assert set(await post(place, bodies[::-1] * 3)) == {200}
            await all_settled(stage)
            counts = count(place.telegram, place.path, now=stage.clock.now())
        counts.assert_kept()
        assert (value(place.path, BOOKINGS), counts.Dm) == (1, 0)
        assert copies(place.telegram)[ines.id, "confirmation"] == 1


async def test_ids_that_jump_down_are_served_like_others(tmp_path: Path) -> None:
    async with town(tmp_path, [LINE]) as place, place.bot():
        ines, ugo = place.telegram.person("Inès"), place.telegram.person("Ugo")
        await ines.says("/start")
        await ines.sees("Bonjour")
        place.telegram.jump_update_id(77)
        await at_the_sheet(place, ugo)
        await ugo.taps("Confirmer")
        await ugo.sees("C'est réservé")
        assert value(place.path, BOOKINGS) == 1


async def test_an_offset_replayed_after_a_restart_books_once(tmp_path: Path) -> None:
    async with town(tmp_path, [LINE]) as place:
        ines = place.telegram.person("Inès")
        async with place.bot():
            await at_the_sheet(place, ines)
            await ines.taps("Confirmer")
            await ines.sees("C'est réservé")
        place.telegram.jump_update_id(place.telegram.state.updates._next_id - 1)
        await ines.taps_again()  # under the id of the one before, as a replay has it
        async with place.bot() as stage:
            await ines.sees("C'est réservé", ever=True)
            await all_settled(stage)
        assert (value(place.path, BOOKINGS), value(place.path, TICKETS)) == (1, 1)
