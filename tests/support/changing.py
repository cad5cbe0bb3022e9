"""What staff do in journeys about changes, and the words they and those who booked see."""

from dataclasses import dataclass

import pytest
from aiohttp import ClientSession

from simulator import Person
from simulator.records import Message
from storage import invariants
from tests.support.scene import Scene
from tests.support.steps import ENGLISH, FRENCH, Words


@dataclass(frozen=True, kw_only=True)
class ChangeWords:
    """Parts of what the bot says about changes in one language."""

    words: Words
    menu: str
    ask: str
    moves: str  # a whole sentence: Tuesday's visit to 15:30
    cancels: str
    late: str
    preview: str
    hit_two: str
    send: str
    done: str
    changed: str
    other_slot: str
    cancel: str
    noted: str
    called_off: str
    by_hand: str
    take: str
    late_told: str
    calls: str
    answers: str


FR = ChangeWords(
    words=FRENCH,
    menu="Changer un créneau",
    ask="Quel créneau",
    moves="la visite Biscuiterie de mardi passe à 15h30",
    cancels="annule la Biscuiterie de mardi",
    late="Biscuiterie en retard de 20 min",
    preview="rien n'est encore changé",
    hit_two="2 réservations à prévenir",
    send="Envoyer",
    done="C'est fait",
    changed="Changement : 14:00 → 15:30 (même jour)",
    other_slot="Autre créneau",
    cancel="Annuler",
    noted="C'est noté, merci",
    called_off="Annulée par l'organisateur",
    by_hand="supprimez-la à la main",
    take="Je prends : jeu. 26 nov. 10:00",
    late_told="Environ 20 minutes de retard",
    calls="Liste d'appels",
    answers="Réponses : OK 1, sans réponse 1",
)
EN = ChangeWords(
    words=ENGLISH,
    menu="Change a slot",
    ask="Which slot",
    moves="the Biscuiterie visit on Tuesday moves to 15:30",
    cancels="cancel Biscuiterie on Tuesday",
    late="Biscuiterie is 20 min late",
    preview="nothing has changed yet",
    hit_two="2 bookings to tell",
    send="Send",
    done="Done.",
    changed="Change: 14:00 → 15:30 (same day)",
    other_slot="Another slot",
    cancel="Cancel",
    noted="Noted, thank you",
    called_off="Called off by the organiser",
    by_hand="delete it by hand",
    take="I'll take it: Thu 26 Nov 10:00",
    late_told="About 20 minutes late",
    calls="Call list",
    answers="Answers: OK 1, silent 1",
)
in_both = pytest.mark.parametrize(
    "said", [pytest.param(FR, id="in French"), pytest.param(EN, id="in English")]
)


async def asks(nadia: Person, said: ChangeWords = FR) -> None:
    """Let staff come to where a slot to change is named."""
    await nadia.says("/staff")
    await nadia.sees(said.menu)
    await nadia.taps(said.menu)
    await nadia.sees(said.ask)


async def previews(nadia: Person, sentence: str, said: ChangeWords = FR) -> str:
    """Let staff say a change in a sentence; return the preview."""
    await asks(nadia, said)
    await nadia.says(sentence)
    return str((await nadia.sees(said.preview)).content["text"])


async def sends(stage: Scene, nadia: Person, said: ChangeWords = FR, *, leave: bool = True) -> None:
    """Let staff send what they see in preview, and the minute pass in which edits are merged."""
    await nadia.taps(said.send)
    await nadia.sees(said.done)
    if leave:
        stage.advance(seconds=61)


async def is_sound(stage: Scene) -> None:
    """Check that nothing is in the database that must not be."""
    assert await stage.program.database.read(invariants.breaches) == []


def notices_of(person: Person, part: str) -> list[str]:
    """Return the notices that somebody got: the captions that hold some words."""
    captions = [str(one.content.get("caption", "")) for one in person.chat.messages.values()]
    return [one for one in captions if part in one.replace("\u202f", " ").replace("\xa0", " ")]


async def calendar_file(stage: Scene, letter: Message) -> dict[str, str]:
    """Fetch the calendar file of a letter, as Telegram keeps it; its lines by name."""
    where = f"{stage.telegram.url}/bot{stage.telegram.token}/getFile"
    wanted = {"file_id": letter.content["document"]["file_id"]}
    async with ClientSession() as web:
        async with web.get(where, params=wanted) as answer:
            path = (await answer.json())["result"]["file_path"]
        url = f"{stage.telegram.url}/file/bot{stage.telegram.token}/{path}"
        async with web.get(url) as file:
            text = await file.text()
    return dict(line.split(":", 1) for line in text.splitlines() if ":" in line)
