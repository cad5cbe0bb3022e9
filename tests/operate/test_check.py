"""`toctoc check`: each invariant is broken on purpose, with the guard before it switched off."""

from pathlib import Path

import pytest

from storage.invariants import INVARIANTS, breaches
from storage.tombstones import add as add_tombstone
from tests.operate.terminal import toctoc
from tests.support.programme import PROGRAMME
from tests.support.scene import scene
from tests.support.steps import books
from tests.support.story import Story

INES, KARIM = 1001, 1002
BREACHES = [
    pytest.param("seats_oversold", ("UPDATE slot SET capacity = 1",), id="oversold"),
    pytest.param("seats_miscounted", ("UPDATE slot SET taken = taken + 1",), id="miscounted"),
    pytest.param("class_miscounted", ("UPDATE booking SET pupils = 9",), id="heads without seats"),
    pytest.param(
        "booked_twice",
        ("DROP INDEX booking_once_per_slot", "UPDATE booking SET chat_id = 1001"),
        id="one person twice on a slot",
    ),
    pytest.param(
        "confirmation_not_owed",
        ("DELETE FROM delivery WHERE kind = 'confirmation'",),
        id="nobody is told",
    ),
    pytest.param(
        "reminder_of_nothing",
        ("UPDATE booking SET state = 'cancelled'",),
        id="reminded of a cancelled visit",
    ),
    pytest.param(
        "reminder_of_old_time",
        ("UPDATE slot SET starts = '2026-11-24T09:00:00Z'",),
        id="reminded of an hour that is no more",
    ),
    pytest.param(
        "notice_of_nothing",
        (
            "INSERT INTO slot_change (at, origin, intent) VALUES ('', 'staff', 'x')",
            "INSERT INTO notice (change_id, booking_id, slot_id, before, after, first, state)"
            " VALUES (1, 1, 1, '{}', '{}', '', 'dropped')",
            "INSERT INTO delivery (dedup_key, kind, lane, chat_id, due, urgency)"
            " VALUES ('notice:1', 'notice', 2, 1001, '2026-11-16T08:00:00Z', '')",
        ),
        id="told of what is not so",
    ),
    pytest.param(
        "broadcast_twice",
        (
            "INSERT INTO broadcast (intent, kind, state, texts, circle, expected, created, due)"
            " VALUES ('x', 'news', 'sending', '{}', '{}', 2, '', '9')",
            "UPDATE delivery SET broadcast_id = 1",
        ),
        id="the same message from one broadcast, again",
    ),
    pytest.param("three_copies", ("UPDATE delivery SET doubts = 2",), id="a third copy"),
    pytest.param(
        "neither_final_nor_scheduled",
        ("UPDATE delivery SET lease_until = due",),
        id="called by nobody",
    ),
    pytest.param(
        "neither_final_nor_scheduled",
        ("UPDATE delivery SET state = 'sent'",),
        id="ended without an end",
    ),
    pytest.param(
        "hold_without_offer",
        ("DROP TRIGGER hold_changes", "UPDATE waitlist SET held = 1"),
        id="seats held for nobody",
    ),
    pytest.param(
        "seats_unfollowed",
        ("DROP TRIGGER slot_fills", "UPDATE slot SET capacity = 3"),
        id="seats again, and not on the list",
    ),
    pytest.param("slots_miscounted", ("UPDATE slot_count SET listed = 0",), id="slots uncounted"),
    pytest.param("visits_miscounted", ("DELETE FROM visit_count",), id="visits uncounted"),
    pytest.param("gate_overdrawn", ("UPDATE slot SET gate_closed = -1",), id="more than allowed"),
    pytest.param(
        "presence_out_of_step",
        (
            "INSERT INTO attendance (booking_id, slot_id, present, at)"
            " SELECT id, slot_id, 1, created FROM booking LIMIT 1",
        ),
        id="there, and still expected",
    ),
    pytest.param("slot_misplaced", ("UPDATE slot SET ends = starts",), id="over at once"),
]


def busy(story: Story) -> None:
    """Let two people book, and a third wait."""
    slot_id = story.slot(capacity=2)
    for who in (INES, KARIM):
        story.connection.execute(
            "INSERT INTO person (chat_id, created) VALUES (?, '2026-11-16T08:00:00Z')", (who,)
        )
        story.book(who, slot_id)
    story.wait(1003, slot_id)


def names(story: Story) -> list[str]:
    return [breach.name for breach in breaches(story.tx)]


@pytest.mark.parametrize(("name", "harm"), BREACHES)
def test_a_breach_is_found_and_named(story: Story, name: str, harm: tuple[str, ...]) -> None:
    busy(story)
    assert names(story) == []
    story.connection.execute("PRAGMA ignore_check_constraints = ON")
    for statement in harm:
        story.connection.execute(statement)
    assert name in names(story)


@pytest.mark.parametrize(
    ("name", "table", "column"),
    [
        pytest.param("intent_twice", "booking", "intent", id="one tap, two bookings"),
        pytest.param("owed_twice", "delivery", "dedup_key", id="one message, two rows"),
    ],
)
def test_what_a_unique_key_forbids_is_found_without_it(
    story: Story, name: str, table: str, column: str
) -> None:
    busy(story)
    (sql,) = story.rows(f"SELECT sql FROM sqlite_master WHERE name = '{table}'")
    loose = sql[0].replace(f"{column} TEXT NOT NULL UNIQUE", f"{column} TEXT NOT NULL")
    rows = story.rows(f"SELECT * FROM {table}")
    story.connection.execute("PRAGMA foreign_keys = OFF")
    story.connection.execute("PRAGMA legacy_alter_table = ON")
    for view in ("pub_booking", "pub_delivery"):
        story.connection.execute(f"DROP VIEW {view}")
    story.connection.execute(f"ALTER TABLE {table} RENAME TO strict_{table}")
    story.connection.execute(loose)
    marks = ", ".join("?" * len(rows[0]))
    story.connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
    story.connection.execute(f"UPDATE {table} SET {column} = 'the same'")
    assert name in names(story)


def test_somebody_erased_and_yet_there_is_found(story: Story) -> None:
    busy(story)
    add_tombstone(story.tx, INES, story.now)
    assert names(story) == ["erased_but_there"]


def test_every_invariant_has_a_test_that_breaks_it() -> None:
    broken = {parameters.values[0] for parameters in BREACHES}
    assert broken | {"intent_twice", "owed_twice"} == set(INVARIANTS)


async def test_beside_a_running_bot_it_finds_nothing_and_then_what_was_broken(
    tmp_path: Path,
) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        database = tmp_path / "toctoc.sqlite"
        await books(stage, stage.person("Inès"), PROGRAMME[0])
        well = await toctoc("check", database=database)
        assert (well.status, well.err) == (0, "")
        assert "All is well" in well.out
        harm = "UPDATE slot SET taken = 3 WHERE taken = 1"
        await stage.program.database.write(lambda tx: tx.execute(harm))
        breached = await toctoc("check", database=database)
        assert breached.status == 1
        assert "seats_miscounted: slots whose seats are miscounted: 1." in breached.err


def tear(file: Path) -> bytes:
    """Write over the beginning of some pages; return what the file holds then."""
    torn = bytearray(file.read_bytes())
    for page in range(4, len(torn) // 4096, 3):
        torn[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    file.write_bytes(torn)
    return bytes(torn)


def same(file: Path, content: bytes) -> bool:
    return file.read_bytes() == content


async def test_a_torn_page_is_told_with_the_way_back(story: Story, file: Path) -> None:
    busy(story)
    story.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    story.connection.close()
    torn_bytes = tear(file)
    torn = await toctoc("check", database=file)
    assert torn.status == 1
    assert "toctoc restore" in torn.err
    assert same(file, torn_bytes)


async def test_no_database_is_no_sound_database(file: Path) -> None:
    assert (await toctoc("check", database=file)).status == 1
    assert (await toctoc("check", database=file)).status == 1  # the first made none
