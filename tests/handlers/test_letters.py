"""The messages that arrive by themselves, drawn in every language."""

from dataclasses import replace

import pytest

from bot.domain.booking import Booking
from bot.domain.waitlist import EntryState
from bot.i18n import Html, languages, translator
from handlers.callback_data import decode, encode
from handlers.doors import BUTTONS
from handlers.screens import letters
from handlers.screens.screen import File, Screen
from tests.support.drawn import check_drawn, is_whole
from tests.support.situations import NASTY
from tests.support.values import STARTS, a_booking, a_slot, a_visit, an_entry

FILE = File("K7M-4PX.png", b"", "image/png")
CAPTION = 1024  # characters under a photo or a file


def nasty(**more: object) -> Booking:
    """Return a booking whose host wrote what breaks careless programs."""
    wordy = {"title": NASTY, "conditions": "{fermées} <b>", "contact": "{x} & <03>", "city": ""}
    return a_booking(slot=a_slot(visit=a_visit(**wordy)), **more)


def drawn(language: str, *, sequence: int = 0, seats: int = 1) -> dict[str, Screen]:
    t = translator(language)
    booking = nasty(sequence=sequence, seats=seats)
    held = an_entry(
        state=EntryState.OFFERED, seats=seats, held=seats, hold_until=STARTS, slot=booking.slot
    )
    return {
        "ticket": letters.confirmation(booking, FILE, t),
        "calendar": letters.calendar(booking, FILE, t),
        "day before": letters.reminder(booking, "letters.reminder_day", t),
        "hours before": letters.reminder(booking, "letters.reminder_hours", t),
        "offer": letters.offer(held, t),
        "opening": letters.opening(replace(booking.slot, taken=6 - seats), t),
        "apology": letters.apology(t),
    }


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(("sequence", "seats"), [(0, 1), (1, 2)], ids=["new, one", "changed, two"])
def test_a_letter_is_drawn_whole(language: str, sequence: int, seats: int) -> None:
    for screen in drawn(language, sequence=sequence, seats=seats).values():
        under_a_file = screen.photo is not None or screen.document is not None
        check_drawn(screen, longest=CAPTION if under_a_file else 4096)


@pytest.mark.parametrize("language", languages())
def test_the_keys_of_a_letter_carry_no_revision_and_come_back(language: str) -> None:
    for screen in drawn(language).values():
        for key in screen.all_keys():
            if key.button is None:
                assert key.copies == "K7M-4PX"
                continue
            assert decode(encode(key.button, None), BUTTONS) == (key.button, None)


def test_a_changed_ticket_says_so() -> None:
    new, changed = drawn("fr"), drawn("fr", sequence=1)
    for name in ("ticket", "calendar"):
        assert new[name].text != changed[name].text


@pytest.mark.parametrize("language", languages())
def test_a_letter_that_may_have_arrived_says_so_below_its_text(language: str) -> None:
    t = translator(language)
    for screen in drawn(language).values():
        again = letters.perhaps_again(screen, t)
        assert again.text.startswith(screen.text)
        check_drawn(again)
    nowhere = letters.perhaps_again(letters.venue(a_booking()), t)
    assert is_whole(nowhere.text)


def test_the_map_says_where_even_when_the_host_left_parts_out() -> None:
    venue = letters.venue(a_booking()).venue
    assert venue is not None
    assert (venue.title, venue.address) == ("Maison Biscuit", "1 rue du Four, 57000 Metz")
    bare = a_booking(slot=a_slot(visit=a_visit(address="", postcode="")))
    somewhere = letters.venue(bare).venue
    assert somewhere is not None
    assert somewhere.address == "Metz"
    assert letters.venue(bare).text == Html()


def test_a_reminder_gives_the_hour_of_the_place() -> None:
    text = drawn("fr")["hours before"].text
    assert "14:00" in text
    assert "mardi 24 novembre" in drawn("fr")["day before"].text
