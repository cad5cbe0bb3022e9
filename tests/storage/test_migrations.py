"""The schema: made, brought up to date, or refused with the file left as it was."""

import shutil
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from storage.database import SchemaTooNew, StorageDamaged
from storage.migrations import (
    VIEWS,
    _apply,
    migrate_sqlite,
    migrations,
    newest,
    statements,
    view_names,
)
from storage.sqlite import SqliteDatabase

PAGE = 4096


def opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


def schema(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    found = connection.execute(
        "SELECT type, name, COALESCE(sql, '') FROM sqlite_master ORDER BY type, name"
    )
    return [(kind, name, " ".join(sql.split())) for kind, name, sql in found]


def fingerprint(path: Path) -> dict[str, str]:
    """Return what a database's files hold; the log's index and empty files aside."""
    return {
        one.name: sha256(one.read_bytes()).hexdigest()
        for one in sorted(path.parent.glob(path.name + "*"))
        if not one.name.endswith("-shm") and one.stat().st_size
    }


def test_migrations_are_numbered_from_one_without_a_gap() -> None:
    for dialect in ("sqlite", "postgres"):
        numbers = [step.number for step in migrations(dialect)]
        assert numbers == list(range(1, newest() + 1))
        assert all("{identity}" not in step.sql for step in migrations(dialect))


@pytest.mark.parametrize("known", range(newest() + 1))
def test_a_file_of_any_age_gets_the_schema_of_a_fresh_one(tmp_path: Path, known: int) -> None:
    with closing(opened(tmp_path / "fresh")) as fresh, closing(opened(tmp_path / "old")) as old:
        migrate_sqlite(fresh)
        for step in migrations("sqlite")[:known]:
            _apply(old, step)
        migrate_sqlite(old)
        assert schema(old) == schema(fresh)
        assert old.execute("PRAGMA user_version").fetchone() == (newest(),)
        before = schema(fresh)
        migrate_sqlite(fresh)
        assert schema(fresh) == before


def test_views_are_made_anew_when_they_differ_and_rows_stay(tmp_path: Path) -> None:
    with closing(opened(tmp_path / "file")) as connection:
        migrate_sqlite(connection)
        connection.execute("INSERT INTO sector (code, name) VALUES ('a', 'A')")
        wanted = schema(connection)
        connection.execute("DROP VIEW pub_slot")
        connection.execute("DROP VIEW pub_booking")
        connection.execute("CREATE VIEW pub_booking AS SELECT 'old' AS code")
        migrate_sqlite(connection)
        assert schema(connection) == wanted
        assert connection.execute("SELECT name FROM sector").fetchall() == [("A",)]


def test_views_that_are_as_they_should_be_are_left_alone(tmp_path: Path) -> None:
    with closing(opened(tmp_path / "file")) as connection:
        migrate_sqlite(connection)
        version = connection.execute("PRAGMA schema_version").fetchone()
        migrate_sqlite(connection)
        assert connection.execute("PRAGMA schema_version").fetchone() == version


def test_the_public_views_have_the_columns_that_others_rely_on(tmp_path: Path) -> None:
    promised = {
        "pub_slot": "id visit host territory sector starts ends tz capacity state version",
        "pub_booking": "code slot_id chat_id seats state created",
        "pub_waitlist": "slot_id chat_id seats rank state",
        "pub_delivery": "id kind chat_id slot_id due state attempts",
    }
    assert view_names() == list(promised)
    with closing(opened(tmp_path / "file")) as connection:
        migrate_sqlite(connection)
        for name, columns in promised.items():
            found = connection.execute(f"SELECT * FROM {name}").description
            assert [column[0] for column in found] == columns.split()


def test_a_trigger_s_body_is_one_statement() -> None:
    trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  DELETE FROM b;\n  DELETE FROM c;\nEND;\n"
    script = f"{trigger}-- the end\n"
    assert statements(script) == [trigger]
    assert len(statements(VIEWS.read_text())) == len(view_names())


async def test_a_file_of_a_newer_program_is_refused_and_left_as_it_was(path: Path) -> None:
    await (await SqliteDatabase.open(path)).close()
    with closing(opened(path)) as connection:
        connection.execute(f"PRAGMA user_version = {newest() + 1}")
    before = fingerprint(path)
    with pytest.raises(SchemaTooNew, match=f"{newest() + 1} > {newest()}"):
        await SqliteDatabase.open(path)
    assert fingerprint(path) == before


def sound(path: Path, journal: str) -> None:
    """Make a sound file whose rows fill many pages."""
    with closing(opened(path)) as connection:
        connection.execute(f"PRAGMA journal_mode = {journal}")
        migrate_sqlite(connection)
        rows = [(f"code {n}", "name " * 40) for n in range(500)]
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO sector (code, name) VALUES (?, ?)", rows)
        connection.execute("COMMIT")


def overwrite(path: Path, start: int, length: int) -> None:
    content = bytearray(path.read_bytes())
    content[start : start + length] = b"\xff" * length
    path.write_bytes(content)


def damage(path: Path, how: str) -> None:
    """Make a file and damage it."""
    if how == "no database":
        path.write_bytes(b"a letter, not a database\n" * 400)
        return
    sound(path, "DELETE" if how == "a copy's page" else "WAL")
    if how == "cut short":
        path.write_bytes(path.read_bytes()[: 20 * PAGE + 100])
        return
    with closing(opened(path)) as connection:
        (root,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'sector'"
        ).fetchone()
    overwrite(path, (root - 1) * PAGE, PAGE)


@pytest.mark.parametrize("how", ["no database", "cut short", "a page", "a copy's page"])
async def test_a_damaged_file_is_refused_and_left_byte_for_byte(path: Path, how: str) -> None:
    damage(path, how)
    before = fingerprint(path)
    with pytest.raises(StorageDamaged):
        await SqliteDatabase.open(path)
    assert fingerprint(path) == before


async def test_a_damaged_file_with_a_log_that_a_crash_left_keeps_both(
    path: Path, tmp_path: Path
) -> None:
    living = tmp_path / "living.sqlite"
    sound(living, "WAL")
    with closing(opened(living)) as connection:
        connection.execute("INSERT INTO sector (code, name) VALUES ('last', 'in the log')")
        shutil.copy(living, path)
        shutil.copy(living.with_name("living.sqlite-wal"), path.with_name(path.name + "-wal"))
        (root,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'host'"
        ).fetchone()
    overwrite(path, (root - 1) * PAGE, PAGE)
    before = fingerprint(path)
    assert set(before) == {"toctoc.sqlite", "toctoc.sqlite-wal"}
    with pytest.raises(StorageDamaged):
        await SqliteDatabase.open(path)
    assert fingerprint(path) == before


async def test_a_sound_file_with_such_a_log_opens_with_all_that_was_committed(
    path: Path, tmp_path: Path
) -> None:
    living = tmp_path / "living.sqlite"
    sound(living, "WAL")
    with closing(opened(living)) as connection:
        connection.execute("INSERT INTO sector (code, name) VALUES ('last', 'in the log')")
        shutil.copy(living, path)
        shutil.copy(living.with_name("living.sqlite-wal"), path.with_name(path.name + "-wal"))
    database = await SqliteDatabase.open(path)
    found = await database.read(
        lambda tx: tx.fetch_one("SELECT name FROM sector WHERE code = 'last'")
    )
    assert found is not None
    assert found["name"] == "in the log"
    await database.close()


async def test_the_file_keeps_its_promises_after_a_power_cut(path: Path) -> None:
    database = await SqliteDatabase.open(path)
    asked = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
    told = await database.write(
        lambda tx: {name: tx.fetch_one(f"PRAGMA {name}")[name] for name in asked}  # type: ignore[index]
    )
    assert told == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    await database.close()
