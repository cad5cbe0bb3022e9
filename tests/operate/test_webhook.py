"""The webhook: only Telegram gets in, and nobody's words get out."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from simulator import Actor, Simulator
from tests.support.process import BotProcess, free_port
from tests.support.programme import PROGRAMME
from tests.support.scene import Scene, scene, settings_for

SECRET = "a-secret-of-the-tests"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
SECRETIVE = "Je m'appelle Zébulon Quatrefages, 06 39 98 12 34"

LONG_ID = 8_123_456_789_017  # that no figure holds by chance


@asynccontextmanager
async def on_a_webhook(folder: Path) -> AsyncIterator[tuple[Scene, str]]:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    async with scene(
        folder,
        PROGRAMME,
        mode="webhook",
        listen=f"127.0.0.1:{port}",
        webhook_url=address,
        webhook_secret=SECRET,
    ) as stage:
        yield stage, f"{address}/telegram"


async def test_a_visit_is_booked_over_a_webhook(tmp_path: Path) -> None:
    async with on_a_webhook(tmp_path) as (stage, _address):
        ines = stage.person("Inès")
        for said, seen in (
            ("/book", "Où souhaitez-vous"),
            ("Moselle", "Quel secteur"),
            ("Agroalimentaire", "Quel jour"),
            ("1", "Chaussures fermées"),
            ("oui", "C'est réservé"),
        ):
            await ines.says(said)
            await ines.sees(seen)
        assert await stage.value("SELECT COUNT(*) FROM pub_booking") == 1


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        pytest.param({}, b"{}", 403, id="no secret"),
        pytest.param({HEADER: ""}, b"{}", 403, id="an empty secret"),
        pytest.param({HEADER: "a-secret-of-somebody"}, b"{}", 403, id="a wrong secret"),
        pytest.param({HEADER: SECRET}, b"\xff\xfe", 400, id="not JSON"),
        pytest.param({HEADER: SECRET}, b"[1]", 400, id="not an update"),
        pytest.param({HEADER: SECRET}, b'{"update_id": "x"}', 400, id="an id that is no number"),
        pytest.param({HEADER: SECRET}, b"[" * 10_000, 400, id="deep JSON"),
        pytest.param({HEADER: SECRET}, b" " * 1_000_001, 413, id="over a megabyte"),
        pytest.param({HEADER: SECRET}, b'{"update_id": 7, "novelty": {}}', 200, id="a new kind"),
    ],
)
async def test_what_is_no_update_is_turned_away(
    tmp_path: Path, headers: dict[str, str], body: bytes, status: int
) -> None:
    async with on_a_webhook(tmp_path) as (stage, address), aiohttp.ClientSession() as session:
        async with session.post(address, data=body, headers=headers) as answer:
            assert answer.status == status
        assert await stage.value("SELECT COUNT(*) FROM conversation") == 0


async def test_webhook_mode_refuses_to_start_without_a_secret(tmp_path: Path) -> None:
    async with Simulator() as telegram:
        with pytest.raises(ValueError, match="TOCTOC_WEBHOOK_SECRET"):
            settings_for(telegram, tmp_path, mode="webhook", webhook_url="https://a.example")


async def test_nothing_that_a_process_writes_tells_the_token_or_what_people_say(
    tmp_path: Path,
) -> None:
    async with Simulator() as telegram:
        bot = BotProcess(telegram=telegram, database=tmp_path / "toctoc.sqlite")
        await bot.start()
        zebulon = telegram.join(Actor("Zébulon Quatrefages", "fr", id=LONG_ID))
        for said in (SECRETIVE, "/start p_zebulon", "/zebulon", "<b>Zébulon"):
            await zebulon.says(said)
        await zebulon.sees("Je n'ai pas compris", within=30, ever=True)
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"{bot.address}/metrics") as answer,
        ):
            told = await answer.text()
        assert await asyncio.wait_for(bot.stop(), 15) == 0
        told += bot.log.read_text()
        assert told
        for secret in (telegram.token, "SIMULATED-TOKEN", "bulon", "06 39", str(zebulon.id)):
            assert secret not in told
