"""The waiting list: joining, offers, accepting, leaving, running out."""

from datetime import timedelta

from bot.domain.booking import Booking
from bot.domain.programme import Regime
from bot.domain.refusals import (
    AlreadyBooked,
    NothingFound,
    OfferOver,
    PartyTooLarge,
    SlotBegun,
    SlotFull,
    SlotWalkIn,
)
from bot.domain.waitlist import Entry, EntryState
from bot.services.leave_waitlist import leave_waitlist
from bot.services.offer_seats import offer_seats, take_back_offers
from storage import waitlist
from tests.support.story import Story
from tests.support.values import STARTS, paris

INES, TOM, LEA, ALI, ZOE = 1, 2, 3, 4, 5


def full(story: Story, seats: int = 2, **more: object) -> tuple[int, Booking]:
    """Set up a slot that Inès has filled."""
    visit = story.slot(capacity=seats, **more)
    return visit, story.book(INES, visit, seats)


def now_of(story: Story, entry: Entry) -> Entry:
    stored = waitlist.of_id(story.tx, entry.id)
    assert stored is not None
    return stored


def test_freed_seats_are_kept_for_the_first_in_the_queue_who_is_told_once(story: Story) -> None:
    visit, crowd = full(story)
    toms, leas = story.wait(TOM, visit, 2), story.wait(LEA, visit, 1)
    assert (toms.rank, leas.rank) == (1, 2)
    story.cancel(crowd)
    assert story.queue() == {TOM: "offered", LEA: "waiting"}
    assert now_of(story, toms).held == 2
    assert now_of(story, toms).hold_until == paris(2026, 11, 17, 9)
    assert now_of(story, leas).rank == 1
    offers = story.rows("SELECT chat_id, fields FROM delivery WHERE kind = 'offer'")
    assert offers == [(TOM, f'{{"entry": {toms.id}}}')]


def test_seats_that_are_kept_for_one_cannot_be_booked_by_another(story: Story) -> None:
    visit, crowd = full(story)
    story.wait(TOM, visit, 2)
    story.cancel(crowd)
    assert story.refused(SlotFull, lambda: story.book(ZOE, visit))["left"] == 0


def test_who_is_too_many_lets_the_next_go_first_and_keeps_their_rank(story: Story) -> None:
    visit = story.slot(capacity=3)
    ines, lea = story.book(INES, visit, 2), story.book(LEA, visit, 1)
    toms = story.wait(TOM, visit, 3)
    story.wait(ALI, visit, 2)
    story.cancel(ines)
    assert story.queue() == {TOM: "waiting", ALI: "offered"}
    story.cancel(lea)
    assert now_of(story, toms).rank == 1
    assert story.taken(visit) == 2  # one free seat: not enough for three


def test_joining_twice_is_one_place_in_the_queue(story: Story) -> None:
    visit, _crowd = full(story)
    first = story.wait(TOM, visit, 1)
    before = story.everything()
    assert story.wait(TOM, visit, 2) == first
    assert story.everything() == before


def test_who_joins_when_seats_are_free_after_all_is_offered_them_at_once(story: Story) -> None:
    visit = story.slot()
    entry = story.wait(TOM, visit, 2)
    assert (entry.state, entry.held, story.taken(visit)) == (EntryState.OFFERED, 2, 2)


def test_one_waits_only_for_what_one_could_book(story: Story) -> None:
    visit, _crowd = full(story)
    story.refused(AlreadyBooked, lambda: story.wait(INES, visit))
    story.refused(PartyTooLarge, lambda: story.wait(TOM, visit, 3))
    story.refused(NothingFound, lambda: story.wait(TOM, 999))
    walk_in = story.slot("Libre", regime=Regime.NONE, capacity=None)
    story.refused(SlotWalkIn, lambda: story.wait(TOM, walk_in))
    story.now = STARTS
    story.refused(SlotBegun, lambda: story.wait(TOM, visit))


def test_an_offer_accepted_twice_is_one_booking(story: Story) -> None:
    visit, crowd = full(story)
    entry = story.wait(TOM, visit, 2)
    story.cancel(crowd)
    booking = story.accept(entry)
    assert (booking.seats, booking.chat_id, story.taken(visit)) == (2, TOM, 2)
    before = story.everything()
    assert story.accept(entry).code == booking.code
    assert story.everything() == before
    assert story.queue() == {TOM: "accepted"}


def test_an_offer_is_not_accepted_by_another_nor_before_it_was_made(story: Story) -> None:
    visit, _crowd = full(story)
    entry = story.wait(TOM, visit)
    story.refused(OfferOver, lambda: story.accept(entry))
    stolen = Entry(**{name: getattr(entry, name) for name in Entry.__slots__} | {"chat_id": ZOE})
    story.refused(NothingFound, lambda: story.accept(stolen))


def test_an_offer_that_runs_out_goes_to_the_next(story: Story) -> None:
    visit, crowd = full(story)
    toms = story.wait(TOM, visit, 2)
    leas = story.wait(LEA, visit, 2)
    story.cancel(crowd)
    story.now = now_of(story, toms).hold_until or story.now
    story.refused(OfferOver, lambda: story.accept(toms))
    assert take_back_offers(story.tx, story.now) == 1
    assert story.queue() == {TOM: "expired", LEA: "offered"}
    assert take_back_offers(story.tx, story.now) == 0
    assert story.accept(leas).seats == 2


def test_a_hold_lasts_to_its_last_second(story: Story) -> None:
    visit, crowd = full(story)
    entry = story.wait(TOM, visit, 2)
    story.cancel(crowd)
    until = now_of(story, entry).hold_until
    assert until == waitlist.next_run_out(story.tx)
    story.now = (until or story.now) - timedelta(seconds=1)
    assert take_back_offers(story.tx, story.now) == 0
    assert story.accept(entry).live


def test_who_comes_back_after_an_expired_offer_stands_at_the_end(story: Story) -> None:
    visit, crowd = full(story)
    story.wait(TOM, visit, 2)
    story.wait(LEA, visit, 2)
    story.cancel(crowd)
    story.advance(hours=25)
    take_back_offers(story.tx, story.now)
    assert story.wait(TOM, visit, 2).rank == 1  # Léa holds hers: nobody else waits
    assert story.wait(ALI, visit, 1).rank == 2


def test_who_declines_hands_the_seats_on_and_who_leaves_only_shortens_the_queue(
    story: Story,
) -> None:
    visit, crowd = full(story)
    toms, leas, alis = (story.wait(who, visit, 2) for who in (TOM, LEA, ALI))
    leave_waitlist(story.tx, leas.id, chat_id=LEA, now=story.now)
    story.cancel(crowd)
    leave_waitlist(story.tx, toms.id, chat_id=TOM, now=story.now)
    assert story.queue() == {TOM: "declined", LEA: "left", ALI: "offered"}
    before = story.everything()
    leave_waitlist(story.tx, toms.id, chat_id=TOM, now=story.now)
    assert story.everything() == before
    story.refused(
        NothingFound, lambda: leave_waitlist(story.tx, alis.id, chat_id=ZOE, now=story.now)
    )


def test_who_books_the_slot_directly_waits_for_it_no_longer(story: Story) -> None:
    visit = story.slot(capacity=3)
    crowd = story.book(INES, visit, 3)
    story.wait(TOM, visit, 3)
    story.wait(LEA, visit, 2)
    story.cancel(crowd)
    story.book(TOM, visit, 1)
    assert story.queue() == {TOM: "accepted", LEA: "offered"}
    assert story.taken(visit) == 3


def test_a_refused_booking_leaves_one_s_place_in_the_queue(story: Story) -> None:
    visit, _crowd = full(story)
    story.wait(TOM, visit, 1)
    story.refused(SlotFull, lambda: story.book(TOM, visit, 1))
    assert story.queue() == {TOM: "waiting"}


def test_nothing_is_offered_once_booking_has_closed_or_the_slot_is_off(story: Story) -> None:
    visit, crowd = full(story, closes=STARTS - timedelta(days=1))
    story.wait(TOM, visit)
    story.now = STARTS - timedelta(days=1)
    story.cancel(crowd)
    story.connection.execute("UPDATE slot SET state = 'cancelled'")
    assert offer_seats(story.tx, visit, STARTS - timedelta(days=5)) == []
    assert offer_seats(story.tx, 999, story.now) == []
    assert story.queue() == {TOM: "waiting"}
