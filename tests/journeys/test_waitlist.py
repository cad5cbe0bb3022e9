"""Waiting for a full slot: queued, offered, taken or passed on."""

from pathlib import Path

from simulator import Person
from tests.support.programme import CLOCKS, at, slot
from tests.support.scene import Scene, scene
from tests.support.steps import Words, books, in_both_languages, opens, opens_card, seats_taken


async def _waits(stage: Scene, person: Person, words: Words | None = None) -> None:
    await opens(stage, person, CLOCKS)
    label = words.waiting_list if words else "Liste d'attente, 1 place"
    await person.taps(label)
    await person.sees("1" if words else "numéro")


async def _cancels(person: Person) -> None:
    await opens_card(person)
    await person.taps("Annuler cette visite")
    await person.sees("Oui, annuler")
    await person.taps("Oui, annuler")
    await person.sees("C'est annulé")


@in_both_languages
async def test_a_freed_seat_is_offered_and_taken(tmp_path: Path, words: Words) -> None:
    async with scene(tmp_path, (CLOCKS,)) as stage:
        paul, ines = stage.person("Paul"), stage.person("Inès", words.language)
        await books(stage, paul, CLOCKS)
        await _waits(stage, ines, words)
        assert await stage.value("SELECT rank FROM pub_waitlist") == 1
        await _cancels(paul)
        await ines.sees(words.take)
        assert await seats_taken(stage) == 0
        await ines.taps(words.take)
        await ines.sees(words.booked)
        assert await seats_taken(stage) == 1
        assert await stage.value("SELECT taken FROM slot") == 1


async def test_the_territory_whose_only_slot_is_full_leads_to_its_waiting_list(
    tmp_path: Path,
) -> None:
    other = slot("Laiterie", at(26, 10), territory="Lot")
    async with scene(tmp_path, (CLOCKS, other)) as stage:
        paul, ines = stage.person("Paul"), stage.person("Inès")
        await books(stage, paul, CLOCKS)
        await ines.says("/book")
        await ines.sees("Moselle · complet")
        await ines.taps("Moselle")
        await ines.sees("Complet. Sur la liste d'attente, vous seriez numéro 1")


async def test_a_full_slot_says_so_in_the_list_of_slots(tmp_path: Path) -> None:
    other = slot("Laiterie", at(25, 10))
    async with scene(tmp_path, (CLOCKS, other)) as stage:
        paul, ines = stage.person("Paul"), stage.person("Inès")
        await books(stage, paul, CLOCKS)
        await ines.says("/book")
        await ines.sees("Quel secteur")
        await ines.taps("Tous les secteurs")
        await ines.sees("complet, liste d'attente")
        await ines.taps("Horlogerie")
        await ines.sees("Liste d'attente")


async def test_whoever_waits_has_no_booking_and_sees_it_among_their_visits(tmp_path: Path) -> None:
    async with scene(tmp_path, (CLOCKS,)) as stage:
        paul, ines = stage.person("Paul"), stage.person("Inès")
        await books(stage, paul, CLOCKS)
        await _waits(stage, ines)
        await ines.taps("Mes visites")
        await ines.sees("Horlogerie (liste d'attente)")
        await ines.taps("Horlogerie")
        await ines.sees("Vous êtes numéro 1")
        assert await stage.value("SELECT COUNT(*) FROM pub_booking") == 1


async def test_a_declined_seat_goes_to_the_next(tmp_path: Path) -> None:
    async with scene(tmp_path, (CLOCKS,)) as stage:
        paul, ines, aya = (stage.person(name) for name in ("Paul", "Inès", "Aya"))
        await books(stage, paul, CLOCKS)
        await _waits(stage, ines)
        await _waits(stage, aya)
        await aya.sees("numéro 2")
        await _cancels(paul)
        await ines.sees("1 place s'est libérée")
        await ines.taps("Non merci")
        await ines.sees("vous n'êtes plus sur la liste d'attente")
        await aya.sees("1 place s'est libérée")
        await aya.taps("Je prends")
        await aya.sees("C'est réservé")


async def test_an_offer_that_ran_out_goes_to_the_next_and_is_not_taken(tmp_path: Path) -> None:
    async with scene(tmp_path, (CLOCKS,)) as stage:
        paul, ines, aya = (stage.person(name) for name in ("Paul", "Inès", "Aya"))
        await books(stage, paul, CLOCKS)
        await _waits(stage, ines)
        await _waits(stage, aya)
        await _cancels(paul)
        await ines.sees("Je prends")
        stage.advance(days=2)
        await aya.sees("1 place s'est libérée")
        await ines.taps("Je prends")
        await ines.sees("Le délai est passé")
        assert await seats_taken(stage) == 0


async def test_an_offer_taken_ten_times_books_once(tmp_path: Path) -> None:
    async with scene(tmp_path, (CLOCKS,)) as stage:
        paul, ines = stage.person("Paul"), stage.person("Inès")
        await books(stage, paul, CLOCKS)
        await _waits(stage, ines)
        await _cancels(paul)
        await ines.sees("Je prends")
        await ines.taps("Je prends")
        for _ in range(9):
            await ines.taps_again()
        await ines.sees("C'est réservé")
        assert await seats_taken(stage) == 1


async def test_cancelling_what_came_from_the_list_frees_it_and_queues_nobody_again(
    tmp_path: Path,
) -> None:
    async with scene(tmp_path, (CLOCKS,)) as stage:
        paul, ines = stage.person("Paul"), stage.person("Inès")
        await books(stage, paul, CLOCKS)
        await _waits(stage, ines)
        await _cancels(paul)
        await ines.sees("Je prends")
        await ines.taps("Je prends")
        await ines.sees("C'est réservé")
        await _cancels(ines)
        assert await stage.value("SELECT taken FROM slot") == 0
        sql = "SELECT COUNT(*) FROM waitlist WHERE state IN ('waiting', 'offered')"
        assert await stage.value(sql) == 0


async def test_whoever_leaves_the_list_is_offered_nothing(tmp_path: Path) -> None:
    async with scene(tmp_path, (CLOCKS,)) as stage:
        paul, ines = stage.person("Paul"), stage.person("Inès")
        await books(stage, paul, CLOCKS)
        await _waits(stage, ines)
        await ines.taps("Quitter la liste")
        await ines.sees("vous n'êtes plus sur la liste")
        await _cancels(paul)
        assert await stage.value("SELECT COUNT(*) FROM delivery WHERE kind = 'offer'") == 0
