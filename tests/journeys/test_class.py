"""A teacher books pupils and adults in one go: the ratio, the size, groups, all or nothing."""

from pathlib import Path

from bot.domain.programme import Audience
from simulator.sight import folded
from tests.support.programme import METZ, at, slot
from tests.support.scene import scene
from tests.support.steps import seats_taken

SCHOOL = frozenset({Audience.PUPILS, Audience.PUBLIC})
BAKERY = tuple(
    slot("Biscuiterie", at(24, h), capacity=16, audience=SCHOOL, pupils_per_adult=10, **METZ)
    for h in (14, 15, 16)
)
LARGE = slot("Laminoir", at(25, 9), capacity=60, audience=SCHOOL, group_max=40, **METZ)
HEADS = "SELECT pupils || '+' || adults FROM booking ORDER BY id"


async def test_a_class_books_pupils_and_adults_and_its_ticket_says_so(tmp_path: Path) -> None:
    async with scene(tmp_path, (LARGE,)) as stage:
        ines = stage.person("Inès")
        await ines.says("28 élèves et 3 profs près de Metz")
        await ines.sees("Pour confirmer 28 élèves + 3 adultes (31 places)")
        await ines.says("oui")
        await ines.sees("C'est réservé")
        ticket = await ines.sees("montrez ce code QR")
        assert "31 places (28 élèves + 3 adultes)" in str(ticket.content)
        assert await stage.value(HEADS) == "28+3"
        await ines.says("finalement on sera 20 élèves et 2 adultes")
        await ines.sees("22 places (20 élèves + 2 adultes)")
        assert await seats_taken(stage) == 22


async def test_too_few_adults_is_said_with_what_to_do(tmp_path: Path) -> None:
    async with scene(tmp_path, BAKERY[:1]) as stage:
        ines = stage.person("Inès")
        await ines.says("14 élèves et 1 prof près de Metz")
        screen = await ines.sees("1 adulte pour 10 élèves : il manque 1 adulte.")
        assert "Confirmer" not in str(screen.buttons)
        await ines.says("oui")
        await ines.sees("Confirmer 16 places")
        await ines.taps("Confirmer 16 places")
        await ines.sees("16 places (14 élèves + 2 adultes)")
        assert await stage.value(HEADS) == "14+2"


async def test_a_class_is_split_so_that_each_group_has_its_adults(tmp_path: Path) -> None:
    async with scene(tmp_path, BAKERY) as stage:
        ines = stage.person("Inès")
        await ines.says("28 élèves et 3 profs près de Metz")
        await ines.sees("Aucun créneau n'a assez de places pour 28 élèves + 3 adultes à la fois")
        await ines.taps("En plusieurs groupes (1 visite)")
        await ines.sees("14:00 : 10 élèves + 1 adulte (11 places)")
        await ines.sees("16:00 : 9 élèves + 1 adulte (10 places)")
        await ines.taps("Confirmer 3 groupes (31 places)")
        screen = await ines.sees("C'est réservé ! Biscuiterie, mardi 24 novembre, 3 groupes")
        assert "14:00 : 10 élèves + 1 adulte" in folded(screen.text)
        assert await stage.value("SELECT COUNT(*) FROM booking WHERE pupils >= 9") == 3
        tickets = "SELECT COUNT(*) FROM delivery WHERE kind = 'confirmation'"
        assert await stage.value(tickets) == 3
        assert await seats_taken(stage) == 31


async def test_one_slot_chosen_by_its_link_offers_the_groups_too(tmp_path: Path) -> None:
    async with scene(tmp_path, BAKERY) as stage:
        ines = stage.person("Inès")
        await ines.says("mardi 24 à 14h près de Metz")
        await ines.sees("Biscuiterie\n")
        await ines.says("28 élèves et 4 adultes")
        await ines.sees("Votre classe (28 élèves + 4 adultes) ne tient pas dans ce créneau")
        await ines.says("oui")
        await ines.sees("Nous réservons tous les groupes ensemble, ou aucun.")
        await ines.says("oui")
        await ines.sees("C'est réservé ! Biscuiterie, mardi 24 novembre, 2 groupes")
        assert await seats_taken(stage) == 32
        await ines.taps("mar. 24 nov. 15:00")
        await ines.sees("16 places (14 élèves + 2 adultes)")


async def test_a_group_that_was_taken_meanwhile_leaves_no_other_booked(tmp_path: Path) -> None:
    async with scene(tmp_path, BAKERY[:2]) as stage:
        ines, paul = stage.person("Inès"), stage.person("Paul")
        await ines.says("28 élèves et 4 adultes près de Metz")
        await ines.sees("En plusieurs groupes")
        await ines.taps("En plusieurs groupes")
        await ines.sees("Confirmer 2 groupes")
        await paul.says("mardi 24 à 15h près de Metz")
        await paul.sees("Confirmer 1 place")
        await paul.says("oui")
        await paul.sees("C'est réservé")
        await ines.taps("Confirmer 2 groupes")
        await ines.sees("Il ne reste pas assez de places : 15 pour 16 demandées.")
        assert await seats_taken(stage) == 1
        await ines.says("retour")
        await ines.sees("28 élèves + 4 adultes")


async def test_several_ways_to_split_are_shown_in_english(tmp_path: Path) -> None:
    others = [slot("Fromagerie", at(26, h), capacity=20, audience=SCHOOL, **METZ) for h in (9, 10)]
    async with scene(tmp_path, (*BAKERY, *others)) as stage:
        tom = stage.person("Tom", "en")
        await tom.says("28 pupils and 3 teachers near Metz")
        await tom.sees("In several groups (2 visits)")
        await tom.taps("In several groups (2 visits)")
        await tom.sees("Which visit?")
        await tom.taps("Fromagerie")
        await tom.sees("your class in groups")
        await tom.taps("Confirm 2 groups (31 seats)")
        await tom.sees("It's booked! Fromagerie, Thursday 26 November, 2 groups")
        assert await seats_taken(stage) == 31


async def test_a_class_that_lacks_only_adults_is_told_how_many_would_do(tmp_path: Path) -> None:
    async with scene(tmp_path, BAKERY) as stage:
        ines = stage.person("Inès")
        await ines.says("28 élèves et 1 prof près de Metz")
        await ines.sees("à la fois")
        await ines.taps("En groupes, avec 28 élèves + 3 adultes (1 visite)")
        await ines.sees("Confirmer 3 groupes (31 places)")
