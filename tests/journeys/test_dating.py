"""Job dating: several companies, one tap to book them all, a word before each."""

from pathlib import Path

from bot.domain.programme import Audience, Format, SlotLine
from bot.domain.staff import Grant, Role
from simulator import Person
from tests.support.programme import at, slot
from tests.support.scene import Scene, scene
from tests.support.steps import Words, in_both_languages, link_to
from tests.support.team import ADMIN, with_role


def meetings(host: str, *minutes: int) -> list[SlotLine]:
    """Let a company meet one person at a time, for ten minutes."""
    return [
        slot(
            f"Rencontre {host}",
            at(24, 14, minute),
            host=host,
            format=Format.JOB_DATING,
            audience=frozenset({Audience.JOBSEEKERS}),
            capacity=1,
            ends=at(24, 14, minute + 9),
        )
        for minute in minutes
    ]


ACIER, BOIS, CUIR = meetings("Acier", 0, 20), meetings("Bois", 0, 20, 40), meetings("Cuir", 40)
FAIR = (*ACIER, *BOIS, *CUIR)
FRENCH = ("Rencontrer plusieurs", "Job dating à Metz", "Composer", "Confirmer les", "C'est réservé")
ENGLISH = ("Meet several", "Job dating in Metz", "Put them", "Confirm the", "Booked: all")


async def books_two(stage: Scene, who: Person, said: tuple[str, ...] = FRENCH) -> None:
    """Book Acier and Bois in one go."""
    await who.says(f"/start {await link_to(stage, ACIER[0])}")
    await who.sees("Rencontre Acier")
    await who.taps(said[0])
    await who.sees(said[1])
    await who.taps("Bois")
    await who.sees("☑ Bois")
    await who.taps(said[2])
    await who.sees("14:20")
    await who.taps(said[3])
    await who.sees(said[4])


@in_both_languages
async def test_several_meetings_are_booked_at_once(tmp_path: Path, words: Words) -> None:
    async with scene(tmp_path, FAIR) as stage:
        sami = stage.person("Sami", words.language)
        await books_two(stage, sami, FRENCH if words.language == "fr" else ENGLISH)
        await sami.sees("job-dating.ics")
        assert await stage.value("SELECT COUNT(*) FROM pub_booking") == 2
        assert await stage.value("SELECT COUNT(*) FROM pub_delivery WHERE kind = 'chain'") == 1


async def test_two_minutes_before_each_next_meeting_one_is_told(tmp_path: Path) -> None:
    async with scene(tmp_path, FAIR) as stage:
        sami = stage.person("Sami")
        await books_two(stage, sami)
        stage.advance(days=8, hours=5, minutes=18, seconds=1)
        await sami.sees("Suivant dans 2 minutes")


async def test_a_meeting_taken_meanwhile_leaves_everything_as_it_was(tmp_path: Path) -> None:
    async with scene(tmp_path, (*ACIER[:1], *BOIS[1:2])) as stage:
        sami, lea = stage.person("Sami"), stage.person("Léa")
        await sami.says(f"/start {await link_to(stage, ACIER[0])}")
        await sami.sees("Rencontre Acier")
        await sami.taps("Rencontrer plusieurs")
        await sami.sees("Job dating")
        await sami.taps("Bois")
        await sami.sees("☑ Bois")
        await sami.taps("Composer")
        await sami.sees("Confirmer les 2")
        await lea.says(f"/start {await link_to(stage, BOIS[1])}")
        await lea.sees("Confirmer")
        await lea.taps("Confirmer")
        await lea.sees("C'est réservé")
        await sami.taps("Confirmer les 2")
        await sami.sees("Il ne reste pas assez de places")
        assert await stage.value("SELECT COUNT(*) FROM pub_booking") == 1


async def test_a_company_sees_its_queue_in_order_and_ticks_off_who_came(tmp_path: Path) -> None:
    async with scene(tmp_path, FAIR, admins=(ADMIN,)) as stage:
        sami, lea = stage.person("Sami"), stage.person("Léa")
        await books_two(stage, sami)
        await books_two(stage, lea)
        host = int(str(await stage.value("SELECT id FROM host WHERE name = 'Acier'")))
        paul = await with_role(stage, "Paul", Grant(role=Role.HOST, host_id=host))
        stage.advance(days=8, hours=4)
        await paul.says("/staff")
        await paul.sees("Espace équipe")
        await paul.taps("File du job dating")
        shown = str((await paul.sees("2 rencontres, 0 déjà")).content["text"])
        assert "Bois" not in shown
        await paul.taps("1 · ")
        await paul.sees("2 rencontres, 1 déjà")
