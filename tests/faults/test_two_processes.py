"""Two processes on one token and one file: the second refuses to start, saying why."""

from pathlib import Path

from simulator import Simulator
from tests.faults.counters import assert_sound, until
from tests.support.process import BotProcess, free_port


async def test_the_second_refuses_and_the_first_is_not_disturbed(tmp_path: Path) -> None:
    path = tmp_path / "toctoc.sqlite"
    async with Simulator() as telegram:
        first = BotProcess(telegram=telegram, database=path, cli=True)
        second = BotProcess(telegram=telegram, database=path, cli=True)
        second.log_name = "second.log"
        async with first.alive(), second:
            await until(lambda: telegram.calls["getUpdates"])
            await second.start()
            assert await second.ends() == 1
            said = second.log.read_text()
            assert "tourne déjà" in said
            assert str(path) in said
            ada = telegram.person("Ada")
            await ada.says("/start")
            await ada.sees("Bonjour", within=30)
            assert await first.stop() == 0
        third = BotProcess(telegram=telegram, database=path, cli=True)
        async with third.alive():
            await ada.says("/help")
            await ada.sees("", within=30)
    assert_sound(path)


async def test_a_killed_process_leaves_no_lock_behind(tmp_path: Path) -> None:
    path = tmp_path / "toctoc.sqlite"
    async with Simulator() as telegram:
        ada = telegram.person("Ada")
        bot = BotProcess(telegram=telegram, database=path, cli=True)
        for _ in range(2):
            async with bot.alive():
                await ada.says("/start")
                await ada.sees("Bonjour", within=30)
    assert_sound(path)


async def test_it_can_be_stopped_while_telegram_can_not_be_reached(tmp_path: Path) -> None:
    async with Simulator() as telegram:
        nowhere = {"TOCTOC_API_URL": f"http://127.0.0.1:{free_port()}"}
        bot = BotProcess(
            telegram=telegram, database=tmp_path / "toctoc.sqlite", cli=True, more=nowhere
        )
        async with bot.alive():
            await until(lambda: "be reached" in bot.log.read_text())
            assert await bot.stop() == 0
