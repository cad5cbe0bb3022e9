"""Seats are counted by the database itself, and never sold twice."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.domain.booking import BookingState
from bot.domain.refusals import Refusal
from bot.services.change_seats import change_seats
from bot.services.leave_waitlist import leave_waitlist
from bot.services.offer_seats import take_back_offers
from storage import bookings, waitlist
from storage.database import ConstraintBroken
from tests.support.story import Story, open_story
from tests.support.values import paris

COUNTED = """
SELECT slot.id, slot.capacity, slot.taken,
       COALESCE((SELECT SUM(seats) FROM booking WHERE slot_id = slot.id
                 AND state IN ('confirmed', 'attended', 'no_show')), 0)
       + COALESCE((SELECT SUM(held) FROM waitlist WHERE slot_id = slot.id), 0) AS counted
FROM slot
"""
PEOPLE, SLOTS, SEATS = st.integers(1, 6), st.integers(1, 3), st.integers(1, 4)
WHICH = st.integers(0, 30)


def check_seats(story: Story) -> None:
    """Check that every slot has as many seats taken as its bookings and holds say."""
    for slot_id, capacity, taken, counted in story.rows(COUNTED):
        assert taken == counted, f"slot {slot_id}"
        assert 0 <= taken <= capacity, f"slot {slot_id}"


class Season(RuleBasedStateMachine):
    """People who book, change, move, cancel, wait, accept and leave, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.story = open_story(Path(":memory:"))
        for number, capacity in enumerate((2, 4, 6)):
            self.story.slot(capacity=capacity, starts=paris(2026, 12, 1, 9 + 2 * number))

    def teardown(self) -> None:
        self.story.connection.close()

    def attempt(self, job: Callable[[], object]) -> None:
        """Run a job as a turn does: a refusal undoes it."""
        try:
            self.story.tx.attempt(lambda _tx: job())
        except Refusal:
            return

    def one(self, table: str, number: int) -> int:
        ids = [row[0] for row in self.story.rows(f"SELECT id FROM {table} ORDER BY id")]
        return int(ids[number % len(ids)])

    def any_booking(self, number: int):
        booking = bookings.of_id(self.story.tx, self.one("booking", number))
        assert booking is not None
        return booking

    def any_entry(self, number: int):
        entry = waitlist.of_id(self.story.tx, self.one("waitlist", number))
        assert entry is not None
        return entry

    def has(self, table: str) -> bool:
        return bool(self.story.value(f"SELECT COUNT(*) FROM {table}"))

    @rule(who=PEOPLE, slot=SLOTS, seats=SEATS)
    def book(self, who: int, slot: int, seats: int) -> None:
        self.attempt(lambda: self.story.book(who, slot, seats))

    @rule(who=PEOPLE, slot=SLOTS, seats=SEATS)
    def wait(self, who: int, slot: int, seats: int) -> None:
        self.attempt(lambda: self.story.wait(who, slot, seats))

    @precondition(lambda self: self.has("booking"))
    @rule(which=WHICH, seats=SEATS)
    def change(self, which: int, seats: int) -> None:
        booking, now = self.any_booking(which), self.story.now
        who = booking.chat_id or 0
        self.attempt(lambda: change_seats(self.story.tx, booking.code, seats, chat_id=who, now=now))

    @precondition(lambda self: self.has("booking"))
    @rule(which=WHICH, slot=SLOTS)
    def move(self, which: int, slot: int) -> None:
        booking = self.any_booking(which)
        self.attempt(lambda: self.story.move(booking, slot))

    @precondition(lambda self: self.has("booking"))
    @rule(which=WHICH)
    def cancel(self, which: int) -> None:
        booking = self.any_booking(which)
        self.attempt(lambda: self.story.cancel(booking))

    @precondition(lambda self: self.has("booking"))
    @rule(which=WHICH, state=st.sampled_from([BookingState.ATTENDED, BookingState.NO_SHOW]))
    def check_in(self, which: int, state: BookingState) -> None:
        booking = self.any_booking(which)
        if booking.live:
            bookings.change(self.story.tx, booking, self.story.now, state=state)

    @precondition(lambda self: self.has("waitlist"))
    @rule(which=WHICH)
    def accept(self, which: int) -> None:
        entry = self.any_entry(which)
        self.attempt(lambda: self.story.accept(entry))

    @precondition(lambda self: self.has("waitlist"))
    @rule(which=WHICH)
    def leave(self, which: int) -> None:
        entry, now = self.any_entry(which), self.story.now
        self.attempt(
            lambda: leave_waitlist(self.story.tx, entry.id, chat_id=entry.chat_id, now=now)
        )

    @rule(hours=st.integers(1, 20))
    def time_passes(self, hours: int) -> None:
        self.story.advance(hours=hours)
        self.attempt(lambda: take_back_offers(self.story.tx, self.story.now))

    @precondition(lambda self: self.has("waitlist"))
    @rule(which=WHICH)
    def erase_a_wait(self, which: int) -> None:
        entry = self.one("waitlist", which)
        self.story.connection.execute(f"DELETE FROM waitlist WHERE id = {entry}")

    @invariant()
    def seats_add_up(self) -> None:
        check_seats(self.story)

    @invariant()
    def nobody_waits_for_what_they_have(self) -> None:
        sql = """SELECT COUNT(*) FROM booking JOIN waitlist USING (slot_id, chat_id)
                 WHERE booking.state = 'confirmed' AND waitlist.state IN ('waiting', 'offered')"""
        assert self.story.value(sql) == 0


TestSeason = Season.TestCase
TestSeason.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)

GRAB = """INSERT INTO booking (code, slot_id, chat_id, seats, state, intent, created, changed)
          VALUES ('{who}', 1, {who}, {seats}, 'confirmed', '{who}', '', '')"""


def test_the_database_refuses_what_no_service_looked_at(story: Story) -> None:
    story.slot(capacity=2)
    story.tx.execute(GRAB.format(who=1, seats=2))
    for seats in (1, 2):
        with pytest.raises(ConstraintBroken, match="seats_within_capacity"):
            story.tx.execute(GRAB.format(who=2, seats=seats))
    with pytest.raises(ConstraintBroken, match="seats_within_capacity"):
        story.tx.execute("UPDATE slot SET capacity = 1")
    check_seats(story)


def test_without_the_check_the_slot_is_oversold(story: Story) -> None:
    story.slot(capacity=2)
    story.connection.execute("PRAGMA ignore_check_constraints = ON")
    for who in (1, 2, 3):
        story.tx.execute(GRAB.format(who=who, seats=1))
    assert story.taken(1) == 3
    with pytest.raises(AssertionError):
        check_seats(story)


STEPS: dict[str, Callable[[Story], object]] = {
    "fill": lambda story: story.book(1, 1, 2),
    "queue": lambda story: story.wait(2, 1),
    "cancel": lambda story: story.cancel(bookings.all_of(story.tx, 1)[0]),
    "erase bookings": lambda story: story.tx.execute("DELETE FROM booking"),
    "erase waits": lambda story: story.tx.execute("DELETE FROM waitlist"),
    "hold at once": lambda story: story.tx.execute(
        """INSERT INTO waitlist (slot_id, chat_id, seats, state, held, joined)
           VALUES (1, 3, 1, 'offered', 1, '')"""
    ),
}


@pytest.mark.parametrize(
    ("trigger", "steps"),
    [
        pytest.param("booking_takes", ("fill",), id="sold seats nobody counts"),
        pytest.param("booking_changes", ("fill", "cancel"), id="cancelled seats stay taken"),
        pytest.param("booking_goes", ("fill", "erase bookings"), id="erased seats stay taken"),
        pytest.param("hold_takes", ("hold at once",), id="held seats nobody counts"),
        pytest.param("hold_changes", ("fill", "queue", "cancel"), id="an offer keeps nothing"),
        pytest.param("hold_goes", ("hold at once", "erase waits"), id="an erased hold stays"),
    ],
)
@pytest.mark.parametrize("guarded", [True, False], ids=["with its trigger", "without"])
def test_seats_add_up_thanks_to_each_trigger(
    story: Story, trigger: str, steps: tuple[str, ...], guarded: bool
) -> None:
    story.slot(capacity=2)
    if not guarded:
        story.connection.execute(f"DROP TRIGGER {trigger}")
    for step in steps:
        story.tx.execute("DELETE FROM delivery")
        STEPS[step](story)
    if guarded:
        check_seats(story)
        return
    with pytest.raises(AssertionError):
        check_seats(story)


def test_without_the_unique_index_one_person_has_a_slot_twice(story: Story) -> None:
    story.slot()
    story.tx.execute(GRAB.format(who=1, seats=1))
    again = GRAB.format(who=1, seats=1).replace("'1'", "'again'")
    with pytest.raises(ConstraintBroken, match="booking_once_per_slot"):
        story.tx.execute(again)
    story.connection.execute("DROP INDEX booking_once_per_slot")
    story.tx.execute(again)
    assert story.value("SELECT COUNT(*) FROM booking WHERE chat_id = 1") == 2
