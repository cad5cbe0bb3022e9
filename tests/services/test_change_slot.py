"""A slot changes: one transaction, one notice a booking, nothing of the old time left."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain.catalogue import SlotState
from bot.domain.changes import (
    BelowTaken,
    CalledOff,
    ChangedMeanwhile,
    Edit,
    InThePast,
    NoNextGroup,
    NothingChanges,
    TooLate,
)
from bot.domain.notices import Change
from bot.domain.refusals import NotYours
from bot.domain.staff import Grant, Role, Staff
from bot.services.change_slot import Sending, change_slot
from storage import invariants
from tests.support.story import Story
from tests.support.values import paris

ADMIN = Staff(user_id=99, grants=(Grant(role=Role.ADMIN),))
INES, TOM, AYA = 1, 2, 3
AT_14, AT_15_30 = paris(2026, 11, 24, 14), paris(2026, 11, 24, 15, 30)


def change(
    story: Story, slot: int, *, staff: Staff = ADMIN, propose: bool = False, **edit: Any
) -> Change:
    version = int(story.value(f"SELECT version FROM slot WHERE id = {slot}"))
    sending = Sending(
        slot_id=slot,
        edit=Edit(**edit),
        version=version,
        intent=story.ids.key(),
        propose=propose,
    )
    return change_slot(story.tx, sending, staff=staff, now=story.now)


def notices(story: Story) -> list[tuple[Any, ...]]:
    """Who is owed a notice now: chat, what they knew, what they are told, when it is due."""
    rows = story.rows(
        """SELECT delivery.chat_id, notice.before, notice.after FROM delivery
           JOIN notice ON delivery.dedup_key = 'notice:' || notice.id
           WHERE delivery.kind = 'notice' AND delivery.state = 'queued' ORDER BY 1"""
    )
    return [(who, told(before), told(after)) for who, before, after in rows]


def told(known: str) -> str:
    return str(json.loads(known)["starts"])[11:16]


def sound(story: Story) -> None:
    assert invariants.breaches(story.tx) == []


def reminders(story: Story) -> set[str]:
    sql = "SELECT due FROM delivery WHERE kind LIKE 'reminder%' AND state = 'queued'"
    return {row[0] for row in story.rows(sql)}


def test_a_moved_slot_tells_each_booking_once_and_reminds_of_the_new_time(story: Story) -> None:
    slot = story.slot()
    for who in (INES, TOM):
        story.book(who, slot, 2)
    change(story, slot, starts=AT_15_30)
    assert notices(story) == [(INES, "13:00", "14:30"), (TOM, "13:00", "14:30")]
    assert reminders(story) == {"2026-11-23T17:00:00Z", "2026-11-24T12:30:00Z"}
    assert story.rows("SELECT starts, ends, closes, version FROM slot") == [
        ("2026-11-24T14:30:00Z", "2026-11-24T15:30:00Z", "2026-11-24T14:30:00Z", 2)
    ]
    assert story.rows("SELECT sequence FROM booking") == [(1,), (1,)]
    sound(story)


def test_edits_that_follow_soon_are_told_in_the_same_notice(story: Story) -> None:
    slot = story.slot()
    story.book(INES, slot)
    change(story, slot, starts=AT_15_30)
    story.advance(seconds=40)
    change(story, slot, starts=paris(2026, 11, 24, 16))
    assert notices(story) == [(INES, "13:00", "15:00")]
    assert story.value("SELECT sequence FROM booking") == 1
    due = story.value("SELECT due FROM delivery WHERE kind = 'notice'")
    assert datetime.fromisoformat(due) == story.now + timedelta(seconds=60)
    sound(story)


def test_many_edits_are_not_put_off_for_ever(story: Story) -> None:
    slot = story.slot()
    story.book(INES, slot)
    first = story.now
    for minutes in range(1, 6):
        change(story, slot, starts=AT_14 + timedelta(minutes=minutes))
        story.advance(seconds=50)
    due = story.value("SELECT due FROM delivery WHERE kind = 'notice'")
    assert datetime.fromisoformat(due) <= first + timedelta(minutes=3, seconds=20)


def test_whoever_changes_it_back_tells_nobody(story: Story) -> None:
    slot = story.slot()
    story.book(INES, slot)
    change(story, slot, starts=AT_15_30)
    change(story, slot, starts=AT_14)
    assert notices(story) == []
    assert reminders(story) == {"2026-11-23T17:00:00Z", "2026-11-24T11:00:00Z"}
    sound(story)


def test_what_was_told_already_is_followed_by_another_notice(story: Story) -> None:
    slot = story.slot()
    story.book(INES, slot)
    change(story, slot, starts=AT_15_30)
    story.tx.execute("UPDATE delivery SET state = 'sending' WHERE kind = 'notice'")
    change(story, slot, starts=AT_14)
    assert notices(story) == [(INES, "14:30", "13:00")]
    assert story.value("SELECT sequence FROM booking") == 2


def test_one_that_may_have_arrived_is_not_rewritten(story: Story) -> None:
    slot = story.slot()
    story.book(INES, slot)
    change(story, slot, starts=AT_15_30)
    story.tx.execute("UPDATE delivery SET doubts = 1 WHERE kind = 'notice'")
    change(story, slot, starts=AT_14)
    assert notices(story) == [(INES, "13:00", "14:30"), (INES, "14:30", "13:00")]


def test_the_same_tap_twice_changes_it_once(story: Story) -> None:
    slot = story.slot()
    story.book(INES, slot)
    sending = Sending(slot_id=slot, edit=Edit(starts=AT_15_30), version=1, intent="one tap")
    first = change_slot(story.tx, sending, staff=ADMIN, now=story.now)
    assert change_slot(story.tx, sending, staff=ADMIN, now=story.now) == first
    assert story.value("SELECT version FROM slot") == 2
    assert len(notices(story)) == 1


def test_a_called_off_slot_cancels_its_bookings_and_holds_seats_elsewhere(story: Story) -> None:
    slot = story.slot()
    other = story.slot(starts=paris(2026, 11, 25, 10))
    story.slot("Fonderie", sector="Métallurgie", territory="Lot")
    story.book(INES, slot, 2)
    change(story, slot, state=SlotState.CANCELLED)
    assert story.rows("SELECT state, sequence FROM booking") == [("cancelled", 1)]
    assert story.rows("SELECT slot_id, chat_id, held, state FROM waitlist") == [
        (other, INES, 2, "offered")
    ]
    assert reminders(story) == set()
    assert story.value("SELECT COUNT(*) FROM delivery WHERE kind = 'offer'") == 0
    sound(story)


def test_the_other_slot_is_taken_once_and_the_second_hold_given_back(story: Story) -> None:
    slot = story.slot()
    others = [story.slot(starts=paris(2026, 11, day, 10)) for day in (25, 26)]
    story.book(INES, slot, 2)
    change(story, slot, state=SlotState.CANCELLED)
    assert [story.taken(one) for one in others] == [2, 2]
    entry = int(story.value(f"SELECT id FROM waitlist WHERE slot_id = {others[0]}"))
    taken = story.take(entry, INES)
    assert story.take(entry, INES) == taken
    assert [story.taken(one) for one in others] == [2, 0]
    assert story.value("SELECT answer FROM notice") == "moved"
    sound(story)


def test_a_class_is_offered_only_what_takes_a_class(story: Story) -> None:
    slot = story.slot(capacity=30)
    story.slot(starts=paris(2026, 11, 25, 10), capacity=6)
    roomy = story.slot(starts=paris(2026, 11, 26, 10), capacity=30)
    story.book(INES, slot, 28, pupils=26, adults=2)
    change(story, slot, state=SlotState.CANCELLED)
    assert story.rows("SELECT slot_id, held FROM waitlist") == [(roomy, 28)]
    entry = int(story.value("SELECT id FROM waitlist"))
    assert story.take(entry, INES).pupils == 26
    sound(story)


def test_a_reopened_slot_gives_bookings_back_but_not_to_who_took_another(story: Story) -> None:
    slot = story.slot()
    other = story.slot(starts=paris(2026, 11, 25, 10))
    for who in (INES, TOM):
        story.book(who, slot, 2)
    change(story, slot, state=SlotState.CANCELLED)
    story.tx.execute("UPDATE delivery SET state = 'sent', finished = due WHERE kind = 'notice'")
    entry = story.value("SELECT id FROM waitlist WHERE chat_id = 1 ORDER BY id")
    story.take(int(entry), INES)
    change(story, slot, state=SlotState.OPEN)
    assert story.rows(
        f"SELECT chat_id FROM booking WHERE state = 'confirmed' AND slot_id = {slot}"
    ) == [(TOM,)]
    assert [who for who, *_ in notices(story)] == [TOM]
    assert story.taken(other) == 2
    sound(story)


def test_calling_off_and_reopening_at_once_tells_nobody_and_keeps_the_ticket(story: Story) -> None:
    slot = story.slot()
    other = story.slot(starts=paris(2026, 11, 25, 10))
    story.book(INES, slot)
    change(story, slot, state=SlotState.CANCELLED)
    change(story, slot, state=SlotState.OPEN)
    assert notices(story) == []
    assert story.taken(other) == 0
    sql = "SELECT COUNT(*) FROM delivery WHERE kind = 'confirmation' AND state = 'queued'"
    assert story.value(sql) == 1
    sound(story)


def test_a_ticket_on_its_way_is_written_anew(story: Story) -> None:
    slot = story.slot()
    story.book(INES, slot)
    change(story, slot, starts=AT_15_30)
    sql = "SELECT fields FROM delivery WHERE kind = 'confirmation' ORDER BY id DESC LIMIT 1"
    assert json.loads(story.value(sql)) == {"sequence": 1}


def test_late_is_told_to_the_next_groups_of_that_day_only(story: Story) -> None:
    slots = [
        story.slot(starts=paris(2026, 11, day, hour))
        for day, hour in ((24, 10), (24, 14), (24, 16), (25, 10))
    ]
    for who, slot in enumerate(slots, 1):
        story.book(who, slot)
    story.now = paris(2026, 11, 24, 13)
    change(story, slots[0], late=20)
    assert [who for who, *_ in notices(story)] == [2, 3]
    assert story.rows("SELECT sequence FROM booking") == [(0,)] * 4
    story.now = paris(2026, 11, 24, 18)
    fields = story.refused(NoNextGroup, lambda: change(story, slots[0], late=30))
    assert fields == {}
    sound(story)


def test_fewer_seats_than_are_taken_are_refused_and_say_how_many_are_too_many(
    story: Story,
) -> None:
    slot = story.slot(capacity=6)
    story.book(INES, slot, 5)
    fields = story.refused(BelowTaken, lambda: change(story, slot, capacity=3))
    assert fields == {"n": 2, "taken": 5, "asked": 3}


def test_more_seats_are_offered_to_those_who_wait_and_nobody_else_is_told(story: Story) -> None:
    slot = story.slot(capacity=2)
    story.book(INES, slot, 2)
    story.wait(TOM, slot, 2)
    change(story, slot, capacity=4)
    assert story.queue() == {TOM: "offered"}
    assert notices(story) == []
    sound(story)


@pytest.mark.parametrize(
    ("edit", "refusal"),
    [
        pytest.param({"starts": AT_14}, NothingChanges, id="as it is"),
        pytest.param({"starts": paris(2026, 11, 1)}, InThePast, id="in the past"),
        pytest.param({"late": 241}, TooLate, id="so late that it is another time"),
    ],
)
def test_what_can_not_be_is_refused(story: Story, edit: dict[str, Any], refusal: type[Any]) -> None:
    slot = story.slot()
    story.refused(refusal, lambda: change(story, slot, **edit))


def test_a_called_off_slot_is_reopened_before_it_is_moved(story: Story) -> None:
    slot = story.slot()
    change(story, slot, state=SlotState.CANCELLED)
    story.refused(CalledOff, lambda: change(story, slot, starts=AT_15_30))


def test_a_preview_that_somebody_overtook_is_not_sent(story: Story) -> None:
    slot = story.slot()
    change(story, slot, starts=AT_15_30)
    old = Sending(slot_id=slot, edit=Edit(capacity=9), version=1, intent="late tap")
    story.refused(ChangedMeanwhile, lambda: change_slot(story.tx, old, staff=ADMIN, now=story.now))


@pytest.mark.parametrize(
    "grant",
    [
        pytest.param(Grant(role=Role.ORGANISER, territory_id=77), id="of another territory"),
        pytest.param(Grant(role=Role.HOST, host_id=1), id="its host"),
        pytest.param(Grant(role=Role.DESK), id="the desk"),
    ],
)
def test_whom_the_right_does_not_reach_changes_nothing(story: Story, grant: Grant) -> None:
    slot = story.slot()
    other = Staff(user_id=5, grants=(grant,))
    story.refused(NotYours, lambda: change(story, slot, staff=other, starts=AT_15_30))


def test_who_clashes_is_held_a_seat_elsewhere_when_that_is_asked_for(story: Story) -> None:
    slot = story.slot()
    busy = story.slot("Fonderie", starts=AT_15_30, sector="Métallurgie")
    other = story.slot(starts=paris(2026, 11, 25, 10))
    for who in (INES, TOM):
        story.book(who, slot)
    story.book(TOM, busy)
    change(story, slot, starts=AT_15_30, propose=True)
    assert story.rows("SELECT chat_id, slot_id FROM waitlist") == [(TOM, other)]
    entry = int(story.value("SELECT id FROM waitlist"))
    moved = story.take(entry, TOM)
    assert (moved.slot.id, moved.state.value) == (other, "confirmed")
    assert story.value("SELECT COUNT(*) FROM booking") == 3
    sound(story)


def test_every_change_is_written_down_without_a_visitor(story: Story) -> None:
    slot = story.slot()
    mine = story.book(INES, slot)
    change(story, slot, starts=AT_15_30)
    ((user, action, before, after),) = story.rows(
        "SELECT user_id, action, before, after FROM audit"
    )
    assert (user, action) == (99, "slot_move")
    assert json.loads(before)["starts"] == "2026-11-24T13:00:00Z"
    assert json.loads(after)["told"] == 1
    assert mine.code not in before + after
