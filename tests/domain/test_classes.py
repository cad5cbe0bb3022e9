"""Classes: adults that a site wants, and groups that hold everybody."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.catalogue import Slot
from bot.domain.classes import AdultsMissing, Group, adults_needed, check_adults, recounted, split
from tests.support.values import STARTS, a_booking, a_slot, a_visit


def slots(*rooms: int, per: int | None = None, most: int | None = None) -> list[Slot]:
    visit = a_visit(pupils_per_adult=per, group_max=most)
    return [
        a_slot(STARTS + timedelta(hours=n), id=n, capacity=room, visit=visit)
        for n, room in enumerate(rooms, 1)
    ]


@pytest.mark.parametrize(
    ("pupils", "per", "adults"),
    [
        pytest.param(10, 10, 1, id="just one"),
        pytest.param(11, 10, 2, id="one more"),
        pytest.param(28, 10, 3, id="a class"),
        pytest.param(28, None, 0, id="where nothing is said"),
    ],
)
def test_adults_needed(pupils: int, per: int | None, adults: int) -> None:
    assert adults_needed(pupils, per) == adults


def test_too_few_adults_are_refused_with_how_many_would_do() -> None:
    (site,) = slots(40, per=10)
    check_adults(site, 20, 2)
    with pytest.raises(AdultsMissing) as refused:
        check_adults(site, 28, 1)
    assert refused.value.fields == {"count": 2, "per": 10, "pupils": 28, "adults": 3}


@pytest.mark.parametrize(
    ("rooms", "heads", "groups"),
    [
        pytest.param((16, 16), (28, 3), [(1, 14, 2), (2, 14, 1)], id="two alike"),
        pytest.param((5, 20, 20), (28, 3), [(2, 14, 2), (3, 14, 1)], id="the roomiest two"),
        pytest.param((20, 5, 9), (28, 3), [(1, 16, 1), (2, 4, 1), (3, 8, 1)], id="all three"),
        pytest.param((10, 10), (28, 3), [], id="no room for everybody"),
        pytest.param((40,), (28, 3), [], id="one slot is no split"),
    ],
)
def test_the_fewest_groups_that_hold_everybody(
    rooms: tuple[int, ...], heads: tuple[int, int], groups: list[tuple[int, int, int]]
) -> None:
    found = split(slots(*rooms), *heads)
    assert [(one.slot, one.pupils, one.adults) for one in found] == groups


def test_the_largest_group_of_the_site_holds_for_each() -> None:
    found = split(slots(60, 60, 60, most=12), 28, 3)
    assert [one.seats for one in found] == [11, 10, 10]


@given(
    st.lists(st.integers(1, 40), max_size=6),
    st.integers(1, 90),
    st.integers(0, 9),
    st.none() | st.integers(5, 30),
)
def test_groups_hold_everybody_within_room_and_ratio(
    rooms: list[int], pupils: int, adults: int, per: int | None
) -> None:
    places = {place.id: place for place in slots(*rooms, per=per)}
    groups = split(list(places.values()), pupils, adults)
    if not groups:
        return
    assert len({one.slot for one in groups}) == len(groups) >= 2
    assert sum(one.pupils for one in groups) == pupils
    assert sum(one.adults for one in groups) == adults
    for one in groups:
        assert one.pupils >= 1
        assert one.seats <= places[one.slot].left
        check_adults(places[one.slot], one.pupils, one.adults)


def test_a_class_that_changes_its_seats_keeps_its_adults() -> None:
    school = a_booking(seats=31, pupils=28, adults=3)
    assert recounted(school, 25) == (22, 3)
    assert recounted(school, 3) == (1, 2)
    assert recounted(a_booking(seats=5), 3) is None


def test_a_group_takes_a_seat_for_everybody() -> None:
    assert Group(slot=1, pupils=14, adults=2).seats == 16
