"""`toctoc doctor`: each line says what is wrong and what to do; 1 when something is bad."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.examining_machine import examine_encryption, examine_leftovers
from bot.findings import Level
from simulator import MovableClock, Simulator
from storage import backups
from tests.operate.terminal import Ended, toctoc
from tests.support.process import BotProcess
from tests.support.story import Story


async def examined(file: Path, telegram: Simulator, **env: str) -> Ended:
    settings = {"TOCTOC_TOKEN": telegram.token, "TOCTOC_API_URL": telegram.url}
    return await toctoc("doctor", database=file, env={**settings, **env})


def levels(ended: Ended, words: str) -> list[str]:
    return [line.split()[0] for line in ended.out.splitlines() if words in line]


async def test_all_is_well_beside_a_running_bot(file: Path) -> None:
    async with Simulator() as telegram, BotProcess(telegram=telegram, database=file) as bot:
        await bot.start()
        while await bot.ready() != 200:
            assert bot.process is not None
        await toctoc("backup", file.with_name("copy.sqlite"), database=file)
        ended = await examined(file, telegram)
        assert ended.status == 0, ended.said
        assert {line.split()[0] for line in ended.out.splitlines()} <= {"ok", "warn"}
        for words in ("@simulated_bot", "clock is right", "A bot runs", "0 hours old", "rule"):
            assert levels(ended, words) == ["ok"], (words, ended.out)
        assert telegram.token not in ended.said


@pytest.mark.parametrize(("off", "level"), [(0, "ok"), (10, "warn"), (120, "bad"), (-120, "bad")])
async def test_the_clock_is_compared_with_telegrams(file: Path, off: int, level: str) -> None:
    clock = MovableClock()
    clock.advance(timedelta(seconds=off))
    async with Simulator(clock=clock) as telegram:
        ended = await examined(file, telegram)
        assert levels(ended, " clock is ") == [level], ended.out
        assert ended.status == (1 if level == "bad" else 0)


async def test_a_wrong_token_and_a_silent_telegram_are_bad_and_never_shown(file: Path) -> None:
    async with Simulator(token="1000000:THE-RIGHT-ONE-AND-NO-OTHER-WILL-DO") as telegram:
        wrong = "1000000:A-WRONG-ONE-THAT-LOOKS-LIKE-A-TOKEN"
        ended = await examined(file, telegram, TOCTOC_TOKEN=wrong)
        assert (ended.status, levels(ended, "does not know")) == (1, ["bad"])
        silent = await examined(file, telegram, TOCTOC_API_URL="http://127.0.0.1:9")
        assert (silent.status, levels(silent, "does not answer")) == (1, ["bad"])
        for said in (ended.said, silent.said):
            assert wrong not in said
            assert telegram.token not in said


@pytest.mark.parametrize(
    ("age", "level"),
    [(timedelta(hours=2), "ok"), (timedelta(hours=30), "warn"), (timedelta(days=8), "bad")],
)
async def test_an_old_backup_is_told(story: Story, file: Path, age: timedelta, level: str) -> None:
    backups.note(file, file.with_name("copy.sqlite"), datetime.now(UTC) - age)
    async with Simulator() as telegram:
        ended = await examined(file, telegram)
        assert levels(ended, "last backup") == [level], ended.out
        assert ended.status == (1 if level == "bad" else 0)
    assert story.value("SELECT COUNT(*) FROM fact WHERE name = 'backup_at'") == 1


@pytest.mark.parametrize(
    ("harm", "words", "level"),
    [
        ("PRAGMA user_version = 999", "newer version", "bad"),
        ("INSERT INTO fact VALUES ('x', 'y')", "up to date", "ok"),
    ],
)
async def test_the_schema_is_looked_at(
    story: Story, file: Path, harm: str, words: str, level: str
) -> None:
    story.connection.execute(harm)
    async with Simulator() as telegram:
        assert levels(await examined(file, telegram), words) == [level]


async def test_a_breach_and_readable_files_are_told(story: Story, file: Path) -> None:
    story.slot()
    story.connection.execute("UPDATE slot SET taken = 1")
    for path in (file, file.parent):
        path.chmod(0o755)
    async with Simulator() as telegram:
        ended = await examined(file, telegram)
        assert levels(ended, "seats_miscounted") == ["bad"]
        assert "bad" not in levels(ended, "chmod 600")
        assert "warn" in levels(ended, "chmod 600")


@pytest.mark.parametrize(
    ("uuid", "level"), [("CRYPT-LUKS2-abc-home", Level.OK), ("LVM-abc", Level.WARN)]
)
def test_an_encrypted_disk_is_recognised(tmp_path: Path, uuid: str, level: Level) -> None:
    device = tmp_path.stat().st_dev
    block = tmp_path / f"{device >> 8 & 0xFFF}:{device & 0xFF | device >> 12 & ~0xFF}"
    below = block / "slaves" / "dm-0" / "dm"
    below.mkdir(parents=True)
    (below / "uuid").write_text(f"{uuid}\n")
    assert examine_encryption(tmp_path, tmp_path).level is level


def test_files_kept_aside_are_told(file: Path) -> None:
    for name in ("toctoc.sqlite.before-20261116T080000Z", "toctoc.sqlite"):
        file.with_name(name).touch()
    assert [finding.level for finding in examine_leftovers(file)] == [Level.WARN]
