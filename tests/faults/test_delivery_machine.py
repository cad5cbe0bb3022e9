"""Deliveries under any sequence of sends, doubts, cancellations, crashes and clock changes."""

import sqlite3
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
)

from bot.delivery import ledger
from bot.delivery.outcomes import NotSent, Outcome, Refused, Sent, TooMany, Unknown, Unreachable
from bot.delivery.verdicts import judged
from bot.domain.deliveries import Delivery, Kind
from storage import deliveries, people
from storage.migrations import migrate_sqlite
from storage.sqlite_jobs import SqliteTransaction

START = datetime(2026, 11, 16, 8, tzinfo=UTC)
KINDS = (Kind.CONFIRMATION, Kind.OFFER, Kind.REMINDER_DAY, Kind.REMINDER_HOURS)
# What one call may prove, and whether its message arrived.
ENDS: list[tuple[Outcome, bool]] = [
    (Sent({}, 7), True),
    (Unknown("reset"), True),
    (Unknown("closed"), False),
    (NotSent("refused connection"), False),
    (TooMany(7.0), False),
    (Refused(400, "Bad Request"), False),
    (Unreachable("blocked"), False),
]
FINAL = {"sent", "failed", "unknown", "cancelled", "missed"}


class DeliveryMachine(RuleBasedStateMachine):
    """One sender, one file, a world that fails; the model counts what arrived."""

    def __init__(self) -> None:
        super().__init__()
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        self.connection.row_factory = sqlite3.Row
        migrate_sqlite(self.connection)
        self.tx = SqliteTransaction(self.connection)
        self.now = START
        self.keys: list[str] = []
        self.in_hand: dict[int, Delivery] = {}
        self.copies: dict[str, int] = {}
        self.ended: dict[int, str] = {}
        self.fresh = True  # the process has just started
        people.note(self.tx, 1, "fr", START)

    @rule(kind=st.sampled_from(KINDS), number=st.integers(0, 5), hours=st.integers(0, 3))
    def owe(self, kind: Kind, number: int, hours: int) -> None:
        key = f"{kind.value}:{number}"
        due = self.now + timedelta(hours=hours) if kind.value.startswith("rem") else self.now
        letter = Delivery(kind=kind, chat_id=1, dedup_key=key, due=due, urgency=due)
        assert deliveries.add(self.tx, letter) == (key not in self.keys)
        if key not in self.keys:
            self.keys.append(key)

    @rule(limit=st.integers(1, 4))
    def claim(self, limit: int) -> None:
        taken = ledger._take(
            self.tx,
            now=self.now,
            set_back=self.fresh,
            lease_ended=None if self.fresh else self.now,
            limit=limit,
            in_hand=frozenset(self.in_hand),
        )
        self.fresh = False
        assert not {d.id for d in taken.deliveries} & (set(self.in_hand) | set(self.ended))
        self.in_hand.update({delivery.id: delivery for delivery in taken.deliveries})

    @precondition(lambda self: self.in_hand)
    @rule(end=st.sampled_from(ENDS), which=st.integers(0, 9))
    def call(self, end: tuple[Outcome, bool], which: int) -> None:
        delivery = self._begin(which)
        outcome, arrived = end
        self.copies[delivery.dedup_key] = self.copies.get(delivery.dedup_key, 0) + arrived
        del self.in_hand[delivery.id]
        ledger._record_all([judged(delivery, outcome, self.now)], self.tx, now=self.now)

    @precondition(lambda self: self.in_hand)
    @rule(arrived=st.booleans(), which=st.integers(0, 9))
    def crash_in_a_call(self, arrived: bool, which: int) -> None:
        delivery = self._begin(which)
        self.copies[delivery.dedup_key] = self.copies.get(delivery.dedup_key, 0) + arrived
        self.crash()

    @rule()
    def crash(self) -> None:
        self.in_hand.clear()
        self.fresh = True

    @rule(minutes=st.sampled_from([1, 10, 120, -120]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule()
    def somebody_writes_again(self) -> None:
        people.set_reachable(self.tx, 1, reachable=True, now=self.now)

    def _begin(self, which: int) -> Delivery:
        delivery = list(self.in_hand.values())[which % len(self.in_hand)]
        lease_until = self.now + timedelta(seconds=60)
        deliveries.note_call(self.tx, delivery.id, lease_until)
        return delivery

    @invariant()
    def nobody_gets_a_third_copy(self) -> None:
        assert all(number <= 2 for number in self.copies.values())

    @invariant()
    def a_second_copy_was_announced_by_a_doubt(self) -> None:
        for row in self._rows():
            if self.copies.get(row["dedup_key"], 0) == 2:
                assert row["doubts"] or row["state"] == "sending"

    @invariant()
    def what_has_ended_stays_so(self) -> None:
        for row in self._rows():
            assert row["state"] == self.ended.get(row["id"], row["state"])
            if row["state"] in FINAL:
                self.ended[row["id"]] = row["state"]

    @invariant()
    def sent_means_that_it_arrived(self) -> None:
        sent = [row["dedup_key"] for row in self._rows() if row["state"] == "sent"]
        assert all(self.copies.get(key, 0) for key in sent)

    def teardown(self) -> None:
        """In quiet times everything comes to an end, and nothing is silently lost."""
        for _round in range(60):
            self.now += timedelta(hours=1)
            self.claim(100)
            for _delivery in list(self.in_hand):
                self.call((Sent({}, 7), True), 0)
        for row in self._rows():
            assert row["state"] in FINAL, dict(row)
            assert row["state"] in ("failed", "unknown") or self.copies[row["dedup_key"]]
        self.connection.close()

    def _rows(self) -> list[Any]:
        return self.tx.fetch_all("SELECT id, dedup_key, state, doubts FROM delivery")


TestDeliveries = DeliveryMachine.TestCase
TestDeliveries.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)


class Careless(DeliveryMachine):
    """Calls without committing first that it will."""

    def _begin(self, which: int) -> Delivery:
        return list(self.in_hand.values())[which % len(self.in_hand)]


def copies_after_three_crashes(machine: DeliveryMachine) -> int:
    """Crash three times right after a message was accepted; return its copies."""
    machine.owe(Kind.CONFIRMATION, 0, 0)
    for _crash in range(3):
        machine.claim(1)
        if machine.in_hand:
            machine.crash_in_a_call(True, 0)
        machine.time_passes(1)
        machine.claim(0)  # the restart, which finds what the crash left
        machine.time_passes(1)
    return machine.copies["confirmation:0"]


def test_without_the_note_before_a_call_every_crash_is_another_copy() -> None:
    """The control, and the same with the note."""
    assert copies_after_three_crashes(DeliveryMachine()) == 2
    assert copies_after_three_crashes(Careless()) == 3
