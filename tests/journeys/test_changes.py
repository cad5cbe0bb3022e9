"""Staff change a slot: previewed, sent, one notice each, and who answered what."""

from pathlib import Path

from tests.support.changing import (
    EN,
    FR,
    ChangeWords,
    asks,
    calendar_file,
    in_both,
    is_sound,
    notices_of,
    previews,
    sends,
)
from tests.support.programme import BISCUITS, BISCUITS_LATER, CHEESE, CLOCKS, FOUNDRY, PROGRAMME, at
from tests.support.scene import scene
from tests.support.steps import becomes, books, never_sees, opens
from tests.support.team import ADMIN, admin

TWO_SLOTS = (BISCUITS, BISCUITS_LATER)


@in_both
async def test_a_slot_moved_by_a_sentence_tells_each_booking_once(
    tmp_path: Path, said: ChangeWords
) -> None:
    async with scene(tmp_path, PROGRAMME, admins=(ADMIN,)) as stage:
        nadia = admin(stage, said.words.language)
        ines, tom = stage.person("Inès", said.words.language), stage.person("Tom", "en")
        for person, words in ((ines, said.words), (tom, EN.words)):
            await books(stage, person, BISCUITS, words)
        preview = await previews(nadia, said.moves, said)
        assert said.hit_two.split()[0] in preview
        for one in (FR, EN):  # the message in each language
            assert one.changed[-14:] in preview.replace("\xa0", " ").replace("<b>", "")
        assert await stage.value("SELECT MAX(version) FROM slot") == 1
        await sends(stage, nadia, said)
        await ines.sees(said.changed)
        await tom.sees(EN.changed)
        await ines.taps("OK")
        await ines.sees(said.noted)
        await nadia.taps("Actualiser" if said is FR else "Refresh")
        await nadia.sees(said.answers)
        assert len(notices_of(ines, "15:30")) == 1
        await is_sound(stage)


async def test_the_calendar_entry_comes_again_with_the_notice(tmp_path: Path) -> None:
    async with scene(tmp_path, TWO_SLOTS, admins=(ADMIN,)) as stage:
        nadia, ines = admin(stage), stage.person("Inès")
        code = await books(stage, ines, BISCUITS)
        await previews(nadia, FR.moves)
        await sends(stage, nadia)
        letter = await ines.sees(FR.changed)
        entry = await calendar_file(stage, letter)
        assert entry["SEQUENCE"] == "1"
        assert entry["METHOD"] == "PUBLISH"
        assert entry["UID"].startswith(code.replace("-", ""))
        assert entry["DTSTART;TZID=Europe/Paris"] == "20261124T153000"


@in_both
async def test_a_slot_called_off_offers_seats_elsewhere_in_one_tap(
    tmp_path: Path, said: ChangeWords
) -> None:
    async with scene(tmp_path, TWO_SLOTS, admins=(ADMIN,)) as stage:
        nadia = admin(stage, said.words.language)
        ines = stage.person("Inès", said.words.language)
        await books(stage, ines, BISCUITS, said.words)
        await previews(nadia, said.cancels, said)
        await sends(stage, nadia, said)
        letter = await ines.sees(said.called_off)
        await ines.sees(said.by_hand)
        entry = await calendar_file(stage, letter)
        assert (entry["METHOD"], entry["STATUS"]) == ("CANCEL", "CANCELLED")
        assert entry["SEQUENCE"] == "1"
        await ines.taps(said.take)
        await ines.sees(said.words.booked)
        states = await stage.rows("SELECT state FROM pub_booking ORDER BY created")
        assert [row["state"] for row in states] == ["cancelled", "confirmed"]
        assert await stage.value("SELECT answer FROM notice") == "moved"
        await is_sound(stage)


@in_both
async def test_answers_to_a_moved_slot_are_seen_by_staff(tmp_path: Path, said: ChangeWords) -> None:
    async with scene(tmp_path, TWO_SLOTS, admins=(ADMIN,)) as stage:
        nadia = admin(stage, said.words.language)
        people = [stage.person(name, said.words.language) for name in ("Inès", "Tom", "Aya")]
        for person in people:
            await books(stage, person, BISCUITS, said.words)
        await previews(nadia, said.moves, said)
        await sends(stage, nadia, said)
        for person in people:
            await person.sees(said.changed)
        _, tom, aya = people
        await tom.taps(said.other_slot)
        await tom.sees(said.words.to_which_time)
        await tom.taps("26")
        await tom.sees("10:00–11:00")
        await aya.taps(said.cancel)
        await aya.sees(said.words.yes_cancel)
        await aya.taps(said.words.yes_cancel)
        await aya.sees(said.words.cancelled)
        answers = await stage.rows("SELECT answer FROM notice ORDER BY booking_id")
        assert [row["answer"] for row in answers] == [None, "moved", "cancelled"]
        await nadia.taps(said.calls)
        await nadia.sees("1 personne à appeler" if said is FR else "1 person to ring up")
        await nadia.taps("Appelé" if said is FR else "Rang up")
        await nadia.sees("Personne n'est à appeler" if said is FR else "nobody to ring up")
        await is_sound(stage)


async def test_edits_within_a_minute_are_one_notice_and_back_again_is_none(tmp_path: Path) -> None:
    async with scene(tmp_path, TWO_SLOTS, admins=(ADMIN,)) as stage:
        nadia, ines = admin(stage), stage.person("Inès")
        await books(stage, ines, BISCUITS)
        for sentence in (FR.moves, "la visite Biscuiterie de mardi passe à 16h"):
            await previews(nadia, sentence)
            await sends(stage, nadia, leave=False)
        stage.advance(seconds=61)
        await ines.sees("Changement : 14:00 → 16:00 (même jour)")
        assert len(notices_of(ines, "Changement")) == 1
        await previews(nadia, FR.moves)
        await sends(stage, nadia, leave=False)
        await previews(nadia, "la visite Biscuiterie de mardi passe à 16h")
        await nadia.taps("Envoyer")
        await nadia.sees("Aucune réservation n'était concernée")
        stage.advance(minutes=5)
        sql = "SELECT COUNT(*) FROM pub_delivery WHERE kind = 'notice' AND state = 'cancelled'"
        await becomes(stage, sql, 1)
        assert len(notices_of(ines, "Changement")) == 1


async def test_no_reminder_tells_the_old_time(tmp_path: Path) -> None:
    async with scene(tmp_path, TWO_SLOTS, at=at(23, 17, 50), admins=(ADMIN,)) as stage:
        nadia, ines = admin(stage), stage.person("Inès")
        await books(stage, ines, BISCUITS)
        await previews(nadia, "la visite Biscuiterie de mardi passe à mercredi 15h30")
        await sends(stage, nadia)
        await ines.sees("Changement : mardi 24 novembre à 14:00 → mercredi 25 novembre à 15:30")
        stage.advance(hours=1)
        await never_sees(ines, "C'est demain")
        stage.advance(hours=24)
        await ines.sees("C'est demain ! Biscuiterie, mercredi 25 novembre à 15:30")
        sql = """SELECT COUNT(*) FROM delivery WHERE kind LIKE 'reminder%'
                 AND state = 'queued' AND due LIKE '2026-11-24T1_%'"""
        assert await stage.value(sql) == 0


@in_both
async def test_late_is_told_to_the_next_groups_only(tmp_path: Path, said: ChangeWords) -> None:
    async with scene(tmp_path, TWO_SLOTS, admins=(ADMIN,)) as stage:
        nadia = admin(stage, said.words.language)
        ines, tom = (stage.person(name, said.words.language) for name in ("Inès", "Tom"))
        await books(stage, ines, BISCUITS, said.words)
        await books(stage, tom, BISCUITS_LATER, said.words)
        stage.advance(days=8, hours=4)
        day = {"fr": "de mardi ", "en": "on Tuesday "}[said.words.language]
        await previews(nadia, said.late.replace("Biscuiterie ", f"Biscuiterie {day}"), said)
        await sends(stage, nadia, said)
        await ines.sees(said.late_told)
        assert await stage.value("SELECT COUNT(*) FROM notice") == 1
        await is_sound(stage)


async def test_staff_may_write_one_change_after_the_other(tmp_path: Path) -> None:
    async with scene(tmp_path, TWO_SLOTS, admins=(ADMIN,)) as stage:
        nadia = admin(stage)
        await nadia.says("/staff")
        await nadia.sees(FR.menu)
        await nadia.says("Biscuiterie passe à 11h")
        await nadia.sees("2 créneaux à venir. Lequel")
        await nadia.taps("jeu. 26 nov.")
        await nadia.sees("jeudi 26 novembre, 11:00–12:00")
        await nadia.says("non")
        await nadia.sees("0 place confirmée sur 6")
        await nadia.says("capacité Biscuiterie de mardi 25")
        await nadia.sees("Aucune réservation n'est concernée")
        await nadia.says("oui")
        await nadia.sees("C'est enregistré")
        await nadia.says("annule la biscuitrie de jeudi")
        await nadia.sees("jeudi 26 novembre, 10:00–11:00")
        assert await stage.value("SELECT MAX(version) FROM slot") == 2


async def test_a_slot_is_found_and_changed_by_taps_alone(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, admins=(ADMIN,)) as stage:
        nadia, ines = admin(stage), stage.person("Inès")
        await books(stage, ines, FOUNDRY)
        await asks(nadia)
        for label, seen in (
            ("Moselle", "Choisissez, ou écrivez"),
            ("Fonderie", "créneau à venir"),
            ("mar. 24 nov.", "1 place confirmée sur 6"),
            ("Point de rendez-vous", "Où se retrouver"),
        ):
            await nadia.taps(label)
            await nadia.sees(seen)
        await nadia.says("2 quai des Forges")
        await nadia.sees("1 réservation à prévenir")
        await sends(stage, nadia)
        await ines.sees("Nouveau point de rendez-vous : 2 quai des Forges")
        await is_sound(stage)


async def test_a_capacity_below_the_seats_taken_says_how_many_are_too_many(tmp_path: Path) -> None:
    async with scene(tmp_path, TWO_SLOTS, admins=(ADMIN,)) as stage:
        nadia = admin(stage)
        for name in ("Inès", "Tom"):
            await books(stage, stage.person(name), BISCUITS)
        await asks(nadia)
        await nadia.says("capacité Biscuiterie de mardi 1")
        await nadia.sees("2 places sont prises : 1, c'est 1 de moins qu'il n'en faut")
        await nadia.says("capacité Biscuiterie de mardi 25")
        await nadia.sees("Aucune réservation n'est concernée")
        await nadia.taps("Enregistrer")
        await nadia.sees("C'est enregistré")
        assert await stage.value("SELECT MAX(capacity) FROM slot") == 25


async def test_reopening_tells_people_and_gives_their_booking_back(tmp_path: Path) -> None:
    async with scene(tmp_path, TWO_SLOTS, admins=(ADMIN,)) as stage:
        nadia, ines = admin(stage), stage.person("Inès")
        await books(stage, ines, BISCUITS)
        await previews(nadia, FR.cancels)
        await sends(stage, nadia)
        await ines.sees(FR.called_off)
        await previews(nadia, "rouvre la Biscuiterie de mardi")
        await sends(stage, nadia)
        await ines.sees("Finalement, la visite a lieu : mardi 24 novembre à 14:00")
        assert await stage.value("SELECT state FROM pub_booking") == "confirmed"
        assert await stage.value("SELECT COUNT(*) FROM waitlist WHERE held > 0") == 0
        await is_sound(stage)


async def test_whoever_waits_for_a_slot_is_told_that_it_is_called_off(tmp_path: Path) -> None:
    async with scene(tmp_path, (CLOCKS,), admins=(ADMIN,)) as stage:
        nadia, ines, tom = admin(stage), stage.person("Inès"), stage.person("Tom", "en")
        await books(stage, ines, CLOCKS)
        await opens(stage, tom, CLOCKS)
        await tom.taps("Waiting list")
        await tom.sees("number 1")
        await previews(nadia, "annule l'Horlogerie")
        await nadia.sees("1 groupe sur la liste d'attente")
        await sends(stage, nadia)
        await ines.sees(FR.called_off)
        await tom.sees("Called off by the organiser: Wednesday 25 November at 09:00")
        await tom.sees("Your place on the waiting list ends with it")
        assert await stage.value("SELECT COUNT(*) FROM waitlist WHERE state = 'waiting'") == 0
        await is_sound(stage)


async def test_those_who_clash_are_proposed_another_slot(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, admins=(ADMIN,)) as stage:
        nadia, ines = admin(stage), stage.person("Inès")
        await books(stage, ines, BISCUITS)
        await books(stage, ines, CHEESE)
        preview = await previews(nadia, "la visite Biscuiterie de mardi passe à 11h")
        assert "Fromagerie" not in preview
        preview = await previews(nadia, "la visite Biscuiterie de mardi passe à 10h30")
        assert "1 réservation a une autre visite" in preview.replace("\xa0", " ")
        await nadia.taps("proposer d'autres créneaux")
        await nadia.sees(FR.done)
        stage.advance(seconds=61)
        await ines.sees("Changement : 14:00 → 10:30")
        await ines.taps(FR.take)
        await ines.sees("C'est réservé")
        sql = "SELECT COUNT(*) FROM pub_booking WHERE state = 'confirmed'"
        assert await stage.value(sql) == 2
        await is_sound(stage)


async def test_the_audit_log_says_what_was_changed(tmp_path: Path) -> None:
    async with scene(tmp_path, TWO_SLOTS, admins=(ADMIN,)) as stage:
        nadia = admin(stage)
        await books(stage, stage.person("Inès"), BISCUITS)
        for sentence in (FR.moves, "capacité Biscuiterie de mardi 9"):
            await previews(nadia, sentence)
            await nadia.taps("Envoyer" if sentence is FR.moves else "Enregistrer")
            await nadia.sees("C'est ")
        await nadia.says("/staff audit")
        await nadia.sees("Déplacé : Biscuiterie, mar. 24 nov. 14:00 → mar. 24 nov. 15:30")
        await nadia.sees("Capacité : Biscuiterie, mar. 24 nov. 15:30, 6 → 9")
