"""A caller waits like anybody; the desk is told, rings up, books or gives up."""

import pytest

from bot.domain.catalogue import SlotState
from bot.domain.deliveries import DeliveryState, Kind
from bot.domain.desk import Waiter
from bot.domain.refusals import NotYours, OfferOver, SlotUnavailable
from bot.domain.staff import Grant, Role, Staff
from bot.services.forget import forget
from bot.services.offer_seats import take_back_offers
from bot.services.tidy_up import tidy_up
from bot.services.wait_for_caller import leave_for_caller, take_for_caller
from handlers.staff.desk_waiting import offer
from storage import audit, bookings, callers, deliveries, invariants, staff
from tests.services.test_change_slot import change
from tests.support.day import admin, waits
from tests.support.story import Story
from tests.support.values import paris

INES, TOM, DENISE, DORA = 1, 2, 71, 72
ELSEWHERE = Staff(user_id=5, grants=(Grant(role=Role.ORGANISER, territory_id=99),))


@pytest.fixture
def full(story: Story) -> int:
    """Bring a slot whose one seat Inès has, and two people at the desk."""
    for who in (DENISE, DORA):
        grant = Grant(role=Role.DESK)
        staff.add(story.tx, who, grant, granted_by=INES, now=story.now)
    slot = story.slot(capacity=1)
    story.book(INES, slot)
    return slot


def told(story: Story) -> list[tuple[int, str]]:
    """Return who at the desk is owed what."""
    return story.rows(
        "SELECT chat_id, kind FROM delivery WHERE chat_id IN (71, 72) ORDER BY chat_id, id"
    )


def frees(story: Story) -> None:
    """Let Inès give her seat back."""
    (mine,) = bookings.coming_of(story.tx, INES, story.now)
    story.cancel(mine)


def test_callers_queue_behind_and_before_others_and_several_at_once(
    story: Story, full: int
) -> None:
    first, _, third = waits(story, full), story.wait(TOM, full), waits(story, full)
    frees(story)
    assert story.rows("SELECT id, state FROM waitlist ORDER BY id") == [
        (first, "offered"),
        (first + 1, "waiting"),
        (third, "waiting"),
    ]
    assert told(story) == [(DENISE, "desk_offer"), (DORA, "desk_offer")]
    assert story.rows("SELECT DISTINCT chat_id FROM pub_waitlist WHERE state = 'offered'") == [
        (None,)
    ]
    assert invariants.breaches(story.tx) == []


def test_whoever_rings_first_books_and_the_second_is_shown_the_same_booking(
    story: Story, full: int
) -> None:
    entry = waits(story, full)
    frees(story)
    first, second = (
        take_for_caller(story.tx, admin(who), entry, now=story.now, ids=story.ids)
        for who in (DENISE, DORA)
    )
    assert first == second
    assert (first.chat_id, story.taken(full)) == (None, 1)
    caller = callers.of(story.tx, first.id)
    assert caller is not None
    assert (caller.name, caller.phone) == ("Zoé Dürand", "06 12 34 56 78")
    assert story.rows("SELECT * FROM waiting_caller") == []
    assert [one.action.value for one in audit.latest(story.tx, limit=9)] == [
        "desk_book",
        "desk_wait",
    ]
    assert invariants.breaches(story.tx) == []


def test_given_up_or_kept_too_long_the_next_has_it(story: Story, full: int) -> None:
    first, second = waits(story, full), waits(story, full)
    story.wait(TOM, full)
    frees(story)
    for _ in range(2):
        leave_for_caller(story.tx, admin(), first, now=story.now)
    acts = [one.action.value for one in audit.latest(story.tx, limit=9)]
    assert acts == ["desk_unwait", "desk_wait", "desk_wait"]
    story.advance(days=2)
    take_back_offers(story.tx, story.now)
    assert [row[0] for row in story.rows("SELECT state FROM waitlist ORDER BY id")] == [
        "declined",
        "expired",
        "offered",
    ]
    assert story.rows("SELECT * FROM waiting_caller") == []
    story.refused(
        OfferOver,
        lambda: take_for_caller(story.tx, admin(), second, now=story.now, ids=story.ids),
    )


def test_beyond_reach_nobody_waits_takes_or_gives_up(story: Story, full: int) -> None:
    entry, toms = waits(story, full), story.wait(TOM, full).id
    frees(story)
    for which, who in ((entry, ELSEWHERE), (toms, admin()), (999, admin())):
        for job in (
            lambda who=who, which=which: take_for_caller(
                story.tx, who, which, now=story.now, ids=story.ids
            ),
            lambda who=who, which=which: leave_for_caller(story.tx, who, which, now=story.now),
        ):
            story.refused(NotYours, job)


def test_nobody_waits_for_what_is_called_off(story: Story, full: int) -> None:
    change(story, full, state=SlotState.CANCELLED)
    story.refused(SlotUnavailable, lambda: waits(story, full))


def test_who_left_the_desk_is_not_told_of_callers(story: Story, full: int) -> None:
    waits(story, full)
    frees(story)
    story.tx.execute("UPDATE staff_grant SET revoked = granted WHERE chat_id = 71")
    deliveries.put_in_lanes(story.tx, story.now, limit=9)
    found = {
        one.chat_id: offer(story.tx, one, story.now)
        for one in deliveries.claim(story.tx, limit=9)
        if one.kind is Kind.DESK_OFFER
    }
    assert found[DENISE] is DeliveryState.CANCELLED
    assert isinstance(found[DORA], Waiter)


def test_a_slot_that_changes_is_told_to_the_desk_once(story: Story, full: int) -> None:
    waits(story, full)
    waits(story, full)
    change(story, full, starts=paris(2026, 11, 24, 16))
    assert told(story) == [(DENISE, "wait_changed"), (DORA, "wait_changed")]


def test_a_caller_outlives_who_put_them_there_and_goes_thirty_days_after(
    story: Story, full: int
) -> None:
    waits(story, full)
    forget(story.tx, DENISE, story.now)
    assert story.value("SELECT COUNT(*) FROM waiting_caller") == 1
    story.now = paris(2026, 12, 24, 16)
    tidy_up(story.tx, story.now)
    assert story.value("SELECT COUNT(*) FROM waiting_caller") == 0
