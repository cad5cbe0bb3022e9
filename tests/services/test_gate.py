"""At the gate: who came, seats opened and closed, how many in a day."""

from collections.abc import Callable
from functools import partial

import pytest

from bot.domain.checkin import MoreThanBooked, NotToday, WasCancelled
from bot.domain.gate import AboveAllowed, BelowTaken, DayFull
from bot.domain.refusals import NotYours, SlotFull
from bot.services.change_seats import change_seats
from bot.services.check_in import admit, check_in
from bot.services.mark_no_shows import mark_no_shows
from bot.services.set_gate_seats import cap_day, set_gate_seats
from storage import attendance, audit
from storage.invariants import breaches
from tests.support.day import THE_DAY, admin, arrive, host_of
from tests.support.programme import slot
from tests.support.story import Story
from tests.support.values import paris

INES, TOM, LEA = 1, 2, 3


def states(story: Story) -> dict[int, str]:
    return dict(story.rows("SELECT chat_id, state FROM booking ORDER BY id"))


def sold(story: Story, visit: int) -> tuple[int, int]:
    """Return the seats on sale, and those the host keeps closed."""
    (row,) = story.rows(f"SELECT capacity, gate_closed FROM slot WHERE id = {visit}")
    return row[0], row[1]


def close(story: Story, visit: int, seats: int) -> None:
    set_gate_seats(story.tx, host_of(story, visit), visit, seats, now=story.now)


def test_twenty_six_of_twenty_eight_and_back(story: Story) -> None:
    booking = story.book(INES, story.slot(capacity=30, group_max=30), 28)
    story.now = THE_DAY
    arrive(story, booking, 26)
    assert states(story) == {INES: "attended"}
    assert attendance.present_of(story.tx, booking.id) == 26
    arrive(story, booking, 28)
    assert attendance.present_of(story.tx, booking.id) == 28
    arrive(story, booking, None)
    assert states(story) == {INES: "confirmed"}
    assert attendance.present_of(story.tx, booking.id) is None
    marks = [act.after["present"] for act in audit.latest(story.tx, limit=9)]
    assert marks == ["–", 28, 26]
    assert breaches(story.tx) == []


def test_a_host_of_another_visit_is_refused_whatever_the_code(story: Story) -> None:
    booking, other = story.book(INES, story.slot()), story.slot("Fonderie")
    story.now = THE_DAY
    stranger = host_of(story, other)
    for code in (booking.code, "AAA-AAA", ""):
        job = partial(check_in, story.tx, stranger, code, 1, now=story.now)
        story.refused(NotYours, job)
    check_in(story.tx, host_of(story, booking.slot.id), booking.code, 1, now=story.now)
    assert states(story) == {INES: "attended"}


def test_nobody_is_checked_in_on_another_day_nor_more_than_booked(story: Story) -> None:
    booking = story.book(INES, story.slot(), 2)
    story.refused(NotToday, lambda: arrive(story, booking, 2))
    story.now = THE_DAY
    assert story.refused(MoreThanBooked, lambda: arrive(story, booking, 3)) == {"seats": 2}
    story.now = paris(2026, 11, 26, 14)
    story.refused(NotToday, lambda: arrive(story, booking, 2))


def test_a_cancelled_booking_is_not_checked_in(story: Story) -> None:
    booking = story.book(INES, story.slot())
    story.cancel(booking)
    story.now = THE_DAY
    story.refused(WasCancelled, lambda: arrive(story, booking, 1))


def test_who_was_not_checked_in_is_a_no_show_three_hours_after(story: Story) -> None:
    visit = story.slot()
    came, _absent = story.book(INES, visit), story.book(TOM, visit)
    story.now = THE_DAY
    arrive(story, came, 1)
    story.now = paris(2026, 11, 24, 17, 59)
    assert mark_no_shows(story.tx, story.now) == 0
    story.now = paris(2026, 11, 24, 18)
    assert mark_no_shows(story.tx, story.now) == 1
    assert states(story) == {INES: "attended", TOM: "no_show"}
    assert mark_no_shows(story.tx, story.now) == 0


def test_where_nobody_was_checked_in_nobody_is_a_no_show(story: Story) -> None:
    story.book(INES, story.slot())
    story.now = paris(2026, 11, 25, 9)
    assert mark_no_shows(story.tx, story.now) == 0
    assert states(story) == {INES: "confirmed"}


def test_a_no_show_who_was_there_after_all_can_be_mended_the_next_day(story: Story) -> None:
    visit = story.slot()
    came, late = story.book(INES, visit), story.book(TOM, visit)
    story.now = THE_DAY
    arrive(story, came, 1)
    story.now = paris(2026, 11, 25, 9)
    mark_no_shows(story.tx, story.now)
    arrive(story, late, 1)
    assert states(story)[TOM] == "attended"
    assert breaches(story.tx) == []


def test_people_come_in_without_booking_while_seats_are_left(story: Story) -> None:
    visit = story.slot(capacity=2)
    story.book(INES, visit)
    story.now = THE_DAY
    for intent in ("gate:a", "gate:a"):
        admit(story.tx, admin(), visit, 1, intent, now=story.now, ids=story.ids)
    assert story.taken(visit) == 2
    story.refused(
        SlotFull,
        lambda: admit(story.tx, admin(), visit, 1, "gate:b", now=story.now, ids=story.ids),
    )
    assert breaches(story.tx) == []


def test_closed_seats_are_not_sold_and_open_again_for_who_waits(story: Story) -> None:
    visit = story.slot(capacity=4)
    story.book(INES, visit, 2)
    close(story, visit, 2)
    assert sold(story, visit) == (2, 2)
    story.refused(SlotFull, lambda: story.book(TOM, visit))
    story.wait(LEA, visit)
    close(story, visit, 3)
    assert story.queue() == {LEA: "offered"}
    assert [act.action.value for act in audit.latest(story.tx, limit=2)] == ["gate_seats"] * 2


def test_seats_never_go_below_those_taken_nor_above_those_allowed(story: Story) -> None:
    visit = story.slot(capacity=4)
    story.book(INES, visit, 2)
    assert story.refused(BelowTaken, lambda: close(story, visit, 1)) == {"taken": 2}
    close(story, visit, 2)
    assert story.refused(AboveAllowed, lambda: close(story, visit, 5)) == {"allowed": 4}
    close(story, visit, 4)
    assert sold(story, visit) == (4, 0)


def test_another_host_and_the_desk_close_nothing(story: Story) -> None:
    visit, other = story.slot(), story.slot("Fonderie")
    stranger = host_of(story, other)
    story.refused(NotYours, lambda: set_gate_seats(story.tx, stranger, visit, 1, now=story.now))
    story.refused(NotYours, lambda: cap_day(story.tx, stranger, visit, 1, now=story.now))


def test_importing_the_same_file_again_opens_no_closed_seat(story: Story) -> None:
    line = slot("Biscuiterie", paris(2026, 11, 24, 14))
    story.bring(line)
    close(story, 1, 2)
    assert story.bring(line).unchanged == 1
    assert sold(story, 1) == (2, 4)


def test_a_new_capacity_of_the_organiser_opens_all_of_it(story: Story) -> None:
    visit = story.slot()
    close(story, visit, 2)
    story.tx.execute("UPDATE slot SET capacity = 10")
    assert sold(story, visit) == (10, 0)


def capped(story: Story, people: int) -> tuple[int, int]:
    """Cap a visit's day with two slots of six; return them."""
    first = story.slot()
    second = story.slot("Biscuiterie", starts=paris(2026, 11, 24, 16))
    cap_day(story.tx, host_of(story, first), first, people, now=story.now)
    return first, second


def test_a_day_takes_no_more_people_than_its_cap_over_all_its_slots(story: Story) -> None:
    first, second = capped(story, 5)
    story.book(INES, first, 4)
    assert story.refused(DayFull, lambda: story.book(TOM, second, 2))["left"] == 1
    story.book(TOM, second, 1)
    story.refused(DayFull, lambda: story.book(LEA, first))


def more_seats(story: Story, code: str) -> Callable[[], object]:
    return lambda: change_seats(story.tx, code, 5, chat_id=INES, now=story.now)


def test_neither_more_seats_nor_a_move_from_another_day_passes_the_cap(story: Story) -> None:
    first, second = capped(story, 4)
    other_day = story.slot("Biscuiterie", starts=paris(2026, 11, 26, 9))
    mine = story.book(INES, first, 4)
    story.refused(DayFull, more_seats(story, mine.code))
    late = story.book(TOM, other_day, 1)
    story.refused(DayFull, lambda: story.move(late, second))
    assert story.move(mine, second).slot.id == second  # within the day nobody more comes


def test_a_cap_never_goes_below_who_comes_and_can_be_lifted(story: Story) -> None:
    first, second = capped(story, 5)
    story.book(INES, first, 4)
    host = host_of(story, first)
    story.refused(BelowTaken, lambda: cap_day(story.tx, host, first, 3, now=story.now))
    cap_day(story.tx, host, first, None, now=story.now)
    story.book(TOM, second, 6)
    assert audit.latest(story.tx, limit=1)[0].after == {"people": "∞"}


def test_seats_that_the_cap_keeps_are_offered_to_nobody(story: Story) -> None:
    first, second = capped(story, 2)
    mine = story.book(INES, first, 2)
    story.wait(LEA, second)
    assert story.queue() == {LEA: "waiting"}
    story.cancel(mine)
    cap_day(story.tx, host_of(story, second), second, 3, now=story.now)
    assert story.queue() == {LEA: "offered"}


@pytest.mark.parametrize("hour", [pytest.param(13, id="before"), pytest.param(15, id="after")])
def test_check_in_is_open_the_whole_day(story: Story, hour: int) -> None:
    booking = story.book(INES, story.slot())
    story.now = paris(2026, 11, 24, hour)
    arrive(story, booking, 1)
    assert states(story) == {INES: "attended"}


def test_who_walks_in_counts_for_the_days_cap_too(story: Story) -> None:
    visit = story.slot()
    story.book(INES, visit, 2)
    cap_day(story.tx, admin(), visit, 3, now=story.now)
    story.now = THE_DAY

    def lets_in(intent: str) -> None:
        admit(story.tx, admin(), visit, 1, intent, now=story.now, ids=story.ids)

    lets_in("gate:a")
    assert story.refused(DayFull, partial(lets_in, "gate:b"))["left"] == 0
