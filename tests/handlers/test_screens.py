"""Every screen, in every situation and language: drawn twice alike, whole, and usable by text."""

import pytest

from bot.conversation import Step
from bot.i18n import Translator, languages, translator
from handlers.callback_data import decode, encode
from handlers.doors import BUTTONS
from handlers.places import PLACES
from handlers.screens.screen import Screen
from handlers.typed import key_named
from tests.support.drawn import check_drawn
from tests.support.situations import SITUATIONS, at, here
from tests.support.story import Story


def draw(story: Story, situation: str, language: str) -> Screen:
    """Live through a situation and draw what Inès sees."""
    place = SITUATIONS[situation](story)
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


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_screen_is_drawn_whole(story: Story, situation: str, language: str) -> None:
    screen = draw(story, situation, language)
    check_drawn(screen)
    assert screen.rows or screen.location_request


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("situation", SITUATIONS)
def test_whatever_a_key_says_can_be_typed_instead(
    story: Story, situation: str, language: str
) -> None:
    screen = draw(story, situation, language)
    keys = [key for key in screen.all_keys() if key.button is not None]
    for number, key in enumerate([key for key in keys if key.numbered], 1):
        named = key_named(str(number), screen)
        assert named is not None
        assert named.button == key.button
    for key in keys:
        for typed in (key.label, *key.words):
            named = key_named(typed, screen)
            assert named is not None, typed
            assert named.button == key.button, typed


@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_screen_has_the_same_keys_in_every_language_and_each_comes_back(
    story: Story, situation: str
) -> None:
    place = SITUATIONS[situation](story)
    spec = PLACES[place.step]
    drawn = []
    for language in languages():
        facts = spec.fetch(story.tx, here(story, place, language), place.draft)
        screen = spec.draw(facts, place.draft, translator(language))
        drawn.append([[key.button for key in row] for row in screen.rows])
    assert all(one == drawn[0] for one in drawn)
    for button in (one for row in drawn[0] for one in row if one is not None):
        assert decode(encode(button, 10**6), BUTTONS) == (button, 10**6)


def test_the_words_of_a_host_are_never_markup(story: Story) -> None:
    text = draw(story, "a sheet", "fr").text
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
