"""A chain of meetings is booked whole or not at all, and reminded of as one."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.domain.booking import Booking
from bot.domain.catalogue import SlotState
from bot.domain.dating import NoChain, NothingPicked, TooManyCompanies
from bot.domain.programme import Format
from bot.domain.refusals import BookingGone, SlotFull
from bot.services.book_chain import ChainOrder, book_chain
from bot.services.propose_chain import propose_chain
from storage import invariants
from tests.services.test_change_slot import change
from tests.support.programme import slot
from tests.support.story import Story
from tests.support.values import paris

INES, TOM = 1, 2
DAY = date(2026, 11, 24)


def meetings(story: Story, host: str, *minutes: int) -> int:
    """Let a company meet people for ten minutes each, so many minutes after two; its visit."""
    for minute in minutes:
        story.slot(
            f"Rencontre {host}",
            host=host,
            format=Format.JOB_DATING,
            capacity=1,
            starts=paris(2026, 11, 24, 14, minute),
            ends=paris(2026, 11, 24, 14, minute + 9),
        )
    return int(story.value("SELECT MAX(visit_id) FROM slot"))


def proposed(story: Story, *visits: int, who: int = INES) -> list[int]:
    """Return the slots of the best chain."""
    chain = propose_chain(story.tx, visits, DAY, chat_id=who, since=story.now, now=story.now)
    return [slot.id for slot in chain]


def booked(story: Story, slots: list[int], intent: str = "Kw3", who: int = INES) -> list[Booking]:
    """Book a chain."""
    order = ChainOrder(slots=slots, chat_id=who, intent=intent)
    return list(book_chain(story.tx, order, now=story.now, ids=story.ids).bookings)


def owed(story: Story) -> list[str]:
    """Return what is queued."""
    return [
        row[0] for row in story.rows("SELECT kind FROM delivery WHERE state='queued' ORDER BY id")
    ]


def test_a_chain_owes_one_ticket_one_reminder_and_a_word_before_each_next(story: Story) -> None:
    acier, bois = meetings(story, "Acier", 0, 20), meetings(story, "Bois", 0, 20)
    chain = booked(story, proposed(story, acier, bois))
    assert [one.slot.starts.minute for one in chain] == [0, 20]
    assert sorted(owed(story)) == ["chain", "next_meeting", "reminder_day", "reminder_hours"]
    assert invariants.breaches(story.tx) == []


def test_the_same_intent_books_once(story: Story) -> None:
    acier = meetings(story, "Acier", 0, 20)
    slots = proposed(story, acier)
    assert booked(story, slots) == booked(story, slots)
    assert story.value("SELECT COUNT(*) FROM booking") == 1


def test_when_one_meeting_is_gone_none_is_booked(story: Story) -> None:
    acier, bois = meetings(story, "Acier", 0), meetings(story, "Bois", 20)
    slots = proposed(story, acier, bois)
    story.book(TOM, slots[1])
    story.refused(SlotFull, lambda: booked(story, slots))
    assert story.value("SELECT COUNT(*) FROM chain") == 0
    assert [story.taken(slot) for slot in slots] == [0, 1]


def test_what_is_booked_already_is_not_in_the_way(story: Story) -> None:
    acier = meetings(story, "Acier", 0, 20, 40)
    story.book(
        INES,
        story.slot("Forge", starts=paris(2026, 11, 24, 13, 30), ends=paris(2026, 11, 24, 14, 15)),
    )
    (slot,) = proposed(story, acier)
    assert story.value(f"SELECT starts FROM slot WHERE id = {slot}") == "2026-11-24T13:20:00Z"


def test_cancelling_the_first_reminds_of_the_chain_by_the_next(story: Story) -> None:
    visits = [meetings(story, host, minute) for host, minute in (("A", 0), ("B", 15), ("C", 30))]
    first, _second, _third = booked(story, proposed(story, *visits))
    story.cancel(first)
    assert sorted(owed(story)) == ["chain", "next_meeting", "reminder_day", "reminder_hours"]
    assert story.taken(first.slot.id) == 0


def test_what_can_not_be_is_refused(story: Story) -> None:
    acier, bois = meetings(story, "Acier", 0), meetings(story, "Bois", 0)
    with pytest.raises(NoChain):
        proposed(story, acier, bois)
    with pytest.raises(NothingPicked):
        proposed(story)
    with pytest.raises(TooManyCompanies):
        proposed(story, *range(1, 8))


def test_a_confirm_repeated_after_the_chain_was_cancelled_books_nothing(story: Story) -> None:
    acier, bois = meetings(story, "Acier", 0, 20), meetings(story, "Bois", 0, 20)
    slots = proposed(story, acier, bois)
    for booking in booked(story, slots):
        story.cancel(booking)
    story.refused(BookingGone, lambda: booked(story, slots))
    assert story.value("SELECT COUNT(*) FROM booking WHERE state = 'confirmed'") == 0


MEETS_AT_0, MEETS_AT_40 = (
    {"starts": paris(2026, 11, 24, 14, minute), "ends": paris(2026, 11, 24, 14, minute + 9)}
    for minute in (0, 40)
)
OFF, ON = {"state": SlotState.CANCELLED}, {"state": SlotState.OPEN}


@pytest.mark.parametrize(
    ("there", "back"),
    [
        pytest.param(MEETS_AT_40, MEETS_AT_0, id="moved behind, and back"),
        pytest.param(OFF, ON, id="called off, and reopened"),
    ],
)
def test_a_chain_whose_first_slot_staff_change_is_reminded_of_by_its_new_first(
    story: Story, there: dict[str, Any], back: dict[str, Any]
) -> None:
    first = meetings(story, "Acier", 0) and int(story.value("SELECT MAX(id) FROM slot"))
    meetings(story, "Bois", 20)
    booked(story, [first, first + 1])
    as_booked = [("next_meeting", 20), ("reminder_day", 0), ("reminder_hours", 0)]
    for _ in range(2):  # the second time, too
        assert reminded_of(story) == as_booked
        change(story, first, **there)
        firsts = [row for row in reminded_of(story) if row[0] != "next_meeting"]
        assert firsts == [("reminder_day", 20), ("reminder_hours", 20)]
        change(story, first, **back)
    assert reminded_of(story) == as_booked
    assert invariants.breaches(story.tx) == []


def test_a_chain_whose_first_slot_a_file_moves_is_reminded_of_by_its_new_first(
    story: Story,
) -> None:
    line = slot("Rencontre Acier", paris(2026, 11, 24, 14), ref="a1", format=Format.JOB_DATING)
    story.bring(line)
    first = int(story.value("SELECT MAX(id) FROM slot"))
    meetings(story, "Bois", 20)
    story.tx.execute("UPDATE slot SET ends = '2026-11-24T13:09:00Z' WHERE id = :id", {"id": first})
    booked(story, [first, first + 1])
    later = replace(line, starts=MEETS_AT_40["starts"], ends=MEETS_AT_40["ends"])
    story.bring(later)
    firsts = [row for row in reminded_of(story) if row[0] != "next_meeting"]
    assert firsts == [("reminder_day", 20), ("reminder_hours", 20)]


def reminded_of(story: Story) -> list[tuple[str, int]]:
    """Return what is queued to remind, and the minute of its meeting."""
    rows = story.rows("""SELECT kind, slot.starts FROM delivery JOIN slot ON slot.id = slot_id
                         WHERE delivery.state = 'queued' AND kind <> 'confirmation'
                         AND (kind LIKE 'reminder%' OR kind = 'next_meeting') ORDER BY 1""")
    return [(kind, int(starts[14:16])) for kind, starts in rows]


def test_a_chain_whose_first_meeting_moves_behind_is_reminded_of_by_the_new_first(
    story: Story,
) -> None:
    acier, bois = meetings(story, "Acier", 0, 40), meetings(story, "Bois", 20)
    first, _ = booked(story, proposed(story, acier, bois))
    (late,) = story.rows("SELECT id FROM slot WHERE starts LIKE '%:40:00Z'")
    moved = story.move(first, late[0])
    behind = [("next_meeting", 40), ("reminder_day", 20), ("reminder_hours", 20)]
    assert reminded_of(story) == behind
    (early,) = story.rows("SELECT id FROM slot WHERE starts LIKE '%:00:00Z'")
    story.move(moved, early[0])
    assert [kind for kind, _ in reminded_of(story)] == [kind for kind, _ in behind]
