"""Broadcasts from a phone: composed, previewed, sent, followed, stopped; and how they are read."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.domain.staff import Grant, Role
from simulator import Person
from simulator.sight import button
from storage import staff
from storage.database import Transaction
from tests.support.programme import BISCUITS, CHEESE, CLOCKS, FOUNDRY, PROGRAMME, at
from tests.support.scene import Scene, scene
from tests.support.steps import becomes, books, never_sees, opens

CHIEF = 999_001
SENT = "SELECT COUNT(*) FROM pub_delivery WHERE kind IN ('service', 'news') AND state = 'sent'"


@dataclass(frozen=True, kw_only=True)
class Says:
    """What staff see in one language."""

    language: str
    menu: str
    new: str
    booked: str
    go_on: str
    write: str
    before: str
    people: str
    send: str
    done: str
    sent: str
    news_on: str
    news_to_come: str
    stop: str
    stopped: str


FRENCH = Says(
    language="fr",
    menu="Messages à beaucoup",
    new="Nouveau message",
    booked="Ceux qui ont réservé",
    go_on="Continuer",
    write="Écrivez le message",
    before="Message de service, avant l'envoi",
    people="2 personnes",
    send="Envoyer à 2 personnes",
    done="Envoi terminé",
    sent="envoyés : 2",
    news_on="Recevoir les actualités",
    news_to_come="vous recevrez les actualités",
    stop="Ne plus recevoir",
    stopped="vous ne recevrez pas d'actualités",
)
ENGLISH = Says(
    language="en",
    menu="Messages to many",
    new="New message",
    booked="Those who booked",
    go_on="Go on",
    write="Write the message",
    before="Service message, before it goes",
    people="2 people",
    send="Send to 2 people",
    done="Done",
    sent="sent: 2",
    news_on="Receive news",
    news_to_come="you will receive news",
    stop="Stop these messages",
    stopped="you will receive no news",
)
in_both = pytest.mark.parametrize(
    "says", [pytest.param(FRENCH, id="fr"), pytest.param(ENGLISH, id="en")]
)


async def chief_of(stage: Scene, language: str = "fr", **grant: Any) -> Person:
    """Bring somebody on stage who may send broadcasts: an admin, unless told."""
    chief = stage.person("Chef", language)
    role = Grant(role=Role.ORGANISER, **grant) if grant else Grant(role=Role.ADMIN)

    def job(tx: Transaction) -> None:
        staff.add(tx, chief.id, role, name="Chef", granted_by=1, now=stage.clock.now())

    await stage.program.database.write(job)
    return chief


async def presses(person: Person, label: str) -> None:
    """Let somebody tap a button as soon as they see it."""
    await person.chat.until(lambda: button(label, reversed(person.chat.messages.values())), 5)
    await person.taps(label)


async def composes(chief: Person, text: str, says: Says = FRENCH, whom: str = "") -> None:
    """Let staff write a message, up to the preview."""
    await chief.says("/staff")
    await chief.sees(says.menu)
    await presses(chief, says.menu)
    await chief.sees(says.new)
    await presses(chief, says.new)
    await chief.sees(says.booked)
    await presses(chief, whom or says.booked)
    await chief.sees(says.go_on)
    await presses(chief, says.go_on)
    await chief.sees(says.write)
    await chief.says(text)


async def wants_news(person: Person, says: Says = FRENCH) -> None:
    """Let somebody ask for news in the settings."""
    await person.says("/settings")
    await person.sees(says.news_on)
    await presses(person, says.news_on)
    await person.sees(says.news_to_come)


@in_both
async def test_a_service_message_reaches_those_who_booked_and_reports(
    tmp_path: Path, says: Says
) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        chief = await chief_of(stage, says.language)
        ines, tom, lea = (stage.person(name) for name in ("Inès", "Tom", "Léa"))
        await books(stage, ines, BISCUITS)
        await books(stage, tom, FOUNDRY)
        await lea.says("/start")
        await composes(chief, "Parking <nord> & sud fermé", says)
        preview = await chief.sees(says.before)
        assert says.people in str(preview.content["text"]).replace("\u00a0", " ")
        await presses(chief, says.send)
        for person in (ines, tom):
            await person.sees("Parking <nord> & sud fermé")
        await chief.sees(says.done, within=15)
        await chief.sees(says.sent, within=15)
        await never_sees(lea, "Parking")
        acts = await stage.rows("SELECT action, user_id FROM audit WHERE action LIKE 'broad%'")
        assert [dict(act) for act in acts] == [{"action": "broadcast_send", "user_id": chief.id}]
        await chief.says("/staff audit")
        await chief.sees("Message envoyé à 2" if says is FRENCH else "Message sent to 2")


async def test_each_reads_it_in_their_language_or_else_in_the_first(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        chief = await chief_of(stage)
        ines, john = stage.person("Inès"), stage.person("John", "en")
        await books(stage, ines, BISCUITS)
        await opens(stage, john, FOUNDRY)
        await presses(john, "Confirm")
        await john.sees("It's booked")
        await composes(chief, "Bonjour à tous")
        await chief.sees("français 1, anglais 1")
        await presses(chief, "Écrire le texte (anglais)")
        await chief.sees("Écrivez le message (anglais)")
        await chief.says("Hello everybody")
        await chief.sees("Hello everybody")
        await presses(chief, "M'envoyer un exemple")
        await chief.sees("Bonjour à tous", ever=True)
        await presses(chief, "Envoyer à 2 personnes")
        await ines.sees("Bonjour à tous")
        await john.sees("Hello everybody")


async def test_a_photo_goes_with_its_caption_and_too_long_a_text_is_refused(
    tmp_path: Path,
) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        chief = await chief_of(stage)
        ines = stage.person("Inès")
        await books(stage, ines, BISCUITS)
        await composes(chief, "x" * 1100)
        await chief.sees("avant l'envoi")
        await presses(chief, "Écrire le texte (français)")
        await chief.sees("Écrivez le message")
        await chief.sends_photo()
        await chief.sees("Le texte fait 1100 caractères ; Telegram en prend 1024 au plus")
        await chief.sends_photo("Le nouveau plan")
        await chief.sees("Une photo l'accompagne")
        await presses(chief, "M'envoyer un exemple")
        sample = await chief.sees("Le nouveau plan", ever=True)
        await presses(chief, "Envoyer à 1 personne")
        got = await ines.sees("Le nouveau plan")
        assert got.content["photo"]
        assert sample


async def test_a_photo_alone_waits_for_its_text(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        chief = await chief_of(stage)
        await books(stage, stage.person("Inès"), BISCUITS)
        await composes(chief, "\u200b")
        await chief.sees("Écrivez le message")
        await chief.sends_photo()
        await chief.sees("Une photo l'accompagne")
        await chief.says("Le plan")
        await chief.sees("avant l'envoi")
        await presses(chief, "Retirer la photo")
        await chief.sees("avant l'envoi")


async def test_a_photo_of_a_visitor_is_still_not_read(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await ines.says("/start")
        await ines.sees("Bonjour")
        await ines.sends_photo("Regardez")
        await ines.sees("Je ne sais lire que")


async def test_the_circle_is_narrowed_by_typing_and_by_tapping(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        chief = await chief_of(stage)
        ines, tom, lea = (stage.person(name) for name in ("Inès", "Tom", "Léa"))
        await books(stage, ines, BISCUITS)
        await books(stage, tom, FOUNDRY)
        await books(stage, lea, CHEESE)
        await composes(chief, "Rendez-vous au quai 3")
        await chief.sees("3 personnes")
        await presses(chief, "Retour")
        await chief.sees("Précisez")
        await presses(chief, "Territoire")
        await chief.sees("choisissez, ou tapez")
        await chief.says("mosel")
        await chief.sees("Territoire : Moselle")
        await presses(chief, "Jour")
        await presses(chief, "mar. 24 nov.")
        await chief.sees("2 personnes")
        await presses(chief, "Entreprise")
        await chief.sees("Maison Fonderie")
        await presses(chief, "Maison Fonderie")
        await chief.sees("1 personne")
        await presses(chief, "Continuer")
        await chief.sees("Écrivez le message")
        await presses(chief, "Retour")
        await chief.sees("Rendez-vous au quai 3")
        await presses(chief, "Envoyer à 1 personne")
        await tom.sees("Rendez-vous au quai 3")
        await becomes(stage, SENT, 1)


@in_both
async def test_news_go_only_to_who_asked_and_stop_at_once(tmp_path: Path, says: Says) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        chief = await chief_of(stage)
        ines, tom = stage.person("Inès", says.language), stage.person("Tom")
        await books(stage, tom, FOUNDRY)
        await wants_news(ines, says)
        for text, times in (("Le programme grandit", 1), ("Encore des visites", 1)):
            await composes(chief, text, whom="Ceux qui veulent les actualités")
            await chief.sees("Actualité, avant l'envoi")
            if times and text.startswith("Le"):
                await presses(chief, "Envoyer à 1 personne")
                await ines.sees("Le programme grandit")
                await presses(ines, says.stop)
                await ines.sees(says.stopped)
        await chief.sees("0 personne")
        await never_sees(tom, "Le programme")


async def test_who_stops_while_news_are_on_their_way_gets_none(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, at=at(16, 21, 30)) as stage:
        chief = await chief_of(stage)
        ines = stage.person("Inès")
        await wants_news(ines)
        await composes(chief, "Bonne nouvelle", whom="Ceux qui veulent les actualités")
        await presses(chief, "Envoyer à 1 personne")
        await chief.sees("C'est la nuit : la suite part mardi 17 novembre à 08:00")
        await becomes(stage, "SELECT COUNT(*) FROM delivery WHERE kind = 'news'", 1)
        await ines.says("/settings")
        await ines.sees("Quelle langue")
        await presses(ines, "Ne plus recevoir les actualités")
        await ines.sees("vous ne recevrez pas")
        stage.advance(hours=11)
        await becomes(stage, "SELECT state FROM delivery WHERE kind = 'news'", "cancelled")
        await chief.sees("plus concernés entre-temps : 1", ever=True, within=15)


async def test_at_night_only_what_cannot_wait_goes(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, at=at(23, 22)) as stage:
        chief = await chief_of(stage)
        ines, tom = stage.person("Inès"), stage.person("Tom")
        await books(stage, ines, CHEESE)  # at ten next morning
        await books(stage, tom, CLOCKS)  # the day after
        await composes(chief, "Entrée par la cour")
        await presses(chief, "Envoyer à 2 personnes")
        await becomes(stage, "SELECT COUNT(*) FROM delivery WHERE kind = 'service'", 2)
        await never_sees(tom, "Entrée")
        stage.advance(hours=10, minutes=1)
        await ines.sees("Entrée par la cour")
        await tom.sees("Entrée par la cour")


async def test_a_planned_message_goes_at_its_time(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        chief = await chief_of(stage)
        ines = stage.person("Inès")
        await books(stage, ines, BISCUITS)
        await composes(chief, "Demain, venez tôt")
        await presses(chief, "Choisir le moment de l'envoi")
        await chief.sees("Quand l'envoyer")
        await chief.says("hier à 9h")
        await chief.sees("Indiquez un jour et une heure à venir")
        await chief.says("mardi 17 novembre à 9h30")
        await chief.sees("Envoi prévu mardi 17 novembre à 09:30")
        await presses(chief, "Programmer pour 1 personne")
        await chief.sees("Envoi prévu mardi 17 novembre à 09:30.")
        await never_sees(ines, "venez tôt")
        stage.advance(days=1, minutes=31)
        await ines.sees("Demain, venez tôt")


async def test_a_double_tap_sends_once(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        chief = await chief_of(stage)
        ines = stage.person("Inès")
        await books(stage, ines, BISCUITS)
        await composes(chief, "Une seule fois")
        await chief.sees("avant l'envoi")
        await presses(chief, "Envoyer à 1 personne")
        await chief.taps_again()
        await chief.taps_again()
        await chief.sees("terminé", within=15)
        assert await stage.value("SELECT COUNT(*) FROM broadcast") == 1
        assert await stage.value(SENT) == 1


async def test_paused_resumed_and_stopped_from_the_card(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, send_rate=2) as stage:
        chief = await chief_of(stage)
        people = [stage.person(f"P{number}") for number in range(12)]
        for person in people:
            await wants_news(person)
        await composes(chief, "Actualité", whom="Ceux qui veulent les actualités")
        await presses(chief, "Envoyer à 12 personnes")
        await chief.sees("Mettre en pause")
        await presses(chief, "Mettre en pause")
        await chief.sees("Envoi en pause")
        before = await stage.value(SENT)
        await never_sees(chief, "Envoi en cours", for_=2.0)
        assert await stage.value(SENT) in (before, int(str(before)) + 1)  # one was on its way
        await presses(chief, "Reprendre l'envoi")
        await chief.sees("Envoi en cours")
        await presses(chief, "Arrêter l'envoi")
        await chief.sees("pour de bon")
        await presses(chief, "Oui, arrêter")
        await chief.sees("Envoi arrêté")
        tally = "SELECT COUNT(*) FROM broadcast WHERE finished IS NOT NULL"
        await becomes(stage, tally, 1, within=15)
        got = int(str(await stage.value(SENT)))
        assert got < 12
        await chief.sees(f"non envoyés : {12 - got}", ever=True, within=15)


async def test_progress_is_one_message_that_changes_by_itself(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, send_rate=3) as stage:
        chief = await chief_of(stage)
        for number in range(20):
            await wants_news(stage.person(f"P{number}"))
        await composes(chief, "Actualité", whom="Ceux qui veulent les actualités")
        await presses(chief, "Envoyer à 20 personnes")
        card = await chief.sees("Envoi en cours", within=10)
        await chief.sees("restent :")
        await becomes(
            stage,
            "SELECT COUNT(*) > 12 FROM delivery WHERE state = 'sent' AND kind = 'news'",
            1,
            within=20,
        )
        revision = card.revision
        await chief.chat.until(lambda: card.revision > revision or None, 8)
        assert "envoyés" in str(card.content["text"])
        await chief.sees("Envoi terminé", within=30)
        await chief.chat.until(lambda: "terminé" in str(card.content["text"]) or None, 8)
        assert "20 personnes" in str(card.content["text"]).replace("\u00a0", " ")
        reports = "SELECT COUNT(*) FROM delivery WHERE kind = 'broadcast_report' AND state = 'sent'"
        await becomes(stage, reports, 1)


async def test_an_organiser_writes_to_their_own_territory_only(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        moselle = await stage.value("SELECT id FROM territory WHERE name = 'Moselle'")
        chief = await chief_of(stage, territory_id=moselle)
        ines, lea = stage.person("Inès"), stage.person("Léa")
        await books(stage, ines, BISCUITS)
        await books(stage, lea, CHEESE)
        await wants_news(lea)
        await composes(chief, "Ceux de Moselle")
        await presses(chief, "Envoyer à 1 personne")
        await ines.sees("Ceux de Moselle")
        await composes(chief, "Tout le monde", whom="Ceux qui veulent les actualités")
        await chief.sees("0 personne")
        await never_sees(lea, "Tout le monde")


async def test_who_lost_the_right_sends_nothing_more(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        chief = await chief_of(stage)
        await books(stage, stage.person("Inès"), BISCUITS)
        await composes(chief, "Trop tard")
        await chief.sees("avant l'envoi")
        await stage.program.database.write(
            lambda tx: tx.execute("UPDATE staff_grant SET revoked = 'x'")
        )
        await presses(chief, "Envoyer à 1 personne")
        await chief.sees("Bonjour")
        assert await stage.value("SELECT COUNT(*) FROM broadcast") == 0
