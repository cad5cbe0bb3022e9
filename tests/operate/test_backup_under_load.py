"""A backup while people book, `kill -9`, everything wiped, restored elsewhere: nothing is amiss."""

import asyncio
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.domain.booking import Order
from bot.domain.times import to_text
from bot.ids import RandomIds
from bot.services.book import book
from simulator import Simulator
from storage.database import Database
from storage.opening import open_database
from storage.sqlite_file import opened
from tests.faults.counters import Letter, letter_of, quiet, until, value, view
from tests.faults.load import Crowd, everybody_books, slots_from, store
from tests.operate.terminal import toctoc
from tests.support.process import BotProcess

STRANGERS = 2_000_000  # the first chat id of those who booked long ago
MINUTE = 60.0  # that a backup of 100,000 bookings may take


@dataclass(frozen=True, kw_only=True)
class Drill:
    """What a backup under load came to."""

    told_before: set[int]  # chats that had seen "it's booked" when the backup began
    restored: set[int]  # chats that have a booking after the restore
    sent_before: list[Letter]
    sent_after: list[Letter]
    backup_s: float
    restore_s: float
    bookings_a_second: float  # made meanwhile


def fill(path: Path, count: int) -> None:
    """Add people who booked and were told, with two reminders to come each."""
    with opened(path, read_only=False) as db:
        slots = [row[0] for row in db.execute("SELECT id FROM slot ORDER BY id")]
        now, later = datetime.now(UTC), to_text(datetime.now(UTC) + timedelta(days=2))
        db.execute("BEGIN")
        people = range(STRANGERS, STRANGERS + count)
        db.executemany(
            "INSERT INTO person (chat_id, created) VALUES (?, ?)",
            ((who, to_text(now)) for who in people),
        )
        db.executemany(
            """INSERT INTO booking (id, code, slot_id, chat_id, seats, state, intent, created,
                                    changed)
               VALUES (?, ?, ?, ?, 1, 'confirmed', ?, ?, ?)""",
            ((who, f"S{who}", slots[who % len(slots)], who, f"i{who}", to_text(now), to_text(now))
             for who in people),
        )  # fmt: skip
        for kind, state, due in (
            ("confirmation", "sent", to_text(now)),
            ("reminder_day", "queued", later),
            ("reminder_hours", "queued", later),
        ):
            db.executemany(
                """INSERT INTO delivery (dedup_key, kind, lane, chat_id, booking_id, due, urgency,
                                         state, finished)
                   VALUES (?, ?, 4, ?, ?, ?, ?, ?, ?)""",
                ((f"{kind}:{who}", kind, who, who, due, later, state,
                  due if state == "sent" else None) for who in people),
            )  # fmt: skip
        db.execute("COMMIT")


async def drill(folder: Path, *, people: int, filled: int, at_once: int) -> Drill:
    """Back up in the middle of a crowd, kill, wipe, restore elsewhere, start again."""
    old, shelf, new = folder / "old", folder / "shelf", folder / "new"
    for one in (old, shelf, new):
        one.mkdir()
    path, copy = old / "toctoc.sqlite", shelf / "copy.sqlite"
    lines = slots_from(datetime.now(UTC) + timedelta(days=3), 20, capacity=people + filled)
    codes = await store(path, lines, datetime.now(UTC))
    await asyncio.to_thread(fill, path, filled)
    crowd = Crowd()
    async with Simulator() as telegram:
        bot = BotProcess(telegram=telegram, database=path)
        await bot.start()
        booking = asyncio.create_task(
            everybody_books(telegram, crowd, people, codes, at_once=at_once)
        )
        await until(lambda: len(crowd.booked) > people // 4, within=120)
        told_before, begun = set(crowd.booked), time.monotonic()
        made = await toctoc("backup", copy, database=path)
        backup_s, meanwhile = time.monotonic() - begun, len(crowd.booked) - len(told_before)
        assert made.status == 0, made.said
        await bot.kill()
        booking.cancel()
        await asyncio.to_thread(shutil.rmtree, old)
        return await _restored(
            copy, new / "toctoc.sqlite", telegram, told_before, backup_s, meanwhile / backup_s
        )


async def _restored(
    copy: Path, path: Path, telegram: Simulator, told_before: set[int], backup_s: float, rate: float
) -> Drill:
    begun, calls = time.monotonic(), len(telegram.accepted)
    back = await toctoc("restore", copy, database=path)
    restore_s = time.monotonic() - begun
    assert (back.status, back.err) == (0, "")
    people = view(path, f"SELECT chat_id FROM pub_booking WHERE chat_id < {STRANGERS}")
    bot = BotProcess(telegram=telegram, database=path)
    async with bot.alive():
        await quiet(path, at=lambda: datetime.now(UTC))
        checked = await toctoc("check", database=path)
        assert checked.status == 0, checked.said
    letters = [(call, letter_of(call)) for call in telegram.accepted]
    return Drill(
        told_before=told_before,
        restored={row[0] for row in people},
        sent_before=[letter for _, letter in letters[:calls] if letter],
        sent_after=[letter for _, letter in letters[calls:] if letter],
        backup_s=backup_s,
        restore_s=restore_s,
        bookings_a_second=rate,
    )


def assert_nothing_amiss(ended: Drill) -> None:
    assert ended.told_before
    assert ended.told_before <= ended.restored
    twice = set(ended.sent_after) & set(ended.sent_before)
    assert not {letter for letter in twice if letter[0] in ended.restored}


async def test_backed_up_while_people_book_and_restored_elsewhere(tmp_path: Path) -> None:
    assert_nothing_amiss(await drill(tmp_path, people=60, filled=50, at_once=6))


@pytest.mark.storm
async def test_a_hundred_thousand_bookings_and_a_crowd(tmp_path: Path) -> None:
    ended = await drill(tmp_path, people=3_000, filled=100_000, at_once=100)
    print(  # noqa: T201 - the figures
        f"\nbackup {ended.backup_s:.1f} s, restore {ended.restore_s:.1f} s,"
        f" {ended.bookings_a_second:.0f} bookings a second meanwhile"
    )
    assert_nothing_amiss(ended)
    assert ended.backup_s < MINUTE
    assert value(tmp_path / "new" / "toctoc.sqlite", "SELECT COUNT(*) FROM booking") >= 100_000


class Counter:
    """A hundred bookings a second, committed one by one, until stopped."""

    def __init__(self, path: Path, slots: int) -> None:
        self.committed: set[str] = set()
        self._path, self._slots = path, slots

    async def serve(self) -> None:
        """Book for ever new people; note each code after its commit."""
        database, ids = await open_database(f"sqlite:///{self._path}"), RandomIds()
        start, turn = time.monotonic(), 0
        try:
            while True:
                turn += 1
                await asyncio.gather(*(self._book(database, ids, turn * 10 + n) for n in range(10)))
                with suppress(TimeoutError):
                    async with asyncio.timeout(start + turn / 10 - time.monotonic()):
                        await asyncio.Event().wait()  # for nothing: the pace is the deadline
        finally:
            await database.close()

    async def _book(self, database: Database, ids: RandomIds, who: int) -> None:
        order = Order(slot_id=who % self._slots + 1, chat_id=who, seats=1, intent=ids.key())
        booked = await database.write(partial(book, order=order, now=datetime.now(UTC), ids=ids))
        self.committed.add(booked.code)


@pytest.mark.storm
async def test_at_a_hundred_bookings_a_second_nothing_committed_is_missing(tmp_path: Path) -> None:
    path, copy = tmp_path / "toctoc.sqlite", tmp_path / "copy.sqlite"
    lines = slots_from(datetime.now(UTC) + timedelta(days=3), 20, capacity=20_000)
    await store(path, lines, datetime.now(UTC))
    await asyncio.to_thread(fill, path, 100_000)
    counter = Counter(path, 20)
    serving = asyncio.create_task(counter.serve())
    await until(lambda: len(counter.committed) > 300)
    before, begun = set(counter.committed), time.monotonic()
    made = await toctoc("backup", copy, database=path)
    seconds = time.monotonic() - begun
    rate = (len(counter.committed) - len(before)) / seconds
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)
    assert made.status == 0, made.said
    print(f"\nbackup {seconds:.1f} s, {rate:.0f} bookings a second meanwhile")  # noqa: T201
    assert seconds < MINUTE
    assert before <= {row[0] for row in view(copy, "SELECT code FROM booking")}
