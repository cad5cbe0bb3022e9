"""What hosts and people are written about vacancies, drawn in every language."""

import pytest

from bot.domain.deliveries import Delivery, DeliveryState, Kind
from bot.i18n import languages, translator
from handlers.callback_data import decode, encode
from handlers.doors import BUTTONS
from handlers.letter_kinds import LETTERS
from tests.support.drawn import check_drawn
from tests.support.hiring_situations import PAUL, code_of, declared, write
from tests.support.story import Story


def letter(story: Story, kind: Kind, chat_id: int = PAUL, **fields: object) -> Delivery:
    """Return a message that is owed."""
    values = {"kind": kind, "chat_id": chat_id, "dedup_key": "x", "fields": fields}
    return Delivery(due=story.now, urgency=story.now, **values)  # type: ignore[arg-type]


def owed(story: Story) -> list[Delivery]:
    """Let everything come about that is written about vacancies."""
    declared(story)
    write(story)
    story.tx.execute("UPDATE vacancy SET closes = '2026-11-16T00:00:00Z'")
    return [
        letter(story, Kind.VACANCY_ASK, vacancy=code_of(story)),
        letter(story, Kind.INTEREST, word=1),
        letter(story, Kind.INTEREST_ANSWER, word=1),
    ]


@pytest.mark.parametrize("language", languages())
def test_every_letter_is_whole_and_its_keys_carry_no_revision(story: Story, language: str) -> None:
    for one in owed(story):
        spec = LETTERS[one.kind]
        screen = spec.draw(spec.fetch(story.tx, one, story.now), translator(language))
        check_drawn(screen)
        for key in screen.all_keys():
            assert key.button is not None
            assert decode(encode(key.button, None), BUTTONS) == (key.button, None)


def test_who_reads_no_more_for_a_host_gets_nothing(story: Story) -> None:
    letters = owed(story)
    story.tx.execute("DELETE FROM staff_grant")
    for one in letters[:2]:
        fetched = LETTERS[one.kind].fetch(story.tx, one, story.now)
        assert fetched is DeliveryState.CANCELLED


def test_nothing_is_told_of_what_is_gone(story: Story) -> None:
    letters = owed(story)
    story.tx.execute("DELETE FROM interest")
    story.tx.execute("UPDATE vacancy SET closed = 1")
    for one in letters:
        fetched = LETTERS[one.kind].fetch(story.tx, one, story.now)
        assert fetched is DeliveryState.CANCELLED
