"""Being told when booking opens, and saying "I'll be there" to a walk-in."""

import pytest

from bot.domain.catalogue import Slot
from bot.domain.programme import Regime
from bot.domain.refusals import NothingFound, SlotBegun
from bot.services.intend import intend
from bot.services.watch_opening import watch_opening
from storage import intentions
from tests.support.story import Story
from tests.support.values import STARTS, paris

INES, TOM = 1, 2
OPENS = paris(2026, 11, 20, 9)


def say(story: Story, visit: int, *, coming: bool = True) -> Slot:
    return intend(story.tx, visit, chat_id=INES, coming=coming, now=story.now)


def test_who_asks_is_told_once_at_the_instant_at_which_booking_opens(story: Story) -> None:
    visit = story.slot(opens=OPENS)
    for who in (INES, TOM, INES):
        watch_opening(story.tx, visit, chat_id=who, now=story.now)
    assert story.rows("SELECT kind, chat_id, due, urgency FROM delivery") == [
        ("opening", INES, "2026-11-20T08:00:00Z", "2026-11-24T13:00:00Z"),
        ("opening", TOM, "2026-11-20T08:00:00Z", "2026-11-24T13:00:00Z"),
    ]


def test_the_edition_s_opening_counts_where_the_slot_names_none(story: Story) -> None:
    visit = story.slot()
    story.connection.execute("UPDATE edition SET opens = '2026-11-20T08:00:00Z'")
    assert watch_opening(story.tx, visit, chat_id=INES, now=story.now).opens == OPENS


@pytest.mark.parametrize("case", ["open already", "opens now", "no such slot"])
def test_there_is_nothing_to_watch_when(story: Story, case: str) -> None:
    visit = story.slot(opens=OPENS if case == "opens now" else None)
    story.now = OPENS if case == "opens now" else story.now
    slot_id = 999 if case == "no such slot" else visit
    story.refused(
        NothingFound, lambda: watch_opening(story.tx, slot_id, chat_id=INES, now=story.now)
    )


@pytest.mark.parametrize("regime", [Regime.NONE, Regime.OPTIONAL])
def test_who_means_to_come_is_counted_once_and_takes_no_seat(story: Story, regime: Regime) -> None:
    visit = story.slot(regime=regime)
    for _ in range(2):
        say(story, visit)
    assert story.rows("SELECT slot_id, chat_id FROM intention") == [(visit, INES)]
    assert story.taken(visit) == 0
    for _ in range(2):
        say(story, visit, coming=False)
    assert not intentions.has(story.tx, visit, INES)


def test_one_does_not_just_come_where_one_books_nor_when_it_is_over(story: Story) -> None:
    booked = story.slot()
    walk_in = story.slot("Libre", regime=Regime.NONE)
    story.refused(NothingFound, lambda: say(story, booked))
    story.refused(NothingFound, lambda: say(story, 999))
    story.now = STARTS
    say(story, walk_in)  # it is under way: one can still come
    story.now = paris(2026, 11, 24, 15)
    story.refused(SlotBegun, lambda: say(story, walk_in, coming=False))
