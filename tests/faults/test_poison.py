"""An update on which the program always fails, and updates that nobody foresaw."""

import json
from pathlib import Path
from typing import Any

from bot.app import Parts
from bot.delivery.processor import TRIES
from handlers.incoming import Incoming
from handlers.turn import Deed, Turns
from simulator import Simulator
from tests.faults.counters import assert_sound, copies, until, value, view
from tests.faults.guests import all_settled, guests, town
from tests.faults.test_redelivery import post, webhook_settings
from tests.support.process import BotProcess

NAME = "Désirée Confidentielle"
STRANGE: list[dict[str, Any]] = [
    {"chat_boost": {"chat": {"id": 7, "type": "private", "first_name": NAME}}},
    {"something_new": {"from": {"first_name": NAME}}},
    {"message": {"message_id": 1, "text": NAME}},
    {"message": {"message_id": 1, "date": 10**18, "chat": {"id": 7, "type": "private"}}},
    {"message": {"message_id": 1, "date": "soon", "chat": {"first_name": NAME}}},
    {"message": [NAME]},
    {"callback_query": {"id": "1", "data": NAME}},
    {"callback_query": {"id": "1", "from": {"id": 7, "is_bot": False, "first_name": NAME}}},
    {"my_chat_member": {"chat": {"id": 7, "type": "private", "first_name": NAME}}},
    {"edited_message": None},
    {},
]


class Poisonable(Turns):
    """Fails on one word."""

    async def take(self, incoming: Incoming, deed: Deed) -> None:
        """Take a turn, unless the word is said."""
        if incoming.text == "/book poison":
            raise ZeroDivisionError(incoming.text)
        await super().take(incoming, deed)


async def test_after_five_tries_it_is_set_aside_while_others_are_served(tmp_path: Path) -> None:
    async with town(tmp_path) as place, place.bot(Parts(turns=Poisonable)) as stage:
        ada, bob = await guests(stage, 2)
        await ada.says("/book poison")
        await bob.says("/help")
        await bob.sees("Bonjour", ever=True)
        await ada.sees("Un problème est survenu de notre côté")
        await ada.says("/start")
        await ada.sees("Bonjour")
        await all_settled(stage)
        rows = view(place.path, "SELECT attempts, set_aside, error FROM failed_update")
        assert [tuple(row) for row in rows] == [(TRIES, 1, "ZeroDivisionError")]
        assert copies(place.telegram)[ada.id, "apology"] == 1
        assert_sound(place.path)


async def test_updates_that_nobody_foresaw_are_passed_over(tmp_path: Path) -> None:
    async with town(tmp_path, **webhook_settings()) as place, place.bot() as stage:
        bodies = [{"update_id": 10 + n, **strange} for n, strange in enumerate(STRANGE)]
        assert await post(place, bodies) == [200] * len(STRANGE)
        await guests(stage, 2)
        seen = value(place.path, "SELECT COUNT(*) FROM seen_update WHERE update_id < 100")
        assert seen == len(STRANGE)
        assert value(place.path, "SELECT COUNT(*) FROM failed_update") == 0


async def test_nothing_personal_of_them_is_logged(tmp_path: Path) -> None:
    path = tmp_path / "toctoc.sqlite"
    async with Simulator() as telegram:
        bot = BotProcess(telegram=telegram, database=path, more={"TOCTOC_LISTEN": "127.0.0.1:0"})
        async with bot.alive():
            await until(lambda: telegram.calls["getUpdates"])
            ada = telegram.person(NAME)
            for kind, content in (pair for s in STRANGE for pair in s.items()):
                telegram.state.updates.allowed = frozenset()
                telegram.state.updates.add(kind, content, queue=kind)
            await ada.says("/start")
            await ada.sees("Bonjour", within=30)
        log = bot.log.read_text()
    assert "update not understood" in log
    assert not [word for word in (NAME, json.dumps(NAME)[1:-1], str(ada.id)) if word in log]
