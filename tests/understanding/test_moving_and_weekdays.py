"""From when to when a visit is moved; a weekday alone; which sectors are neighbours."""

from datetime import date, datetime

import pytest

from bot.understanding.moving import moving_in
from bot.understanding.neighbours import NEAR, neighbours, trade_of
from bot.understanding.sectors import trades
from bot.understanding.weekdays import is_weekday_alone
from tests.support.values import PARIS

WEDNESDAY = datetime(2026, 11, 18, 9, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("text", "language", "source", "target"),
    [
        pytest.param("déplacer ma visite de mardi à jeudi", "fr", 24, 19, id="two weekdays"),
        pytest.param("ma visite du mardi 24 au jeudi 26 à 14h", "fr", 24, 26, id="two dates"),
        pytest.param("déplacer ma visite à jeudi", "fr", None, 19, id="only to"),
        pytest.param("déplacer ma visite de mardi", "fr", 24, None, id="only from"),
        pytest.param("déplacer ma visite", "fr", None, None, id="neither"),
        pytest.param("déplacer ma visite de Metz à Nancy", "fr", None, None, id="only places"),
        pytest.param("move my tuesday visit to friday", "en", 24, 20, id="in English"),
        pytest.param("meinen Besuch von Dienstag auf Freitag", "de", 24, 20, id="in German"),
        pytest.param("bezoek van dinsdag naar vrijdag", "nl", 24, 20, id="in Dutch"),
    ],
)
def test_from_when_to_when(
    text: str, language: str, source: int | None, target: int | None
) -> None:
    moving = moving_in(text, language=language, now=WEDNESDAY)
    firsts = [days[0].day if days else None for days in (moving.source, moving.target)]
    assert firsts == [source, target]


def test_a_weekday_alone_is_any_such_day_to_come_and_a_date_only_itself() -> None:
    any_thursday = moving_in("à jeudi", language="fr", now=WEDNESDAY).target
    assert date(2026, 11, 26) in any_thursday
    assert {day.weekday() for day in any_thursday} == {3}
    dated = moving_in("au jeudi 26", language="fr", now=WEDNESDAY).target
    assert dated == (date(2026, 11, 26),)


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        pytest.param("mardi", True, id="a weekday"),
        pytest.param("mardi aprem une usine agro près de Metz pour 2", True, id="in a sentence"),
        pytest.param("mardi à 14h", True, id="with an hour"),
        pytest.param("tuesday afternoon", True, id="in English"),
        pytest.param("mardi 24", False, id="with its number"),
        pytest.param("mardi 24/11", False, id="with a date"),
        pytest.param("ce mardi", False, id="this one"),
        pytest.param("mardi prochain", False, id="the next one"),
        pytest.param("mardi dans deux semaines", False, id="in two weeks"),
        pytest.param("mardi ou mercredi", False, id="one of two"),
        pytest.param("demain", False, id="another word"),
    ],
)
def test_a_weekday_alone(text: str, alone: bool) -> None:
    assert is_weekday_alone(text, date(2026, 11, 24), WEDNESDAY.date()) is alone


def test_the_weekday_after_the_nearest_was_said_with_more_words() -> None:
    assert not is_weekday_alone("mardi en huit", date(2026, 12, 1), WEDNESDAY.date())


def test_neighbours_come_in_the_order_of_the_table() -> None:
    others = [(name, name) for name in ("Bois", "Aéronautique", "Automobile", "Inconnu")]
    assert neighbours("Métallurgie", others) == ["Automobile", "Aéronautique"]
    assert neighbours("Inconnu", others) == []
    assert trade_of("Agro-alimentaire") == "food"


def test_every_trade_has_neighbours_that_are_trades() -> None:
    known = {trade[0] for trade in trades()}
    assert set(NEAR) == known
    assert {one for near in NEAR.values() for one in near} <= known
