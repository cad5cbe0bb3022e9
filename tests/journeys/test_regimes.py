"""Booking first, booking or just coming, walking in, and booking that opens at a time."""

from pathlib import Path

from bot.domain.programme import Regime
from tests.support.programme import FOUNDRY, PROGRAMME, ZONE, at, slot
from tests.support.scene import scene
from tests.support.steps import (
    Words,
    books,
    in_both_languages,
    link_to,
    never_sees,
    opens,
    seats_taken,
)

LATER = slot("Verrerie", at(24, 9), opens=at(17, 9))


@in_both_languages
async def test_a_walk_in_counts_who_means_to_come_and_takes_no_seat(
    tmp_path: Path, words: Words
) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès", words.language)
        await opens(stage, ines, ZONE)
        await ines.sees("Entrée libre" if words.language == "fr" else "Walk in")
        await ines.taps(words.ill_be_there)
        await ines.sees("vous y serez" if words.language == "fr" else "you will be there")
        assert await stage.value("SELECT COUNT(*) FROM intention") == 1
        assert await seats_taken(stage) == 0


async def test_whoever_changes_their_mind_about_a_walk_in_is_not_counted(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await opens(stage, ines, ZONE)
        await ines.says("oui")
        await ines.sees("vous y serez")
        await ines.taps("Finalement")
        await ines.sees("[J'y serai]")
        assert await stage.value("SELECT COUNT(*) FROM intention") == 0


async def test_an_optional_booking_says_that_one_may_just_come(tmp_path: Path) -> None:
    fair = slot("Forum", at(24, 9), regime=Regime.OPTIONAL)
    async with scene(tmp_path, (fair,)) as stage:
        ines = stage.person("Inès")
        await opens(stage, ines, fair)
        await ines.sees("Vous pouvez réserver, ou venir sans réservation")
        await ines.taps("Confirmer")
        await ines.sees("C'est réservé")


async def test_a_required_booking_does_not_say_that_one_may_just_come(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await opens(stage, ines, FOUNDRY)
        sheet = await ines.sees("Confirmer", ever=True)
        assert "sans réservation" not in str(sheet.content)


@in_both_languages
async def test_before_booking_opens_the_instant_is_told_and_one_asks_to_be_told(
    tmp_path: Path, words: Words
) -> None:
    async with scene(tmp_path, (LATER,)) as stage:
        ines = stage.person("Inès", words.language)
        await opens(stage, ines, LATER)
        await ines.sees("mardi 17 novembre à 09:00" if words.language == "fr" else "17 November")
        assert words.confirm not in str(ines.screen.buttons)
        await ines.taps(words.tell_me)
        await ines.sees(words.noted_opening)
        assert await stage.value("SELECT due FROM delivery") == "2026-11-17T08:00:00Z"


@in_both_languages
async def test_the_opening_is_told_at_that_instant_and_leads_to_a_booking(
    tmp_path: Path, words: Words
) -> None:
    async with scene(tmp_path, (LATER,)) as stage:
        ines = stage.person("Inès", words.language)
        await opens(stage, ines, LATER)
        await ines.taps(words.tell_me)
        await ines.sees(words.noted_opening)
        stage.advance(hours=23, minutes=58)
        await never_sees(ines, words.open_now)
        stage.advance(minutes=3)
        await ines.sees(words.open_now)
        await ines.taps("Réserver maintenant" if words.language == "fr" else "Book now")
        await ines.sees("6")
        await ines.taps(words.confirm)
        await ines.sees(words.booked)


async def test_asking_twice_to_be_told_brings_one_message(tmp_path: Path) -> None:
    async with scene(tmp_path, (LATER,)) as stage:
        ines = stage.person("Inès")
        await opens(stage, ines, LATER)
        await ines.taps("Préviens-moi")
        await ines.taps_again()
        await ines.sees("vous recevrez un message")
        stage.advance(days=1, minutes=1)
        await ines.sees("Les réservations sont ouvertes")
        assert await stage.value("SELECT COUNT(*) FROM delivery") == 1


async def test_the_editions_opening_holds_for_everybody_at_once(tmp_path: Path) -> None:
    async with scene(tmp_path, (LATER,)) as stage:
        people = [stage.person(name) for name in ("Inès", "Paul", "Aya")]
        for one in people:
            await one.says(f"/start {await link_to(stage, LATER)}")
            await one.sees("Préviens-moi")
        stage.advance(days=1, seconds=1)
        for one in people:
            await books(stage, one, LATER)
        assert await seats_taken(stage) == 3
