"""Whole sentences over a written catalogue: what is meant, part by part.

The tables beside this file hold a sentence a line and what it means; `sentences.py` says how that
is written.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.understanding.dates import Question
from bot.understanding.names import Names
from bot.understanding.sentence import Meant, understand
from bot.understanding.shapes import plain
from bot.understanding.world import Named, Site, World
from tests.understanding.catalogue import written_world
from tests.understanding.heard import HEARD, heard, verdicts
from tests.understanding.sentences import WEDNESDAY, table, written

NAMES = Names(written_world())
LANGUAGES = ("fr", "en", "de", "nl")
SITTINGS = sorted(file.stem for file in HEARD.glob("*.txt"))


def meant(text: str, names: Names = NAMES) -> Meant:
    return understand(text, language="fr", now=WEDNESDAY, names=names)


@pytest.mark.parametrize("name", ["sentences", "phone"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_sentence_means_its_parts(language: str, name: str) -> None:
    amiss = []
    for _, sentence, meaning in table(language, name):
        got = written(sentence.removeprefix("! "), language, NAMES)
        if (got == meaning) is sentence.startswith("! "):
            amiss.append(
                f"{sentence!r}: {meaning}, {'at last' if got == meaning else f'not {got}'}"
            )
    assert not amiss, "\n".join(amiss)


@pytest.mark.parametrize("sitting", SITTINGS)
def test_each_message_of_a_sitting_is_understood_as_it_is_marked(sitting: str) -> None:
    amiss = []
    for one in heard(sitting):
        found = verdicts(one, NAMES)
        wrong = {part: verdict for part, verdict in found.items() if verdict != "right"}
        if bool(wrong) is one.known:
            amiss.append(
                f"{one.language} {one.now:%a %d/%m %H:%M} {one.text!r}: {wrong or 'right'}"
            )
    assert not amiss, "\n".join(amiss)


def test_the_tables_are_as_long_as_we_say() -> None:
    assert len(table("fr", "phone")) >= 150
    assert all(len(table(language, "phone")) >= 60 for language in ("en", "de", "nl"))
    assert len(table("fr")) >= 200
    assert sum(len(table(language)) for language in ("en", "de", "nl")) >= 200


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("Fonderie Brasdefer", "Fonderie Brasdefer"),
        ("fonderie brasdefer", "Fonderie Brasdefer"),
        ("brasdefer", "Fonderie Brasdefer"),
        ("brasdefre", "Fonderie Brasdefer"),
        ("chez basdefer", "Fonderie Brasdefer"),
        ("zefirlux", None),
        ("une fonderie", None),
        ("des turbines", None),
        ("mardi", None),
    ],
)
def test_a_host_is_named_by_a_word_of_its_own_within_two_slips(
    typed: str, host: str | None
) -> None:
    found = meant(typed).host
    assert (found.name if found else None) == host


def test_two_hosts_of_one_name_are_not_told_apart_by_chance() -> None:
    hosts = (Named(1, "Grandfer Metz"), Named(2, "Grandfer Nancy"))
    world = World(territories=(Named(9, "Lorraine"),), hosts=hosts)
    assert meant("chez Grandfer", Names(world)).host is None
    assert meant("chez Grandfer Nancy", Names(world)).host == hosts[1]


def test_a_title_that_several_hosts_share_names_them_all_if_it_says_enough() -> None:
    titles = ("Forum de l'emploi industriel", "Visite d'usine")
    sites = [
        Site(id=host * 10 + at, title=title, host=host, territory=1, city="Metz")
        for host in (1, 2)
        for at, title in enumerate(titles)
    ]
    names = Names(World(territories=(Named(1, "Moselle"),), sites=tuple(sites)))
    said = meant("mardi le forum de l'emploi industriel", names)
    assert (said.visit and said.visit.name, said.format, said.intent) == (titles[0], None, "book")
    assert meant("une visite d'usine", names).visit is None


def test_a_title_with_a_day_in_it_is_no_date() -> None:
    named = meant("le samedi du vent")
    dated = meant("le samedi du vent mardi")
    assert (named.visit and named.visit.name, named.when) == ("Le samedi du vent", None)
    assert dated.when is not None
    assert not isinstance(dated.when, Question)
    assert dated.when.start.day == 24


def test_what_was_used_up_is_told_and_never_twice() -> None:
    text = "2 pers chez Brasdefer à Thionville"
    spans = meant(text).used
    assert [plain(text)[start:end] for start, end in spans] == ["2 pers", "brasdefer", "thionville"]


def test_a_sector_is_called_by_its_stored_name_and_by_what_is_done_there() -> None:
    names = Names(World(sectors=(Named(1, "Filière hydrogène"), Named(2, "Métiers du cuir"))))
    for said, sector in (
        ("filiere hydrogene", 1),
        ("hydrogène", 1),
        ("le cuir", 2),
        ("wood", None),
    ):
        found = meant(said, names).sector
        assert (found.id if found else None) == sector, said


def test_a_town_without_coordinates_stands_for_its_territory() -> None:
    site = Site(id=5, title="Visite", host=2, territory=1, city="Rombas")
    world = World(territories=(Named(1, "Moselle"),), hosts=(Named(2, "Untel"),), sites=(site,))
    where = meant("près de Rombas", Names(world)).where
    assert where is not None
    assert (where.territory, where.lat, where.km) == (Named(1, "Moselle"), None, None)


def test_an_empty_catalogue_still_understands_days_and_people() -> None:
    found = meant("mardi 14h à Metz pour 3", Names(World()))
    assert found.party is not None
    assert (found.party.seats, found.where, found.sector) == (3, None, None)


def test_a_question_about_the_day_leaves_the_rest_understood() -> None:
    found = meant("mardi 25 à Metz pour 3")
    assert isinstance(found.when, Question)
    assert found.party is not None
    assert found.where is not None


def test_the_zone_of_now_is_the_zone_of_the_answer() -> None:
    now = datetime(2026, 11, 18, 23, 30, tzinfo=ZoneInfo("America/Montreal"))
    found = understand("demain 14h", language="fr", now=now, names=NAMES).when
    assert found is not None
    assert not isinstance(found, Question)
    assert found.start.isoformat() == "2026-11-19T14:00:00-05:00"
