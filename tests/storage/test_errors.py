"""SQLite's errors, turned into ours at the border."""

import sqlite3
from pathlib import Path

import pytest

from storage.database import (
    ConstraintBroken,
    StorageDamaged,
    StorageError,
    StorageUnavailable,
)
from storage.sqlite import SqliteDatabase
from storage.sqlite_jobs import SqliteTransaction
from tests.support.story import Story

INES = 1


@pytest.mark.parametrize(
    ("sql", "name"),
    [
        pytest.param("UPDATE slot SET taken = 99", "seats_within_capacity", id="named check"),
        pytest.param(
            """INSERT INTO booking (code, slot_id, chat_id, seats, state, intent, created, changed)
               SELECT 'X', slot_id, chat_id, 1, state, 'X', created, changed FROM booking""",
            "booking_once_per_slot",
            id="partial unique index",
        ),
        pytest.param("INSERT INTO sector (code, name) VALUES ('agroalimentaire', '')",
                     "sector.code", id="unique column"),
        pytest.param("UPDATE slot SET code = NULL", "slot.code", id="not null"),
        pytest.param("UPDATE booking SET slot_id = 999", "FOREIGN KEY constraint failed",
                     id="foreign key: SQLite names none"),
    ],
)  # fmt: skip
def test_a_constraint_is_named(story: Story, sql: str, name: str) -> None:
    story.book(INES, story.slot(), 1)
    before = story.everything()
    with pytest.raises(ConstraintBroken) as broken:
        story.tx.execute(sql)
    assert broken.value.name == name
    assert isinstance(broken.value.__cause__, sqlite3.IntegrityError)
    assert story.everything() == before


def test_the_other_unique_index_has_its_name_too(story: Story) -> None:
    visit = story.slot(capacity=1)
    story.book(INES, visit)
    story.wait(2, visit)
    with pytest.raises(ConstraintBroken, match="waitlist_once_per_slot"):
        story.tx.execute(
            """INSERT INTO waitlist (slot_id, chat_id, seats, state, joined)
               SELECT slot_id, chat_id, 1, 'waiting', joined FROM waitlist"""
        )


def test_a_file_that_another_holds_is_unavailable_for_now(story: Story, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "story.sqlite", isolation_level=None, timeout=0)
    story.connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageUnavailable, match="locked"):
        SqliteTransaction(other).execute("UPDATE slot SET taken = 0")
    story.connection.execute("ROLLBACK")
    other.close()


def test_a_statement_with_a_missing_value_is_our_mistake_and_no_damage(story: Story) -> None:
    with pytest.raises(StorageError) as wrong:
        story.tx.execute("UPDATE slot SET taken = :taken", {})
    assert not isinstance(wrong.value, StorageDamaged | StorageUnavailable)


def test_rows_written_many_at_once_are_translated_too(story: Story) -> None:
    rows: list = [{"name": name} for name in ("a", "b", "a")]
    with pytest.raises(ConstraintBroken, match=r"fact\.name"):
        story.tx.attempt(
            lambda tx: tx.execute_many("INSERT INTO fact (name, value) VALUES (:name, '')", rows)
        )
    assert story.rows("SELECT name FROM fact WHERE name IN ('a', 'b')") == []


async def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(StorageUnavailable):
        await SqliteDatabase.open(tmp_path)


async def test_a_path_that_leads_nowhere_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(StorageUnavailable):
        await SqliteDatabase.open(tmp_path / "no" / "such" / "folder.sqlite")
