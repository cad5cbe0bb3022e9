"""Who may book what, until when."""

from datetime import timedelta

import pytest

from bot.domain.booking import (
    MOST_SEATS,
    NEXT,
    BookingState,
    check_changeable,
    check_open,
    check_party,
    check_person,
    most_seats,
)
from bot.domain.catalogue import Slot, SlotState
from bot.domain.programme import Audience, Regime
from bot.domain.refusals import (
    AlreadyBooked,
    BookingGone,
    Overlap,
    PartyTooLarge,
    PartyTooSmall,
    Refusal,
    SlotBegun,
    SlotCancelled,
    SlotFull,
    SlotNotOpen,
    SlotWalkIn,
)
from tests.support.values import NOW, PARIS, STARTS, a_booking, a_slot, a_visit

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


def test_an_open_slot_can_be_booked_until_the_second_before_booking_closes() -> None:
    slot = a_slot(closes=STARTS - HOUR)
    check_open(slot, STARTS - HOUR - SECOND)
    with pytest.raises(SlotBegun) as refused:
        check_open(slot, STARTS - HOUR)
    assert refused.value.fields == {"title": "Biscuiterie"}


def test_a_closing_written_after_the_start_does_not_let_anyone_book_a_visit_under_way() -> None:
    slot = a_slot(closes=STARTS + HOUR)
    check_open(slot, STARTS - SECOND)
    with pytest.raises(SlotBegun):
        check_open(slot, STARTS)


def test_booking_opens_at_its_instant_and_not_a_second_before() -> None:
    slot = a_slot(opens=NOW)
    check_open(slot, NOW)
    with pytest.raises(SlotNotOpen) as refused:
        check_open(slot, NOW - SECOND)
    assert refused.value.fields == {"opens": NOW, "tz": PARIS}


@pytest.mark.parametrize(
    ("slot", "refusal"),
    [
        pytest.param(a_slot(state=SlotState.CANCELLED), SlotCancelled, id="called off"),
        pytest.param(a_slot(state=SlotState.CLOSED), SlotBegun, id="closed by the host"),
        pytest.param(a_slot(regime=Regime.NONE), SlotWalkIn, id="walk-in"),
        pytest.param(
            a_slot(state=SlotState.CANCELLED, regime=Regime.NONE, opens=STARTS),
            SlotCancelled,
            id="called off says more than anything else",
        ),
        pytest.param(
            a_slot(state=SlotState.CLOSED, opens=STARTS),
            SlotNotOpen,
            id="closed until it opens",
        ),
    ],
)
def test_a_slot_that_cannot_be_booked_says_why(slot: Slot, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        check_open(slot, NOW)


@pytest.mark.parametrize(
    ("slot", "most"),
    [
        pytest.param(a_slot(capacity=40), MOST_SEATS, id="nothing said: ten"),
        pytest.param(a_slot(capacity=6), 6, id="a small slot: all of it"),
        pytest.param(
            a_slot(capacity=40, audience=frozenset({Audience.PUPILS})), 40, id="a class: all"
        ),
        pytest.param(
            a_slot(capacity=40, visit=a_visit(group_max=12)), 12, id="the host says twelve"
        ),
        pytest.param(
            a_slot(capacity=40, visit=a_visit(group_max=12), audience=frozenset({Audience.PUPILS})),
            12,
            id="the host's word goes before a class",
        ),
        pytest.param(
            a_slot(capacity=6, visit=a_visit(group_max=12)), 6, id="never more than there are"
        ),
    ],
)
def test_one_booking_takes_at_most(slot: Slot, most: int) -> None:
    assert most_seats(slot) == most
    check_party(slot, most, left=most)
    with pytest.raises(PartyTooLarge) as refused:
        check_party(slot, most + 1, left=1000)
    assert refused.value.fields == {"most": most}


@pytest.mark.parametrize("seats", [0, -1])
def test_a_party_has_somebody_in_it(seats: int) -> None:
    with pytest.raises(PartyTooSmall):
        check_party(a_slot(), seats, left=6)


@pytest.mark.parametrize(("left", "told"), [(1, 1), (0, 0), (-3, 0)])
def test_a_full_slot_tells_how_many_are_left_and_never_a_negative_number(
    left: int, told: int
) -> None:
    with pytest.raises(SlotFull) as refused:
        check_party(a_slot(), 2, left=left)
    assert refused.value.fields == {"left": told, "asked": 2, "slot_id": 1}


def test_one_person_has_a_slot_once_even_when_they_agree_to_an_overlap() -> None:
    with pytest.raises(AlreadyBooked) as refused:
        check_person(a_slot(), [a_booking()], overlap_agreed=True)
    assert refused.value.fields == {"code": "K7M-4PX"}


@pytest.mark.parametrize(
    ("shift", "clashes"),
    [
        pytest.param(timedelta(), True, id="the same hour"),
        pytest.param(HOUR - SECOND, True, id="its last second"),
        pytest.param(-HOUR + SECOND, True, id="the other's last second"),
        pytest.param(HOUR, False, id="begins when the other ends"),
        pytest.param(-HOUR, False, id="ends when the other begins"),
    ],
)
def test_two_visits_clash_when_they_share_a_second(shift: timedelta, clashes: bool) -> None:
    mine = a_booking(slot=a_slot(STARTS + shift, id=2))
    check_person(a_slot(), [mine], overlap_agreed=True)
    if not clashes:
        check_person(a_slot(), [mine], overlap_agreed=False)
        return
    with pytest.raises(Overlap) as refused:
        check_person(a_slot(), [mine], overlap_agreed=False)
    told = {"code": "K7M-4PX", "title": "Biscuiterie", "starts": STARTS + shift, "tz": PARIS}
    assert refused.value.fields == {**told, "slot_id": 1}


@pytest.mark.parametrize("whose", ["mine", "the other"])
def test_a_visit_whose_hour_is_unknown_clashes_with_nothing(whose: str) -> None:
    slot = a_slot(time_tba=whose == "mine")
    other = a_slot(id=2, time_tba=whose != "mine")
    check_person(slot, [a_booking(slot=other)], overlap_agreed=False)


def test_a_booking_can_be_changed_by_its_owner_until_the_visit_starts() -> None:
    booking = a_booking()
    assert check_changeable(booking, 7, STARTS - SECOND) is booking
    with pytest.raises(SlotBegun):
        check_changeable(booking, 7, STARTS)


@pytest.mark.parametrize("state", [one for one in BookingState if one != "confirmed"])
def test_a_booking_that_is_over_is_gone(state: BookingState) -> None:
    with pytest.raises(BookingGone):
        check_changeable(a_booking(state=state), 7, NOW)


def test_a_booking_of_somebody_else_or_of_nobody_looks_like_none_at_all() -> None:
    for booking in (a_booking(chat_id=8), a_booking(chat_id=None), None):
        with pytest.raises(BookingGone) as refused:
            check_changeable(booking, 7, NOW)
        assert refused.value.fields == {}


def test_the_table_of_states_names_every_state_and_nothing_leaves_cancelled() -> None:
    assert set(NEXT) == set(BookingState)
    assert NEXT[BookingState.CANCELLED] == set()
    assert all(state not in following for state, following in NEXT.items())
