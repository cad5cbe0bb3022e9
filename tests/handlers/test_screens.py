"""Every screen, in every situation and language: drawn twice alike, whole, and usable by text."""

import pytest

from bot.conversation import Place, Step
from bot.i18n import Translator, languages, translator
from handlers.callback_data import decode, encode
from handlers.doors import BUTTONS
from handlers.places import PLACES
from handlers.screens.screen import Screen
from handlers.typed import key_named
from tests.support.drawn import check_drawn
from tests.support.situations import SITUATIONS, at, here
from tests.support.story import Story


def draw(story: Story, place: Place, language: str) -> Screen:
    """Draw what Inès sees where she stands."""
    spec = PLACES[place.step]
    facts = spec.fetch(story.tx, here(story, place, language), place.draft)
    screen = spec.draw(facts, place.draft, translator(language))
    assert spec.draw(facts, place.draft, Translator(language)) == screen
    return screen


def test_every_place_is_visited_by_a_situation(story: Story) -> None:
    visited = set()
    for situation in SITUATIONS.values():
        story.tx.execute("DELETE FROM delivery")
        with story.undone():
            visited.add(situation(story).step)
    assert visited == set(Step) == set(PLACES)


@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_screen_is_whole_can_be_typed_and_has_the_same_keys_in_every_language(
    story: Story, situation: str
) -> None:
    place = SITUATIONS[situation](story)
    drawn = {language: draw(story, place, language) for language in languages()}
    for language, screen in drawn.items():
        check_drawn(screen)
        assert screen.rows or screen.location_request, language
        check_typed(screen, language)
    buttons = [[[key.button for key in row] for row in screen.rows] for screen in drawn.values()]
    assert all(one == buttons[0] for one in buttons)
    for button in (one for row in buttons[0] for one in row if one is not None):
        assert decode(encode(button, 10**6), BUTTONS) == (button, 10**6)


def check_typed(screen: Screen, language: str) -> None:
    """Whatever a key says, its number too, can be typed instead."""
    keys = [key for key in screen.all_keys() if key.button is not None]
    for number, key in enumerate([key for key in keys if key.numbered], 1):
        named = key_named(str(number), screen)
        assert named is not None, (language, number)
        assert named.button == key.button, (language, number)
    for key in keys:
        for typed in (key.label, *key.words):
            named = key_named(typed, screen)
            assert named is not None, (language, typed)
            assert named.button == key.button, (language, typed)


def test_the_words_of_a_host_are_never_markup(story: Story) -> None:
    text = draw(story, SITUATIONS["a sheet"](story), "fr").text
    assert "Brasserie &lt;b&gt;{n} &amp; Fils&lt;/b&gt;" in text
    assert "Chaussures {fermées} &lt;obligatoires&gt;" in text


def test_a_page_that_is_not_there_any_more_is_the_last_one(story: Story) -> None:
    SITUATIONS["where, of many"](story)
    pages = []
    for number in (1, 99, -5, 0):
        place = at(Step.TERRITORY, page=number)
        facts = PLACES[place.step].fetch(story.tx, here(story, place, "fr"), place.draft)
        pages.append(PLACES[place.step].draw(facts, place.draft, translator("fr")))
    assert pages[1] == pages[0]
    assert pages[2] == pages[3]
    assert pages[0] != pages[3]
