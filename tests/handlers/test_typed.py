"""Every keyboard works by text, too."""

import pytest

from bot.conversation import Step
from bot.i18n import Html
from handlers.callbacks import Back, Button, ChooseSlot, ChooseTerritory, Go, SetSeats, Start
from handlers.screens.screen import Key, Screen
from handlers.typed import key_named

YES = ("oui", "o", "d accord")
LIST = Screen(
    text=Html("Où ?"),
    rows=(
        (Key("1 · Lot · 2 visites", ChooseTerritory(1), numbered=True, words=("Lot",)),),
        (Key("2 · Lot-et-Garonne", ChooseTerritory(2), numbered=True),),
        (Key("3 · Corrèze", ChooseTerritory(3), numbered=True),),
        (Key("−", SetSeats(1), words=("-", "−")), Key("+", SetSeats(3), words=("+",))),
        (Key("Je confirme", Start(), words=YES),),
        (Key("‹ Retour", Back(), words=("retour", "arriere")),),
        (Key("Le site", url="https://example.org"), Key("Copier", copies="K7M-4PX")),
    ),
)


@pytest.mark.parametrize(
    ("typed", "button"),
    [
        pytest.param("1", ChooseTerritory(1), id="a number"),
        pytest.param(" 2. ", ChooseTerritory(2), id="a number with a point"),
        pytest.param("3)", ChooseTerritory(3), id="a number with a bracket"),
        pytest.param("٢", ChooseTerritory(2), id="an Arabic two"),
        pytest.param("oui", Start(), id="yes"),
        pytest.param("OUI !", Start(), id="yes, loudly"),
        pytest.param("d'accord", Start(), id="agreed"),
        pytest.param("+", SetSeats(3), id="a sign"),
        pytest.param("−", SetSeats(1), id="a typographic minus"),
        pytest.param("-", SetSeats(1), id="the minus of a keyboard"),
        pytest.param("Arrière", Back(), id="a word with an accent"),
        pytest.param("‹ Retour", Back(), id="the label itself"),
        pytest.param("retour", Back(), id="the label's word"),
        pytest.param("lot", ChooseTerritory(1), id="a name that is part of another's"),
        pytest.param("correze", ChooseTerritory(3), id="a name without its accent"),
        pytest.param("garonne", ChooseTerritory(2), id="a part"),
        pytest.param("CONFIRME", Start(), id="a part of a label"),
    ],
)
def test_a_text_does_what_its_key_does(typed: str, button: Button) -> None:
    key = key_named(typed, LIST)
    assert key is not None
    assert key.button == button


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("0", id="no zeroth"),
        pytest.param("4", id="beyond the list: only options count"),
        pytest.param("1000", id="a year, a postcode"),
        pytest.param("²", id="a small two"),
        pytest.param("-1", id="less than nothing"),
        pytest.param("1 2", id="two numbers"),
        pytest.param("visites lot", id="words in another order"),
        pytest.param("re", id="too short a part"),
        pytest.param("", id="nothing"),
        pytest.param("?!", id="no word"),
        pytest.param("le site", id="a link taps nothing"),
        pytest.param("Metz", id="somewhere else"),
    ],
)
def test_a_text_that_names_no_key(typed: str) -> None:
    assert key_named(typed, LIST) is None


def rows(*keys: Key) -> Screen:
    return Screen(text=Html(), rows=tuple((key,) for key in keys))


TWINS = rows(
    Key("1 · 14:00 Visite", ChooseSlot(1), numbered=True, words=("14:00 Visite",)),
    Key("2 · 14:00 Visite", ChooseSlot(2), numbered=True, words=("14:00 Visite",)),
    Key("3 · 15:00 Atelier", ChooseSlot(3), numbered=True, words=("15:00 Atelier",)),
)


@pytest.mark.parametrize("typed", ["14:00 Visite", "14 00 visite", "visite", "14:00"])
def test_a_text_that_names_two_keys_names_none(typed: str) -> None:
    assert key_named(typed, TWINS) is None
    assert key_named("1", TWINS) == TWINS.rows[0][0]
    assert key_named("atelier", TWINS) == TWINS.rows[2][0]


def test_two_keys_that_do_the_same_are_one() -> None:
    home = Key("Accueil", Go(Step.HOME), words=("retour",))
    found = key_named("retour", rows(home, Key("‹ Retour", Go(Step.HOME), words=("retour",))))
    assert found == home


def test_a_number_picks_an_option_before_it_is_a_word() -> None:
    screen = rows(
        Key("5 places", SetSeats(5), words=("5",)),
        Key("Autre", Start(), numbered=True),
        Key("1 place", SetSeats(1), words=("1",)),
    )
    by_number, by_word = key_named("1", screen), key_named("5", screen)
    assert by_number is not None
    assert by_number.button == Start()
    assert by_word is not None
    assert by_word.button == SetSeats(5)
