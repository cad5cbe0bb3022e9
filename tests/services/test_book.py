"""Booking seats."""

from datetime import timedelta

from bot.domain.programme import Regime
from bot.domain.refusals import (
    AlreadyBooked,
    NothingFound,
    Overlap,
    PartyTooLarge,
    PartyTooSmall,
    SlotBegun,
    SlotFull,
    SlotNotOpen,
    SlotWalkIn,
)
from storage import bookings
from tests.support.story import Story
from tests.support.values import paris

INES, TOM, LEA = 1, 2, 3


def test_a_booking_takes_its_seats_and_owes_a_ticket_and_two_reminders(story: Story) -> None:
    visit = story.slot(lat=49.12, lon=6.18)
    booking = story.book(INES, visit, 2)
    assert (booking.seats, booking.chat_id, booking.live) == (2, INES, True)
    assert story.taken(visit) == 2
    assert story.rows("SELECT kind, due, chat_id FROM delivery ORDER BY due, id") == [
        ("confirmation", "2026-11-16T08:00:00Z", INES),
        ("calendar", "2026-11-16T08:00:00Z", INES),
        ("venue", "2026-11-16T08:00:00Z", INES),
        ("reminder_day", "2026-11-23T17:00:00Z", INES),
        ("reminder_hours", "2026-11-24T11:00:00Z", INES),
    ]
    assert story.tx.notified == {"deliveries"}


def test_the_same_intent_twice_is_one_booking_with_one_ticket(story: Story) -> None:
    visit = story.slot()
    first = story.book(INES, visit, 2, intent="one tap")
    before = story.everything()
    again = story.book(INES, visit, 2, intent="one tap")
    assert again == bookings.of_code(story.tx, first.code)
    assert story.everything() == before


def test_a_second_booking_of_the_same_slot_is_refused_with_the_first_one_s_code(
    story: Story,
) -> None:
    visit = story.slot()
    first = story.book(INES, visit)
    told = story.refused(AlreadyBooked, lambda: story.book(INES, visit, overlap_agreed=True))
    assert told == {"code": first.code}


def test_the_last_seats_are_sold_once(story: Story) -> None:
    visit = story.slot(capacity=3)
    story.book(INES, visit, 2)
    told = story.refused(SlotFull, lambda: story.book(TOM, visit, 2))
    assert told == {"left": 1, "asked": 2, "slot_id": visit}
    story.book(LEA, visit, 1)
    assert story.refused(SlotFull, lambda: story.book(TOM, visit))["left"] == 0
    assert story.taken(visit) == 3


def test_a_party_has_a_size_that_the_host_can_take(story: Story) -> None:
    visit = story.slot(capacity=20, group_max=4)
    assert story.refused(PartyTooLarge, lambda: story.book(INES, visit, 5)) == {"most": 4}
    story.refused(PartyTooSmall, lambda: story.book(INES, visit, 0))


def test_two_visits_at_once_are_booked_only_by_who_says_so(story: Story) -> None:
    first = story.book(INES, story.slot())
    other = story.slot("Fonderie", starts=paris(2026, 11, 24, 14, 30))
    told = story.refused(Overlap, lambda: story.book(INES, other))
    assert told["code"] == first.code
    assert story.book(INES, other, overlap_agreed=True).live


def test_what_cannot_be_booked_is_refused_and_leaves_no_trace(story: Story) -> None:
    early = story.slot("Tôt", opens=paris(2026, 11, 20, 9))
    walk_in = story.slot("Libre", regime=Regime.NONE, capacity=None)
    late = story.slot("Tard", closes=paris(2026, 11, 16, 9))
    story.refused(SlotNotOpen, lambda: story.book(INES, early))
    story.refused(SlotWalkIn, lambda: story.book(INES, walk_in))
    story.refused(SlotBegun, lambda: story.book(INES, late))
    story.refused(NothingFound, lambda: story.book(INES, 999))


def test_a_reminder_whose_time_has_passed_is_skipped(story: Story) -> None:
    visit = story.slot(starts=story.now + timedelta(hours=5))
    story.book(INES, visit)
    kinds = story.rows("SELECT kind FROM delivery WHERE kind LIKE 'reminder%'")
    assert kinds == [("reminder_hours",)]
    soon = story.slot("Fonderie", starts=story.now + timedelta(hours=2))
    late = story.book(INES, soon)
    about = f"SELECT COUNT(*) FROM delivery WHERE booking_id = {late.id}"
    assert story.value(f"{about} AND kind LIKE 'reminder%'") == 0


def test_a_site_without_coordinates_is_not_put_on_a_map(story: Story) -> None:
    story.book(INES, story.slot(lat=None, lon=None))
    assert story.rows("SELECT COUNT(*) FROM delivery WHERE kind = 'venue'") == [(0,)]


def test_a_code_that_is_taken_is_drawn_again(story: Story) -> None:
    class Drawn:
        def code(self) -> str:
            return codes.pop(0)

        def key(self) -> str:
            return "key"

    visit = story.slot()
    codes = ["AAA-AAA", "AAA-AAA", "BBB-BBB"]
    story.ids = Drawn()  # type: ignore[assignment]
    assert story.book(INES, visit, intent="a").code == "AAA-AAA"
    assert story.book(TOM, visit, intent="b").code == "BBB-BBB"


def test_without_the_trigger_that_counts_seats_one_seat_has_two_owners(story: Story) -> None:
    visit = story.slot(capacity=1)
    story.connection.execute("DROP TRIGGER booking_takes")
    story.book(INES, visit)  # takes no seat any more: the service sees one left
    story.book(TOM, visit)
    sold = story.value(f"SELECT SUM(seats) FROM booking WHERE slot_id = {visit}")
    assert (sold, story.taken(visit)) == (2, 0)  # the harm: one seat, two owners
