"""What staff read before they send a change: what becomes of the slot, in words."""

from datetime import timedelta
from typing import Any

import pytest

from bot.conversation import Draft
from bot.domain.catalogue import SlotState
from bot.domain.changes import Edit
from bot.i18n import translator
from bot.services.preview_change import preview_change
from handlers.screens.change_preview import preview
from tests.support.change_situations import ADMIN, changed
from tests.support.story import Story
from tests.support.values import NOW, paris


def text_of(story: Story, slot: int, **edit: Any) -> str:
    """Draw the preview in French; plain spaces instead of the typographic ones."""
    found = preview_change(story.tx, slot, Edit(**edit), staff=ADMIN, now=story.now)
    text = str(preview(found, Draft(), translator("fr")).text)
    return text.replace("\xa0", " ").replace("\u202f", " ").replace("’", "'")


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        pytest.param({"capacity": 20}, "Capacité : 6 → <b>20</b>", id="seats"),
        pytest.param({"state": SlotState.CANCELLED}, "Le créneau est <b>annulé</b>", id="off"),
        pytest.param({"starts": paris(2026, 11, 24, 16)}, "14:00 → <b>16:00</b>", id="time"),
        pytest.param({"place": "Porte 2"}, "Nouveau point de rendez-vous", id="place"),
        pytest.param({"late": 20}, "20 minutes de retard", id="late"),
    ],
)
def test_a_preview_says_what_changes_even_when_nobody_booked(
    story: Story, edit: dict[str, Any], says: str
) -> None:
    assert says in text_of(story, story.slot(), **edit)


def test_a_preview_says_that_a_slot_reopens(story: Story) -> None:
    slot = story.slot()
    changed(story, slot, state=SlotState.CANCELLED)
    assert "Le créneau <b>rouvre</b>" in text_of(story, slot, state=SlotState.OPEN)


def test_a_preview_warns_that_nobody_could_book_any_more(story: Story) -> None:
    starts = NOW + timedelta(days=8)
    slot = story.slot(starts=starts, closes=starts - timedelta(days=7))
    warning = "Plus personne ne pourra réserver"
    assert warning not in text_of(story, slot, starts=starts + timedelta(hours=1))
    assert warning in text_of(story, slot, starts=starts - timedelta(days=2))


def test_a_preview_says_that_those_who_wait_are_told_of_another_time_only(story: Story) -> None:
    slot = story.slot(capacity=1)
    story.book(1, slot)
    story.wait(2, slot)
    said = "Ces personnes sont prévenues aussi"
    assert said in text_of(story, slot, starts=paris(2026, 11, 24, 16))
    assert said not in text_of(story, slot, late=20)
