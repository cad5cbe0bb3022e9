"""The letters of the day itself, drawn in every language."""

import pytest

from bot.domain.desk import CallersBooking
from bot.domain.survey import Asked
from bot.i18n import languages, translator
from handlers.callback_data import decode, encode
from handlers.doors import BUTTONS
from handlers.screens import desk, roster, visitor_day
from handlers.screens.screen import Screen
from storage import attendance, bookings
from tests.support.day import THE_DAY, WORDY, busy, zone
from tests.support.drawn import check_drawn
from tests.support.story import Story

IN_EVERY_LANGUAGE = pytest.mark.parametrize("language", languages())


def drawn(story: Story, language: str) -> list[Screen]:
    """Draw every letter about a busy slot and a walk-in."""
    t = translator(language)
    gates = [attendance.at_gate(story.tx, one) for one in (busy(story), zone(story))]
    code = story.value("SELECT code FROM booking WHERE pupils IS NULL LIMIT 1")
    booking = bookings.of_code(story.tx, code)
    assert booking is not None
    tomorrow = roster.RosterLetter(
        host=WORDY["host"], day=THE_DAY.date(), gates=[one for one in gates if one]
    )
    return [
        roster.letter(tomorrow, t),
        desk.cancelled(CallersBooking(booking=booking, caller=None), t),
        visitor_day.question(Asked(booking=booking, answer=None), t),
    ]


@IN_EVERY_LANGUAGE
def test_a_letter_is_drawn_whole(story: Story, language: str) -> None:
    for screen in drawn(story, language):
        check_drawn(screen)


@IN_EVERY_LANGUAGE
def test_its_keys_carry_no_revision_and_come_back(story: Story, language: str) -> None:
    for screen in drawn(story, language):
        for key in screen.all_keys():
            assert key.button is not None
            assert decode(encode(key.button, None), BUTTONS) == (key.button, None)


def test_a_roster_tells_parties_classes_needs_and_closed_seats(story: Story) -> None:
    text = drawn(story, "fr")[0].text
    for said in (
        "35 personnes attendues (groupes : 3, places : 50)",
        "Dont classe 28 + 3",
        "Besoins : Fauteuil roulant",
        "10 places fermées",
        "1 personne a dit",
    ):
        assert said in text.replace("\u00a0", " ")
