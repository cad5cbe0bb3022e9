"""Changing one's mind: more seats, fewer, another time, none."""

from datetime import timedelta

import pytest

from bot.domain.booking import BookingState
from bot.domain.refusals import (
    AlreadyBooked,
    BookingGone,
    NothingFound,
    Overlap,
    PartyTooSmall,
    SlotBegun,
    SlotFull,
)
from bot.services.cancel import cancel
from bot.services.change_seats import change_seats
from bot.services.move import move
from bot.services.promise_to_come import promise_to_come
from storage import bookings
from tests.support.story import Story
from tests.support.values import STARTS, paris

INES, TOM, LEA = 1, 2, 3
LATER = paris(2026, 11, 26, 10)


def queued(story: Story, code: str) -> list[tuple[str, str]]:
    return story.rows(
        f"""SELECT delivery.kind, delivery.due FROM delivery
            JOIN booking ON booking.id = booking_id
            WHERE code = '{code}' AND delivery.state = 'queued' ORDER BY due, delivery.id"""
    )


def test_more_seats_are_taken_and_a_new_ticket_is_owed(story: Story) -> None:
    visit = story.slot()
    mine = story.book(INES, visit, 2)
    changed = change_seats(story.tx, mine.code, 5, chat_id=INES, now=story.now)
    assert (changed.seats, changed.sequence, story.taken(visit)) == (5, 1, 5)
    tickets = [kind for kind, _due in queued(story, mine.code)]
    assert tickets.count("confirmation") == 2
    assert tickets.count("reminder_day") == 1


def test_asking_for_the_seats_one_has_changes_nothing(story: Story) -> None:
    mine = story.book(INES, story.slot(), 2)
    before = story.everything()
    assert change_seats(story.tx, mine.code, 2, chat_id=INES, now=story.now) == mine
    assert story.everything() == before


def test_one_s_own_seats_count_as_free_when_asking_for_more(story: Story) -> None:
    visit = story.slot(capacity=6)
    mine = story.book(INES, visit, 2)
    story.book(TOM, visit, 1)
    change_seats(story.tx, mine.code, 5, chat_id=INES, now=story.now)
    told = story.refused(
        SlotFull, lambda: change_seats(story.tx, mine.code, 6, chat_id=INES, now=story.now)
    )
    assert told["left"] == 5


def test_seats_given_back_go_to_who_waits(story: Story) -> None:
    visit = story.slot(capacity=2)
    mine = story.book(INES, visit, 2)
    story.wait(TOM, visit)
    change_seats(story.tx, mine.code, 1, chat_id=INES, now=story.now)
    assert story.queue() == {TOM: "offered"}
    assert story.taken(visit) == 2


def test_seats_can_be_given_back_after_booking_has_closed_but_no_more_taken(story: Story) -> None:
    mine = story.book(INES, story.slot(closes=STARTS - timedelta(days=3)), 2)
    story.now = STARTS - timedelta(days=2)
    story.refused(
        SlotBegun, lambda: change_seats(story.tx, mine.code, 3, chat_id=INES, now=story.now)
    )
    assert change_seats(story.tx, mine.code, 1, chat_id=INES, now=story.now).seats == 1
    story.refused(
        PartyTooSmall, lambda: change_seats(story.tx, mine.code, 0, chat_id=INES, now=story.now)
    )


def test_a_move_takes_the_new_seats_and_gives_the_old_ones_back(story: Story) -> None:
    old, new = story.slot(), story.slot(starts=LATER)
    mine = story.book(INES, old, 2)
    moved = story.move(mine, new)
    assert (moved.code, moved.slot.id, moved.sequence) == (mine.code, new, 1)
    assert (story.taken(old), story.taken(new)) == (0, 2)
    due = dict(queued(story, mine.code))
    assert due["reminder_day"] == "2026-11-25T17:00:00Z"
    assert due["reminder_hours"] == "2026-11-26T07:00:00Z"


def test_a_refused_move_leaves_everything_as_it_was(story: Story) -> None:
    old, full = story.slot(), story.slot(starts=LATER, capacity=2)
    mine = story.book(INES, old, 2)
    story.book(TOM, full, 1)
    story.refused(SlotFull, lambda: story.move(mine, full))
    story.refused(NothingFound, lambda: story.move(mine, 999))
    closed = story.slot("Fonderie", closes=story.now)
    story.refused(SlotBegun, lambda: story.move(mine, closed))
    other = story.slot("Horlogerie", starts=LATER)
    theirs = story.book(INES, other, 1)
    at_once = story.slot("Laiterie", starts=LATER)
    assert story.refused(Overlap, lambda: story.move(mine, at_once))["code"] == theirs.code
    assert story.refused(AlreadyBooked, lambda: story.move(mine, other))["code"] == theirs.code


def test_the_new_seats_are_taken_before_the_old_ones_are_given_back(story: Story) -> None:
    old, new = story.slot(capacity=2), story.slot(starts=LATER)
    mine = story.book(INES, old, 2)
    story.wait(TOM, old, 2)
    story.connection.execute("CREATE TABLE seen (slot_id, taken)")
    story.connection.execute(
        """CREATE TRIGGER watch AFTER UPDATE OF taken ON slot WHEN NEW.taken <> OLD.taken
           BEGIN INSERT INTO seen VALUES (NEW.id, NEW.taken); END"""
    )
    story.move(mine, new)
    assert story.rows("SELECT * FROM seen") == [(new, 2), (old, 0), (old, 2)]
    assert story.queue() == {TOM: "offered"}


def test_moving_to_where_it_is_changes_nothing_even_when_that_is_full(story: Story) -> None:
    visit = story.slot(capacity=2)
    mine = story.book(INES, visit, 2)
    before = story.everything()
    assert story.move(mine, visit) == mine
    assert story.everything() == before


def test_who_moves_to_a_slot_waits_for_it_no_longer(story: Story) -> None:
    old, new = story.slot(), story.slot(starts=LATER, capacity=3)
    crowd = story.book(LEA, new, 3)
    mine = story.book(INES, old, 1)
    story.wait(INES, new, 2)
    story.cancel(crowd)
    story.move(mine, new)
    assert story.queue() == {INES: "accepted"}
    assert story.taken(new) == 1


def test_a_cancelled_booking_frees_its_seats_and_its_messages(story: Story) -> None:
    visit = story.slot()
    mine = story.book(INES, visit, 2)
    assert story.cancel(mine).state is BookingState.CANCELLED
    assert story.taken(visit) == 0
    assert queued(story, mine.code) == []
    story.refused(BookingGone, lambda: story.cancel(mine))
    assert story.book(INES, visit).code != mine.code


def test_a_message_that_has_gone_out_stays_sent_when_its_booking_is_cancelled(
    story: Story,
) -> None:
    mine = story.book(INES, story.slot())
    story.connection.execute("UPDATE delivery SET state = 'sent' WHERE kind = 'confirmation'")
    story.cancel(mine)
    assert dict(story.rows("SELECT kind, state FROM delivery"))["confirmation"] == "sent"


@pytest.mark.parametrize("verb", ["cancel", "change", "move", "promise"])
def test_nobody_touches_what_is_not_theirs_nor_what_has_begun(story: Story, verb: str) -> None:
    visit, other = story.slot(), story.slot(starts=LATER)
    code = story.book(INES, visit, 2).code
    who = {"chat_id": TOM, "now": story.now}
    doing = {
        "cancel": lambda: cancel(story.tx, code, **who),
        "change": lambda: change_seats(story.tx, code, 1, **who),
        "move": lambda: move(story.tx, code, other, **who),
        "promise": lambda: promise_to_come(story.tx, code, **who),
    }
    story.refused(BookingGone, doing[verb])
    who.update(chat_id=INES, now=STARTS)
    story.refused(SlotBegun, doing[verb])


def test_a_promise_to_come_is_noted_until_the_booking_changes(story: Story) -> None:
    visit, other = story.slot(), story.slot(starts=LATER)
    mine = story.book(INES, visit)
    promise_to_come(story.tx, mine.code, chat_id=INES, now=story.now)
    stored = bookings.of_code(story.tx, mine.code)
    assert stored is not None
    assert stored.coming
    assert not story.move(mine, other).coming
