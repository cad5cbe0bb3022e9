"""What people are told of a changed slot, drawn in every language."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.booking import BookingState
from bot.domain.changes import Known, known
from bot.domain.notices import Notice, NoticeState
from bot.domain.waitlist import EntryState
from bot.i18n import languages, translator
from handlers.callback_data import decode, encode
from handlers.doors import BUTTONS
from handlers.screens import notices
from handlers.screens.screen import Screen
from tests.support.drawn import check_drawn
from tests.support.situations import NASTY
from tests.support.values import NOW, STARTS, a_booking, a_slot, a_visit, an_entry

CAPTION = 1024
SLOT = a_slot(visit=a_visit(title=NASTY, address="{x} & <03>"))
BEFORE = known(SLOT)
LATER = STARTS + timedelta(minutes=90)
CHANGES = {
    "the hour": replace(BEFORE, starts=LATER, ends=LATER + timedelta(hours=1)),
    "the day": replace(
        BEFORE, starts=STARTS + timedelta(days=1), ends=STARTS + timedelta(days=1, hours=1)
    ),
    "the end": replace(BEFORE, ends=LATER),
    "the place": replace(BEFORE, place="Porte {y} <2> & Cie " + "x" * 180),
    "late": replace(BEFORE, late=20),
    "called off": replace(BEFORE, called_off=True),
}


def drawn(before: Known, after: Known, language: str) -> Screen:
    """Draw a notice with seats held on another slot."""
    state = BookingState.CANCELLED if after.called_off else BookingState.CONFIRMED
    notice = Notice(
        id=1,
        change_id=1,
        booking_id=1,
        slot_id=1,
        before=before,
        after=after,
        first=NOW,
        state=NoticeState.OWED,
        answer=None,
        called=None,
    )
    held = an_entry(
        slot=SLOT, state=EntryState.OFFERED, held=1, hold_until=NOW + timedelta(hours=2)
    )
    booking = a_booking(slot=SLOT, state=state, sequence=1)
    facts = notices.NoticeFacts(notice=notice, booking=booking, held=[held], now=NOW)
    return notices.notice(facts, translator(language))


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("what", CHANGES)
def test_a_notice_is_drawn_whole_both_ways(what: str, language: str) -> None:
    for before, after in ((BEFORE, CHANGES[what]), (CHANGES[what], BEFORE)):
        screen = drawn(before, after, language)
        check_drawn(screen, longest=CAPTION)
        for key in screen.all_keys():
            assert key.button is not None
            assert decode(encode(key.button, None), BUTTONS) == (key.button, None)


def test_the_same_day_is_said_in_a_few_words() -> None:
    text = drawn(BEFORE, CHANGES["the hour"], "fr").text
    assert "14:00 → <b>15:30</b> (même jour)" in text
    assert "mardi 24 novembre, 15:30–16:30" in text


def test_what_is_called_off_leaves_the_calendar_and_says_how_to_help() -> None:
    screen = drawn(BEFORE, CHANGES["called off"], "fr")
    assert screen.document is not None
    assert b"METHOD:CANCEL" in screen.document.data
    assert b"STATUS:CANCELLED" in screen.document.data
    assert "supprimez-la à la main" in screen.text


def test_running_late_sends_no_calendar_entry() -> None:
    assert drawn(BEFORE, CHANGES["late"], "fr").document is None
