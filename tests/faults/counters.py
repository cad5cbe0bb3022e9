"""What a fault did, counted from outside: what people were sent, what the views say.

Lu  updates handed over and not applied      Lm  messages owed and not delivered
Du  effects applied more than once           Dm  extra copies of messages
O   seats sold beyond capacity               A   sends left in doubt by a fault
U   rows neither final nor scheduled         R   sends accepted inside an open 429 window

Must hold everywhere: Lu = Du = O = U = R = Lm = 0, Dm ≤ A, and never three copies.
"""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from simulator import Call, Fault, Simulator
from storage.invariants import breaches
from storage.sqlite_file import opened, transact

FIRST_UPDATE = 100_000  # the simulator's
AFTER_ACCEPTANCE = ("hold", "reset", "close", "bad_gateway", "truncate", "garbage")
LETTERS = ("sendPhoto", "sendDocument", "sendVenue", "sendMessage")
KIND_OF_METHOD = {"sendPhoto": "confirmation", "sendDocument": "calendar", "sendVenue": "venue"}
KIND_OF_WORDS = {
    "est demain !": "reminder_day",
    "est bientôt !": "reminder_hours",
    "problème est survenu de notre côté": "apology",
    "réservations sont ouvertes !": "opening",
    "passée votre visite": "survey",
}
NOT_OWED = "('queued', 'cancelled', 'missed')"
Letter = tuple[int, str]  # whose, and its kind


@dataclass(frozen=True, slots=True)
class Counts:
    """The counters of the issue, and the most copies of one message that anybody got."""

    Lu: int
    Du: int
    O: int  # noqa: E741 - the issue's name
    Lm: int
    Dm: int
    A: int
    U: int
    R: int
    most_copies: int

    def assert_kept(self) -> None:
        """Every promise was kept."""
        lost = {name: getattr(self, name) for name in ("Lu", "Du", "O", "Lm", "U", "R")}
        assert not any(lost.values()), self
        assert self.Dm <= self.A, self
        assert self.most_copies <= 2, self


def view(path: Path, sql: str) -> list[sqlite3.Row]:
    """Read a database file as somebody else would."""
    with closing(sqlite3.connect(path, timeout=30)) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA query_only = ON")
        return connection.execute(sql).fetchall()


def value(path: Path, sql: str) -> Any:
    """Return the one value that a query gives."""
    return view(path, sql)[0][0]


def letter_of(call: Call) -> Letter | None:
    """Return which letter a call was, if it was one: screens are none."""
    if call.chat_id is None:
        return None
    if call.method in KIND_OF_METHOD:
        return call.chat_id, KIND_OF_METHOD[call.method]
    text = str(call.params.get("text", "")).replace("\u202f", " ").replace("\xa0", " ")
    kinds = [kind for words, kind in KIND_OF_WORDS.items() if words in text]
    return (call.chat_id, kinds[0]) if call.method == "sendMessage" and kinds else None


def copies(telegram: Simulator) -> Counter[Letter]:
    """Return how often each person got each kind of letter."""
    found = (letter_of(call) for call in telegram.accepted)
    return Counter(letter for letter in found if letter is not None)


def in_flight(path: Path) -> int:
    """Return how many sends a kill left in doubt; to be asked right after it."""
    sql = "SELECT COUNT(*) FROM delivery WHERE state = 'sending' AND lease_until IS NOT NULL"
    return int(value(path, sql))


def doubts_of(faults: Iterable[Fault]) -> int:
    """Return how many sends these faults left in doubt."""
    doubtful = (*AFTER_ACCEPTANCE, "hang_up")
    return sum(f.struck for f in faults if f.kind in doubtful or (f.code >= 500 and f.struck))


def count(
    telegram: Simulator,
    path: Path,
    *,
    doubts: int = 0,
    now: datetime | None = None,
    unreachable: Collection[int] = (),
) -> Counts:
    """Count everything; `doubts` are the sends that the test's faults left in doubt."""
    got = copies(telegram)
    owed = {letter: n for letter, n in _owed(path).items() if letter[0] not in unreachable}
    lost = sum(max(0, number - got[letter]) for letter, number in owed.items())
    extra = {letter: got[letter] - number for letter, number in owed.items()}
    return Counts(
        Lu=len(_handed_over(telegram) - _applied(path)),
        Du=_applied_twice(path),
        O=_oversold(path),
        Lm=lost,
        Dm=sum(max(0, more) for more in extra.values()),
        A=doubts,
        U=_unsettled(path, now or datetime.now(UTC)),
        R=sum(gate.leaked for gate in telegram.faults.gates),
        most_copies=max((-(-got[letter] // n) for letter, n in owed.items()), default=0),
    )


def _owed(path: Path) -> Counter[Letter]:
    """Return the letters that should have arrived by now."""
    rows = view(
        path,
        f"""SELECT chat_id, kind, COUNT(*) AS n FROM pub_delivery
            WHERE state NOT IN {NOT_OWED} GROUP BY chat_id, kind""",
    )
    return Counter({(row["chat_id"], row["kind"]): row["n"] for row in rows})


def _handed_over(telegram: Simulator) -> set[int]:
    updates = telegram.state.updates
    waiting = {update.id for update in updates.pending()}
    return set(range(FIRST_UPDATE, updates._next_id)) - waiting


def _applied(path: Path) -> set[int]:
    return {row[0] for row in view(path, "SELECT update_id FROM seen_update")}


def _applied_twice(path: Path) -> int:
    bookings = value(
        path,
        """SELECT COALESCE(SUM(n - 1), 0) FROM (SELECT COUNT(*) AS n FROM pub_booking
           WHERE state = 'confirmed' GROUP BY slot_id, chat_id)""",
    )
    tickets = value(
        path,
        """SELECT COALESCE(SUM(MAX(0, tickets - booked)), 0) FROM (
             SELECT chat_id, COUNT(*) AS tickets,
                    (SELECT COUNT(*) FROM pub_booking b WHERE b.chat_id = d.chat_id) AS booked
             FROM pub_delivery d WHERE kind = 'calendar' GROUP BY chat_id)""",
    )
    return int(bookings) + int(tickets)


def _oversold(path: Path) -> int:
    return int(
        value(
            path,
            """SELECT COALESCE(SUM(MAX(0, seats - capacity)), 0) FROM (
                 SELECT capacity, (SELECT COALESCE(SUM(seats), 0) FROM pub_booking b
                   WHERE b.slot_id = s.id AND b.state = 'confirmed') AS seats FROM pub_slot s)""",
        )
    )


def _unsettled(path: Path, now: datetime) -> int:
    late = (now - timedelta(seconds=10)).strftime("%Y-%m-%dT%H:%M:%SZ")
    sql = f"""SELECT COUNT(*) FROM pub_delivery
              WHERE state = 'sending' OR (state = 'queued' AND due < '{late}')"""
    return int(value(path, sql))


async def until(true: Callable[[], object], within: float = 60.0) -> None:
    """Wait until something outside is true. Raises `TimeoutError` after the deadline."""
    async with asyncio.timeout(within):
        while not true():  # noqa: ASYNC110 - what is waited for is outside
            await asyncio.sleep(0.01)


async def quiet(path: Path, *, at: Callable[[], datetime], within: float = 120.0) -> None:
    """Wait until nothing is under way and nothing is due."""

    def settled() -> bool:
        now = at().strftime("%Y-%m-%dT%H:%M:%SZ")
        sql = f"""SELECT COUNT(*) FROM pub_delivery
                  WHERE state = 'sending' OR (state = 'queued' AND due <= '{now}')"""
        return not value(path, sql)

    await until(settled, within)


def assert_sound(path: Path) -> None:
    """The file is whole, and `toctoc check` finds nothing in it."""
    assert value(path, "PRAGMA integrity_check") == "ok"
    assert view(path, "PRAGMA foreign_key_check") == []
    with opened(path) as connection:
        found = transact(connection, breaches)
    assert not found, found
