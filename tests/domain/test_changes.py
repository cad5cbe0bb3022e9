"""What a slot becomes, whom that no longer fits, and when a notice goes out."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.booking import Booking
from bot.domain.catalogue import Slot, SlotState
from bot.domain.changes import (
    CalledOff,
    Edit,
    EndsBeforeStart,
    InThePast,
    Misfit,
    NothingChanges,
    calendar_changes,
    check_edit,
    edited,
    known,
    misfits,
    newly_overlaps,
    notice_due,
    same_for_people,
)
from bot.domain.programme import Audience
from bot.domain.refusals import Refusal
from tests.support.values import NOW, STARTS, a_booking, a_slot, a_visit

LATER = STARTS + timedelta(minutes=90)


def test_a_moved_slot_lasts_as_long_and_closes_as_long_before() -> None:
    slot = a_slot(closes=STARTS - timedelta(days=2))
    after = edited(slot, Edit(starts=LATER), "1 rue du Four")
    assert after.ends - after.starts == slot.ends - slot.starts
    assert after.starts - after.closes == timedelta(days=2)


def test_another_meeting_point_is_nowhere_on_the_map_until_it_is_the_visits_own_again() -> None:
    there = edited(a_slot(), Edit(place="2 quai"), "1 rue du Four")
    assert (there.visit.address, there.visit.lat) == ("2 quai", None)
    assert edited(there, Edit(place=""), "1 rue du Four").visit.address == "1 rue du Four"


def test_a_slot_whose_hour_was_unknown_has_one_once_it_is_moved() -> None:
    assert not edited(a_slot(time_tba=True), Edit(starts=LATER), "").time_tba


@pytest.mark.parametrize(
    ("slot", "edit", "refusal"),
    [
        pytest.param(a_slot(), Edit(), NothingChanges, id="nothing"),
        pytest.param(a_slot(), Edit(starts=NOW), InThePast, id="now"),
        pytest.param(a_slot(), Edit(ends=STARTS), EndsBeforeStart, id="over at once"),
        pytest.param(
            a_slot(state=SlotState.CANCELLED), Edit(starts=LATER), CalledOff, id="called off"
        ),
    ],
)
def test_what_a_slot_can_not_become(slot: Slot, edit: Edit, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        check_edit(slot, edited(slot, edit, slot.visit.address), NOW)


FOR_PUPILS = frozenset({Audience.PUPILS})
CLASS = a_booking(seats=20, pupils=18, adults=2)


@pytest.mark.parametrize(
    ("booking", "slot", "expected"),
    [
        pytest.param(a_booking(), a_slot(), [], id="fits"),
        pytest.param(a_booking(), a_slot(audience=FOR_PUPILS), [Misfit.AUDIENCE], id="pupils only"),
        pytest.param(
            CLASS,
            a_slot(capacity=30, audience=frozenset({Audience.JOBSEEKERS})),
            [Misfit.AUDIENCE],
            id="no pupils",
        ),
        pytest.param(a_booking(seats=8), a_slot(), [Misfit.TOO_LARGE], id="too large"),
        pytest.param(
            CLASS,
            a_slot(capacity=30, visit=a_visit(pupils_per_adult=6)),
            [Misfit.ADULTS],
            id="too few adults",
        ),
        pytest.param(a_booking(), a_slot(starts=NOW), [Misfit.BEGUN], id="begun"),
    ],
)
def test_whom_a_slot_no_longer_fits(booking: Booking, slot: Slot, expected: list[Misfit]) -> None:
    assert misfits(booking, slot, NOW) == expected


def test_only_what_clashes_since_the_change_is_a_clash() -> None:
    before, after = a_slot(), a_slot(starts=LATER)
    agreed = (STARTS, LATER + timedelta(hours=1))
    assert newly_overlaps(before, after, (LATER, LATER + timedelta(hours=1)))
    assert not newly_overlaps(before, after, agreed)
    assert not newly_overlaps(before, replace(after, time_tba=True), agreed)


@pytest.mark.parametrize(
    ("seconds", "waits"),
    [(0, 60), (100, 60), (150, 30), (180, 0), (900, 0)],
    ids=["the first", "a further one", "near the end", "at the end", "an import, long ago"],
)
def test_edits_are_merged_for_a_minute_and_three_at_most(seconds: int, waits: int) -> None:
    now = NOW + timedelta(seconds=seconds)
    assert notice_due(NOW, now) == now + timedelta(seconds=waits)


def test_running_late_changes_no_calendar_and_a_slot_called_off_is_nothing_but_that() -> None:
    before = known(a_slot())
    late = replace(before, late=20)
    assert not same_for_people(before, late)
    assert not calendar_changes(before, late)
    off = replace(before, called_off=True)
    assert same_for_people(off, replace(off, starts=LATER))
