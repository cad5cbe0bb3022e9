"""`toctoc backup` and `toctoc restore`: what is kept, what is refused, what never comes back."""

import shutil
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import MovedClock
from bot.commands.restoring import restore_file
from bot.domain.times import to_text
from bot.services.forget import forget
from bot.services.restore import BackupTooOld
from bot.settings import Settings
from storage import backups, people, tombstone_file, tombstones
from storage.database import Transaction
from storage.sqlite_file import opened, transact
from tests.operate.terminal import toctoc
from tests.support.programme import PROGRAMME
from tests.support.scene import scene
from tests.support.steps import books
from tests.support.story import Story
from tests.support.values import NOW

INES, KARIM = 1_000_000_001, 1_000_000_002


def two_bookings(story: Story) -> None:
    slot_id = story.slot(capacity=5)
    for who in (INES, KARIM):
        people.note(story.tx, who, "fr", story.now)
        story.book(who, slot_id)


def rows(file: Path, sql: str) -> list[tuple[object, ...]]:
    with opened(file) as connection:
        return [tuple(row) for row in connection.execute(sql)]


def names_like(pattern: str, folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob(pattern))


def wipe(file: Path) -> None:
    for path in file.parent.glob(f"{file.name}*"):
        path.unlink()


def settings_of(file: Path) -> Settings:
    return Settings.model_validate({"database": f"sqlite:///{file}", "language": "en"})


async def put_back(copy: Path, file: Path, at: datetime = NOW) -> int:
    """Restore a copy, at a moment of the story."""
    return await restore_file(settings_of(file), copy, MovedClock(at - datetime.now(UTC)))


async def test_a_copy_made_beside_a_bot_holds_everything_and_is_noted(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        code = await books(stage, stage.person("Inès"), PROGRAMME[0])
        copy = tmp_path / "copy.sqlite"
        made = await toctoc("backup", copy, database=tmp_path / "toctoc.sqlite")
        assert (made.status, made.err) == (0, "")
        assert "(1 bookings, 6 slots, " in made.out
        assert rows(copy, "SELECT code FROM pub_booking") == [(code,)]
        assert rows(copy, "PRAGMA integrity_check") == [("ok",)]
        assert copy.stat().st_mode & 0o777 == 0o600
        assert await stage.value("SELECT COUNT(*) FROM fact WHERE name = 'backup_at'") == 1
    assert names_like("*copy*", tmp_path) == ["copy.sqlite"]


async def test_a_copy_replaces_a_copy_and_nothing_else(story: Story, file: Path) -> None:
    two_bookings(story)
    copy, letter = file.with_name("copy.sqlite"), file.with_name("letter.txt")
    letter.write_text("keep me")
    for _ in range(2):
        assert (await toctoc("backup", copy, database=file)).status == 0
    for target in (file, letter, file.parent, file.with_name("no") / "folder.sqlite"):
        refused = await toctoc("backup", target, database=file)
        assert refused.status in (1, 2), target
        assert refused.err
    assert letter.read_text() == "keep me"


async def test_a_damaged_database_gives_no_copy(story: Story, file: Path) -> None:
    two_bookings(story)
    story.connection.execute("PRAGMA writable_schema = ON")
    story.connection.execute("UPDATE sqlite_master SET rootpage = 4 WHERE name = 'booking'")
    story.connection.close()
    copy = file.with_name("copy.sqlite")
    assert (await toctoc("backup", copy, database=file)).status == 1
    assert not list(file.parent.glob("*copy*"))


def test_a_copy_that_lacks_a_booking_is_not_kept(story: Story, file: Path) -> None:
    two_bookings(story)
    copy = file.with_name("copy.sqlite")
    backups.make(file, copy, story.now)
    with opened(copy, read_only=False) as connection:
        connection.execute("DELETE FROM delivery")
        connection.execute("DELETE FROM booking WHERE id = 1")
    with pytest.raises(backups.NotACopy):
        backups._sealed(copy, {"booking": 2, "slot": 1}, story.now)


async def test_restoring_puts_everything_back_and_the_old_file_aside(
    story: Story, file: Path
) -> None:
    two_bookings(story)
    copy = file.with_name("copy.sqlite")
    assert (await toctoc("backup", copy, database=file)).status == 0
    story.book(1_000_000_003, 1)
    story.connection.close()  # with everything in the log only: killed
    back = await toctoc("restore", copy, database=file)
    assert (back.status, back.err) == (0, "")
    assert rows(file, "SELECT COUNT(*) FROM booking") == [(2,)]
    (aside,) = file.parent.glob("toctoc.sqlite.before-*Z")
    assert rows(aside, "SELECT COUNT(*) FROM booking") == [(3,)]
    assert (await toctoc("check", database=file)).status == 0


async def test_a_log_left_behind_is_not_played_into_the_restored_file(
    story: Story, file: Path, tmp_path: Path
) -> None:
    two_bookings(story)
    copy, crashed = tmp_path / "copy.sqlite", tmp_path / "crashed"
    backups.make(file, copy, story.now)
    crashed.mkdir()
    story.book(1_000_000_003, 1)
    for ending in ("", "-wal", "-shm"):  # as a power cut leaves them
        shutil.copy(f"{file}{ending}", crashed / f"toctoc.sqlite{ending}")
    (crashed / "toctoc.sqlite").write_bytes(b"SQLite format 3\0 and then nothing")
    assert await put_back(copy, crashed / "toctoc.sqlite") == 0
    assert rows(crashed / "toctoc.sqlite", "SELECT COUNT(*) FROM booking") == [(2,)]
    assert rows(crashed / "toctoc.sqlite", "PRAGMA integrity_check") == [("ok",)]


async def test_while_a_bot_runs_nothing_is_restored(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        database, copy = tmp_path / "toctoc.sqlite", tmp_path / "copy.sqlite"
        assert (await toctoc("backup", copy, database=database)).status == 0
        await books(stage, stage.person("Inès"), PROGRAMME[0])
        refused = await toctoc("restore", copy, database=database)
        assert refused.status == 1
        assert "already runs" in refused.err
        assert await stage.value("SELECT COUNT(*) FROM booking") == 1


@pytest.mark.parametrize("harm", ["not a database", "torn", "newer", "empty"])
async def test_what_is_no_sound_backup_is_refused_and_nothing_changes(
    story: Story, file: Path, harm: str
) -> None:
    two_bookings(story)
    copy = file.with_name("copy.sqlite")
    backups.make(file, copy, story.now)
    if harm == "torn":
        content = copy.read_bytes()
        copy.write_bytes(content[:8192] + b"\xff" * 4096 + content[12288:])
    elif harm == "newer":
        with sqlite3.connect(copy) as connection:
            connection.execute("PRAGMA user_version = 9999")
    else:
        copy.write_bytes(b"" if harm == "empty" else b"a letter, not a backup" * 999)
    refused = await toctoc("restore", copy, database=file)
    assert refused.status == 1
    assert refused.err
    assert rows(file, "SELECT COUNT(*) FROM booking") == [(2,)]
    assert not list(file.parent.glob("*restoring*"))
    assert not list(file.parent.glob("*before*"))


async def test_what_was_due_is_not_sent_again_and_what_is_to_come_is(
    story: Story, file: Path
) -> None:
    two_bookings(story)
    story.connection.execute(
        "UPDATE delivery SET state = 'sending', lease_until = due WHERE id = 1"
    )
    copy = file.with_name("copy.sqlite")
    backups.make(file, copy, story.now)
    await put_back(copy, file, story.now + timedelta(hours=1))
    due = f"due <= '{to_text(story.now + timedelta(hours=1))}'"
    states = f"SELECT DISTINCT {due}, state FROM delivery ORDER BY 1, 2"
    assert rows(file, states) == [(0, "queued"), (1, "missed")]
    assert rows(copy, states) == [(0, "queued"), (1, "queued"), (1, "sending")]


def erase(file: Path, who: int, at: datetime) -> None:
    def job(tx: Transaction) -> None:
        forget(tx, who, at)

    with opened(file, read_only=False) as connection:
        transact(connection, job, write=True)


@pytest.mark.parametrize(
    "known_from",
    ["the old file", "beside the database", "beside the backup", "nowhere (the control)"],
)
async def test_who_was_erased_after_the_backup_does_not_come_back(
    story: Story, file: Path, tmp_path: Path, known_from: str
) -> None:
    two_bookings(story)
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    copy = shelf / "copy.sqlite"
    backups.make(file, copy, story.now)
    story.connection.close()
    erase(file, INES, story.now + timedelta(hours=1))
    with opened(file) as connection:
        erased = transact(connection, tombstones.all_of_them)
    if known_from != "the old file":
        wipe(file)
    if known_from == "beside the database":
        tombstone_file.write(tombstone_file.beside(file), erased, story.now)
    elif known_from == "beside the backup":
        tombstone_file.write(tombstone_file.beside(file, shelf), erased, story.now)
    await put_back(copy, file, story.now + timedelta(hours=2))
    there = {who for (who,) in rows(file, "SELECT chat_id FROM person")}
    assert there == ({INES, KARIM} if "control" in known_from else {KARIM})
    seats = rows(file, "SELECT taken FROM slot")
    assert seats == ([(2,)] if "control" in known_from else [(1,)])


async def test_who_came_back_after_being_erased_stays(story: Story, file: Path) -> None:
    two_bookings(story)
    forget(story.tx, INES, story.now)
    story.advance(minutes=5)
    people.note(story.tx, INES, "fr", story.now)
    copy = file.with_name("copy.sqlite")
    backups.make(file, copy, story.now)
    await put_back(copy, file, story.now)
    assert (INES,) in rows(file, "SELECT chat_id FROM person")


async def test_a_backup_older_than_the_tombstones_is_refused(story: Story, file: Path) -> None:
    two_bookings(story)
    copy = file.with_name("copy.sqlite")
    backups.make(file, copy, story.now)
    with pytest.raises(BackupTooOld):
        await put_back(copy, file, story.now + timedelta(days=181))
    assert rows(file, "SELECT COUNT(*) FROM booking") == [(2,)]
