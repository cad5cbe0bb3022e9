"""The desk: book for a caller, find, change, and the caller who claims it later."""

from dataclasses import replace

import pytest

from bot.domain.desk import TRIES_OF_ALL, TRIES_OF_ONE, TooManyCodes
from bot.domain.refusals import AlreadyBooked, BookingGone, NotYours, SlotFull
from bot.domain.staff import Grant, Reach, Role, Staff
from bot.services.change_for_caller import cancel_for_caller, move_for_caller
from bot.services.claim_booking import claim_booking
from bot.services.forget import forget
from bot.services.tidy_up import tidy_up
from storage import audit, bookings, callers
from storage.invariants import breaches
from tests.support.day import admin, call, host_of
from tests.support.story import Story
from tests.support.values import paris

INES, TOM = 71_000_001, 72_000_002
EVERYWHERE = Reach(everywhere=True)


def names(story: Story, words: str, reach: Reach = EVERYWHERE) -> list[str]:
    found = callers.named(story.tx, words, reach, story.now, limit=10)
    return [one.caller.name for one in found if one.caller]


def test_a_caller_takes_seats_like_anybody_and_nobody_is_written_to(story: Story) -> None:
    visit = story.slot(capacity=3)
    booking = call(story, visit, 2)
    assert (booking.chat_id, story.taken(visit)) == (None, 2)
    assert story.rows("SELECT kind FROM delivery") == []
    story.refused(SlotFull, lambda: call(story, visit, 2))


def test_two_callers_book_the_same_slot_and_one_may_book_two_at_once(story: Story) -> None:
    visit, other = story.slot(), story.slot("Fonderie")
    for slot_id in (visit, visit, other):
        call(story, slot_id)
    assert story.value("SELECT COUNT(*) FROM caller") == 3


def test_the_same_tap_books_once_and_is_written_down_once(story: Story) -> None:
    visit = story.slot()
    first, second = (call(story, visit, intent="one") for _ in range(2))
    assert first == second
    assert [act.action.value for act in audit.latest(story.tx, limit=9)] == ["desk_book"]
    assert audit.latest(story.tx, limit=1)[0].after == {"seats": 1}


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("durand", id="the name without accents"),
        pytest.param("ZOÉ", id="a first name"),
        pytest.param("34 56", id="part of the number"),
    ],
)
def test_a_caller_is_found_by_part_of_what_they_said(story: Story, words: str) -> None:
    call(story, story.slot())
    assert names(story, words) == ["Zoé Dürand"]


@pytest.mark.parametrize("words", ["", "%", "_", "…", "dupont"])
def test_nothing_finds_everybody(story: Story, words: str) -> None:
    call(story, story.slot())
    assert names(story, words) == []


def test_a_caller_is_found_only_within_reach(story: Story) -> None:
    call(story, story.slot())
    assert names(story, "durand", Reach(territories=frozenset({99}))) == []


def test_an_organiser_of_elsewhere_neither_moves_nor_cancels(story: Story) -> None:
    booking, other = call(story, story.slot()), story.slot("Fonderie")
    elsewhere = Staff(user_id=5, grants=(Grant(role=Role.ORGANISER, territory_id=99),))
    for job in (
        lambda: move_for_caller(story.tx, elsewhere, booking.code, other, now=story.now),
        lambda: cancel_for_caller(story.tx, elsewhere, booking.code, now=story.now),
        lambda: cancel_for_caller(story.tx, admin(), "AAA-AAA", now=story.now),
        lambda: cancel_for_caller(story.tx, host_of(story, other), booking.code, now=story.now),
    ):
        story.refused(NotYours, job)


def test_a_move_keeps_the_code_and_gives_the_old_seats_back(story: Story) -> None:
    visit, other = story.slot(), story.slot("Fonderie", starts=paris(2026, 11, 25, 9))
    booking = call(story, visit, 2)
    moved = move_for_caller(story.tx, admin(), booking.code, other, now=story.now)
    assert (moved.code, moved.slot.id) == (booking.code, other)
    assert (story.taken(visit), story.taken(other)) == (0, 2)


def test_whoever_has_it_in_their_chat_is_told_that_the_desk_cancelled(story: Story) -> None:
    mine, theirs = story.book(INES, story.slot()), call(story, story.slot("Fonderie"))
    for booking in (mine, theirs):
        cancel_for_caller(story.tx, admin(), booking.code, now=story.now)
    told = "SELECT chat_id FROM delivery WHERE kind = 'cancelled_by_desk'"
    assert story.rows(told) == [(INES,)]
    story.refused(
        BookingGone, lambda: cancel_for_caller(story.tx, admin(), mine.code, now=story.now)
    )


def test_a_claimed_booking_gets_its_ticket_and_its_reminders(story: Story) -> None:
    booking = call(story, story.slot(lat=49.1, lon=6.1), 2)
    claimed = claim_booking(story.tx, booking.code.lower(), chat_id=INES, now=story.now)
    assert claimed is not None
    assert claimed == replace(booking, chat_id=INES)
    kinds = {kind for (kind,) in story.rows(f"SELECT kind FROM delivery WHERE chat_id = {INES}")}
    assert kinds == {"confirmation", "calendar", "venue", "reminder_day", "reminder_hours"}
    assert breaches(story.tx) == []


def test_a_claim_of_what_is_not_to_be_had_opens_nothing(story: Story) -> None:
    owned = story.book(TOM, story.slot()).code
    taken = call(story, story.slot("Fonderie")).code
    claim_booking(story.tx, taken, chat_id=TOM, now=story.now)
    gone = call(story, story.slot("Verrerie"))
    cancel_for_caller(story.tx, admin(), gone.code, now=story.now)
    for code in (owned, taken, gone.code, "AAA-AAA"):
        assert claim_booking(story.tx, code, chat_id=INES, now=story.now) is None
    assert story.value(f"SELECT COUNT(*) FROM booking WHERE chat_id = {INES}") == 0
    assert story.value("SELECT COUNT(*) FROM code_try") == 4


def test_who_has_the_slot_already_is_shown_theirs(story: Story) -> None:
    visit = story.slot()
    mine, theirs = story.book(INES, visit), call(story, visit)
    fields = story.refused(
        AlreadyBooked,
        lambda: claim_booking(story.tx, theirs.code, chat_id=INES, now=story.now),
    )
    assert fields == {"code": mine.code}


def guess(story: Story, who: int, times: int) -> None:
    for _ in range(times):
        claim_booking(story.tx, "AAA-AAA", chat_id=who, now=story.now)


def test_after_five_wrong_codes_even_a_right_one_waits_an_hour(story: Story) -> None:
    code = call(story, story.slot()).code
    guess(story, INES, TRIES_OF_ONE)
    story.advance(minutes=20)

    def claim(who: int) -> object:
        return claim_booking(story.tx, code, chat_id=who, now=story.now)

    assert story.refused(TooManyCodes, lambda: claim(INES)) == {"count": 40}
    story.advance(minutes=40)
    assert claim(INES) is not None


def test_the_control_four_wrong_codes_stop_nobody_nor_five_of_somebody_else(story: Story) -> None:
    first, second = call(story, story.slot()), call(story, story.slot("Fonderie"))
    guess(story, INES, TRIES_OF_ONE - 1)
    guess(story, TOM, TRIES_OF_ONE)
    assert claim_booking(story.tx, first.code, chat_id=INES, now=story.now) is not None
    assert claim_booking(story.tx, second.code, chat_id=3, now=story.now) is not None


def test_a_crowd_that_guesses_is_stopped_as_a_whole(story: Story) -> None:
    code = call(story, story.slot()).code
    for who in range(TRIES_OF_ALL // 4):
        guess(story, 1000 + who, 4)
    story.refused(TooManyCodes, lambda: claim_booking(story.tx, code, chat_id=INES, now=story.now))
    story.advance(hours=1)
    assert claim_booking(story.tx, code, chat_id=INES, now=story.now) is not None


def test_a_callers_name_goes_thirty_days_after_the_visit(story: Story) -> None:
    call(story, story.slot())
    story.now = paris(2026, 12, 24, 14)
    assert tidy_up(story.tx, story.now)["callers"] == 0
    story.now = paris(2026, 12, 24, 16)
    assert tidy_up(story.tx, story.now)["callers"] == 1
    assert story.rows("SELECT seats, state FROM booking") == [(1, "confirmed")]


def test_forgetting_who_claimed_forgets_the_callers_name_and_nobody_elses(story: Story) -> None:
    mine, other = call(story, story.slot()), call(story, story.slot("Fonderie"), name="Max")
    claim_booking(story.tx, mine.code, chat_id=INES, now=story.now)
    guess(story, INES, 1)
    forget(story.tx, INES, story.now)
    assert story.rows("SELECT booking_id, name FROM caller") == [(other.id, "Max")]
    assert story.rows("SELECT * FROM code_try") == []
    assert claim_booking(story.tx, mine.code, chat_id=TOM, now=story.now) is None
    assert bookings.of_code(story.tx, mine.code) is not None
