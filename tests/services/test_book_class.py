"""A class over several slots: every group is booked, or none; a tap twice books once."""

from collections.abc import Sequence

import pytest

from bot.domain.booking import Booking
from bot.domain.classes import AdultsMissing, Group
from bot.domain.refusals import AlreadyBooked, NothingFound, Overlap, SlotFull
from bot.services.book_class import ClassOrder, book_class
from bot.services.change_seats import change_seats
from storage import bookings
from tests.support.story import Story
from tests.support.values import paris

INES, TOM = 1, 2
HALVES = ((14, 2), (14, 1))


def rooms(story: Story, count: int = 2, **more: object) -> list[int]:
    """Bring slots of one visit, an hour apart."""
    return [
        story.slot(starts=paris(2026, 11, 24, 9 + hour), **{"capacity": 16, **more})
        for hour in range(count)
    ]


def order(slots: Sequence[int], heads: Sequence[tuple[int, int]] = HALVES) -> ClassOrder:
    groups = [
        Group(slot=slot, pupils=pupils, adults=adults)
        for slot, (pupils, adults) in zip(slots, heads, strict=True)
    ]
    return ClassOrder(groups=groups, chat_id=INES, intent="once")


def booked(story: Story, what: ClassOrder) -> tuple[Booking, ...]:
    return book_class(story.tx, what, now=story.now, ids=story.ids)


def test_every_group_has_its_seats_and_a_ticket_of_its_own(story: Story) -> None:
    slots = rooms(story)
    mine = booked(story, order(slots))
    assert [(one.seats, one.pupils, one.adults) for one in mine] == [(16, 14, 2), (15, 14, 1)]
    assert [story.taken(slot) for slot in slots] == [16, 15]
    assert story.value("SELECT COUNT(*) FROM delivery WHERE kind = 'confirmation'") == 2


def test_the_same_tap_twice_books_once(story: Story) -> None:
    slots = rooms(story)
    assert booked(story, order(slots)) == booked(story, order(slots))
    assert [story.taken(slot) for slot in slots] == [16, 15]


@pytest.mark.parametrize("taken", [0, 1], ids=["the first", "the last"])
def test_without_room_for_one_group_none_is_booked(story: Story, taken: int) -> None:
    slots = rooms(story)
    story.book(TOM, slots[taken], 5)
    story.refused(SlotFull, lambda: booked(story, order(slots)))


def test_without_adults_for_one_group_none_is_booked(story: Story) -> None:
    slots = rooms(story, pupils_per_adult=10)
    story.refused(AdultsMissing, lambda: booked(story, order(slots)))


def test_groups_may_be_there_at_once_but_no_other_visit_of_the_teacher(story: Story) -> None:
    slots = [story.slot(capacity=16), story.slot("Atelier", capacity=16)]
    booked(story, order(slots))
    meanwhile = story.slot("Fonderie", capacity=16)
    later = story.slot("Fonderie", starts=paris(2026, 11, 26, 9), capacity=16)
    other = ClassOrder(groups=order([meanwhile, later]).groups, chat_id=INES, intent="other")
    story.refused(Overlap, lambda: booked(story, other))


def test_a_slot_that_the_teacher_has_or_that_is_gone_books_nothing(story: Story) -> None:
    slots = rooms(story)
    story.book(INES, slots[1])
    story.refused(AlreadyBooked, lambda: booked(story, order(slots)))
    story.refused(NothingFound, lambda: booked(story, order([slots[0], 999])))


def test_a_class_that_shrinks_keeps_its_adults_or_says_new_ones(story: Story) -> None:
    (slot,) = rooms(story, 1, capacity=40, pupils_per_adult=10)
    mine = story.book(INES, slot, 31, pupils=28, adults=3)
    change_seats(story.tx, mine.code, 25, chat_id=INES, now=story.now)
    heads = "SELECT pupils, adults, seats FROM booking"
    assert story.rows(heads) == [(22, 3, 25)]
    change_seats(story.tx, mine.code, 20, chat_id=INES, now=story.now, school=(18, 2))
    assert story.rows(heads) == [(18, 2, 20)]

    def more() -> object:
        return change_seats(story.tx, mine.code, 24, chat_id=INES, now=story.now)

    assert story.refused(AdultsMissing, more)["adults"] == 3
    found = bookings.of_code(story.tx, mine.code)
    assert found is not None
    assert (found.pupils, found.adults) == (18, 2)
