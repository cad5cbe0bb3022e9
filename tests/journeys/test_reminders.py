"""Reminders: the day before at 18:00 and two hours before, with an answer that counts."""

from pathlib import Path

from tests.support.programme import BISCUITS, BISCUITS_LATER, FOUNDRY, at, slot
from tests.support.scene import Scene, scene
from tests.support.steps import (
    Words,
    becomes,
    books,
    in_both_languages,
    never_sees,
    opens_card,
    seats_taken,
)

REMINDERS = "SELECT kind, state FROM pub_delivery WHERE kind LIKE 'reminder%' ORDER BY due, id"


async def _reminders(stage: Scene) -> list[tuple[str, str]]:
    return [(row["kind"], row["state"]) for row in await stage.rows(REMINDERS)]


@in_both_languages
async def test_both_reminders_come_at_their_hour(tmp_path: Path, words: Words) -> None:
    start = at(23, 17, 58)
    async with scene(tmp_path, (BISCUITS, FOUNDRY), at=start) as stage:
        ines = stage.person("Inès", words.language)
        await books(stage, ines, BISCUITS, words)
        await ines.sees(words.ticket)
        stage.advance(minutes=1)
        await never_sees(ines, words.tomorrow)
        stage.advance(minutes=1, seconds=1)
        reminder = await ines.sees(words.tomorrow)
        assert "Chaussures fermées" in str(reminder.content)
        stage.advance(hours=18)
        await ines.sees(words.soon)
        sent = "SELECT COUNT(*) FROM pub_delivery WHERE kind LIKE 'reminder%' AND state = 'sent'"
        await becomes(stage, sent, 2)


@in_both_languages
async def test_i_am_coming_is_noted_and_keeps_the_seat(tmp_path: Path, words: Words) -> None:
    async with scene(tmp_path, (BISCUITS,), at=at(23, 17, 59)) as stage:
        ines = stage.person("Inès", words.language)
        await books(stage, ines, BISCUITS, words)
        stage.advance(minutes=2)
        await ines.sees(words.tomorrow)
        await ines.taps(words.coming)
        await ines.sees(words.noted_coming)
        assert await stage.value("SELECT coming FROM booking") == 1
        assert await seats_taken(stage) == 1


@in_both_languages
async def test_i_am_not_coming_asks_and_then_frees_the_seat(tmp_path: Path, words: Words) -> None:
    async with scene(tmp_path, (BISCUITS,), at=at(23, 17, 59)) as stage:
        ines = stage.person("Inès", words.language)
        await books(stage, ines, BISCUITS, words)
        stage.advance(minutes=2)
        await ines.sees(words.tomorrow)
        await ines.taps(words.not_coming)
        await ines.sees(words.yes_cancel)
        assert await seats_taken(stage) == 1
        await ines.taps(words.yes_cancel)
        await ines.sees(words.cancelled)
        assert await seats_taken(stage) == 0


async def test_a_reminder_is_answered_in_words_too(tmp_path: Path) -> None:
    async with scene(tmp_path, (BISCUITS,), at=at(23, 17, 59)) as stage:
        ines = stage.person("Inès")
        await books(stage, ines, BISCUITS)
        stage.advance(minutes=2)
        await ines.sees("C'est demain")
        await ines.says("je viens")
        await ines.sees("vous venez")
        assert await stage.value("SELECT coming FROM booking") == 1
        await ines.says("Je ne viens plus")
        await ines.sees("Annuler cette visite ?")


async def test_a_reminder_whose_hour_had_passed_is_skipped(tmp_path: Path) -> None:
    async with scene(tmp_path, (BISCUITS,), at=at(23, 18, 1)) as stage:
        await books(stage, stage.person("Inès"), BISCUITS)
        assert await _reminders(stage) == [("reminder_hours", "queued")]


async def test_a_booking_made_within_two_hours_promises_no_reminder(tmp_path: Path) -> None:
    async with scene(tmp_path, (BISCUITS,), at=at(24, 13)) as stage:
        ines = stage.person("Inès")
        await books(stage, ines, BISCUITS)
        assert await _reminders(stage) == []
        booked = await ines.sees("C'est réservé")
        assert "rappellerons" not in str(booked.content)


async def test_nothing_reminds_of_a_cancelled_visit(tmp_path: Path) -> None:
    async with scene(tmp_path, (BISCUITS,), at=at(23, 17, 59)) as stage:
        ines = stage.person("Inès")
        await books(stage, ines, BISCUITS)
        await ines.sees("code QR")
        await opens_card(ines)
        await ines.taps("Annuler cette visite")
        await ines.sees("Oui, annuler")
        await ines.taps("Oui, annuler")
        await ines.sees("C'est annulé")
        assert {state for _, state in await _reminders(stage)} == {"cancelled"}
        stage.advance(hours=19)
        assert {state for _, state in await _reminders(stage)} == {"cancelled"}


async def test_a_moved_visit_is_reminded_of_at_its_new_time_only(tmp_path: Path) -> None:
    async with scene(tmp_path, (BISCUITS, BISCUITS_LATER), at=at(23, 17, 59)) as stage:
        ines = stage.person("Inès")
        await books(stage, ines, BISCUITS)
        await opens_card(ines)
        await ines.taps("Déplacer")
        await ines.sees("À quel autre moment")
        await ines.taps("jeu. 26 nov.")
        await ines.sees("10:00–11:00")
        stage.advance(days=2, minutes=2)
        await ines.sees("jeudi 26 novembre à 10:00. Venez-vous toujours")
        await ines.taps("Je viens")
        await ines.sees("vous venez")
        states = [state for _, state in await _reminders(stage)]
        assert sorted(states) == ["cancelled", "cancelled", "queued", "sent"]


async def test_a_bot_that_was_away_reminds_late_but_not_after_the_start(tmp_path: Path) -> None:
    soon = slot("Fournil", at(24, 8))
    async with scene(tmp_path, (BISCUITS, soon), at=at(23, 12)) as stage:
        ines, paul = stage.person("Inès"), stage.person("Paul")
        await books(stage, ines, BISCUITS)
        await books(stage, paul, soon)
        await ines.sees("(document", ever=True)
        await paul.sees("(document", ever=True)
        stage.advance(hours=21)  # Tuesday 9:00: one has begun, the other has not
        await ines.sees("C'est demain")
        states = await stage.rows("SELECT chat_id, state FROM pub_delivery WHERE kind LIKE 'rem%'")
        mine = [row["state"] for row in states if row["chat_id"] == paul.id]
        assert "sent" not in mine
