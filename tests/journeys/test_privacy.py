"""Privacy: what is kept is shown, and forgotten on request."""

from functools import partial
from pathlib import Path

from bot.domain.alerts import VisitSearch
from bot.domain.staff import Grant, Role
from bot.services.keep_alert import keep_alert
from tests.support.programme import BISCUITS, CLOCKS, FOUNDRY, PROGRAMME
from tests.support.scene import scene
from tests.support.steps import Words, books, in_both_languages, opens, seats_taken
from tests.support.team import with_role


@in_both_languages
async def test_privacy_says_what_is_kept_and_leads_to_erasure(tmp_path: Path, words: Words) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès", words.language)
        await ines.says("/privacy")
        await ines.sees("30 jours" if words.language == "fr" else "30 days")
        await ines.taps("Effacer mes données" if words.language == "fr" else "Erase my data")
        await ines.sees("Oui, tout effacer" if words.language == "fr" else "Yes, erase everything")


async def test_mydata_shows_every_booking_with_its_state(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        code = await books(stage, ines, FOUNDRY)
        await ines.says("/mydata")
        await ines.sees("1 réservation :")
        await ines.sees(f"{code} · Fonderie, mardi 24 novembre à 14:30 · confirmée")


async def test_forget_names_the_bookings_first_then_cancels_and_erases(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await books(stage, ines, FOUNDRY)
        await ines.says("/forget")
        await ines.sees("Votre visite à venir sera annulée")
        await ines.sees("Fonderie, mardi 24 novembre à 14:30")
        assert await seats_taken(stage) == 1
        await ines.taps("Oui, tout effacer")
        await ines.sees("nous ne savons plus rien de vous")
        assert await seats_taken(stage) == 0
        for table in ("person", "conversation", "delivery", "waitlist", "intention"):
            assert await stage.value(f"SELECT COUNT(*) FROM {table}") == 0, table
        assert await stage.value("SELECT COUNT(*) FROM booking WHERE chat_id IS NOT NULL") == 0
        assert await stage.value("SELECT COUNT(*) FROM booking") == 1


async def test_whoever_changes_their_mind_keeps_everything(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await books(stage, ines, FOUNDRY)
        await ines.says("/forget")
        await ines.sees("Oui, tout effacer")
        await ines.says("non")
        await ines.sees("Votre prochaine visite : Fonderie")


async def test_a_forgotten_persons_seats_are_offered_to_those_who_wait(tmp_path: Path) -> None:
    async with scene(tmp_path, (CLOCKS,)) as stage:
        paul, ines = stage.person("Paul"), stage.person("Inès")
        await books(stage, paul, CLOCKS)
        await opens(stage, ines, CLOCKS)
        await ines.taps("Liste d'attente, 1 place")
        await ines.sees("numéro 1")
        await paul.says("/forget")
        await paul.sees("Oui, tout effacer")
        await paul.taps("Oui, tout effacer")
        await ines.sees("1 place s'est libérée")


async def test_a_forgotten_person_may_come_back(tmp_path: Path) -> None:
    async with scene(tmp_path, (BISCUITS,)) as stage:
        ines = stage.person("Inès")
        await ines.says("/forget")
        await ines.sees("Vous n'avez pas de visite à venir")
        await ines.taps("Oui, tout effacer")
        await ines.sees("revenir quand vous voulez")
        await books(stage, ines, BISCUITS)
        assert await seats_taken(stage) == 1


async def test_stop_ends_news_but_not_messages_about_ones_own_visits(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await ines.says("/stop")
        await ines.sees("vous ne recevrez pas d'actualités")
        await books(stage, ines, FOUNDRY)
        await ines.sees("Votre billet\n")


async def test_no_name_and_no_text_of_anybody_is_stored(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Zébulonne")
        await ines.says("/start")
        await ines.sees("Bonjour")
        await ines.says("mon numéro est le 0612345678")
        await ines.sees("pas compris")
        await books(stage, ines, FOUNDRY)
        folder = Path(stage.settings.database.removeprefix("sqlite:///")).parent
        written = b"".join(path.read_bytes() for path in folder.glob("toctoc.sqlite*"))
        assert "Zébulonne".encode() not in written
        assert b"0612345678" not in written


async def test_mydata_names_alerts_and_roles(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        paul = await with_role(stage, "Paul, renfort", Grant(role=Role.DESK))
        watch = partial(keep_alert, chat_id=paul.id, now=stage.clock.now())
        search = VisitSearch(territory_id=1, name="Moselle")
        await stage.program.database.write(partial(watch, search=search))
        await paul.says("/mydata")
        shown = str((await paul.sees("Alerte")).content["text"])
        assert "Moselle" in shown
        assert "Accueil téléphonique, sous le nom Paul, renfort" in shown
