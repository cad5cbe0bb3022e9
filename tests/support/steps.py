"""What people do in many journeys, and the words they see, in each language."""

import asyncio
from dataclasses import dataclass

import pytest

from bot.domain.programme import SlotLine
from bot.domain.times import to_text
from simulator import Person
from tests.support.scene import Scene


@dataclass(frozen=True, kw_only=True)
class Words:
    """Parts of what the bot says in one language."""

    language: str
    book: str
    where: str
    which_day: str
    confirm: str
    booked: str
    ticket: str
    manage: str
    my_visits: str
    cancel_visit: str
    yes_cancel: str
    cancelled: str
    move: str
    to_which_time: str
    ticket_changed: str
    seats: str
    coming: str
    not_coming: str
    noted_coming: str
    tomorrow: str
    soon: str
    tell_me: str
    noted_opening: str
    open_now: str
    ill_be_there: str
    waiting_list: str
    take: str


FRENCH = Words(
    language="fr",
    book="Réserver une visite",
    where="Où souhaitez-vous",
    which_day="Quel jour",
    confirm="Confirmer",
    booked="C'est réservé",
    ticket="montrez ce code QR",
    manage="Voir ou changer cette visite",
    my_visits="Mes visites",
    cancel_visit="Annuler cette visite",
    yes_cancel="Oui, annuler",
    cancelled="C'est annulé",
    move="Déplacer",
    to_which_time="À quel autre moment",
    ticket_changed="Votre billet a changé",
    seats="Nombre de places",
    coming="Je viens",
    not_coming="Je ne viens plus",
    noted_coming="vous venez",
    tomorrow="C'est demain",
    soon="C'est bientôt",
    tell_me="Préviens-moi",
    noted_opening="vous recevrez un message à l'ouverture",
    open_now="Les réservations sont ouvertes",
    ill_be_there="J'y serai",
    waiting_list="Liste d'attente, 1 place",
    take="Je prends",
)
ENGLISH = Words(
    language="en",
    book="Book a visit",
    where="Where would you like",
    which_day="Which day",
    confirm="Confirm",
    booked="It's booked",
    ticket="show this QR code",
    manage="See or change this visit",
    my_visits="My visits",
    cancel_visit="Cancel this visit",
    yes_cancel="Yes, cancel",
    cancelled="Cancelled:",
    move="Move",
    to_which_time="To which other time",
    ticket_changed="Your ticket has changed",
    seats="Number of seats",
    coming="I'm coming",
    not_coming="I'm not coming any more",
    noted_coming="you are coming",
    tomorrow="It's tomorrow",
    soon="It's soon",
    tell_me="Tell me when it opens",
    noted_opening="you will get a message",
    open_now="Booking is open",
    ill_be_there="I'll be there",
    waiting_list="Waiting list, 1 seat",
    take="I'll take it",
)
in_both_languages = pytest.mark.parametrize(
    "words", [pytest.param(FRENCH, id="in French"), pytest.param(ENGLISH, id="in English")]
)


async def goes(person: Person, *labels: str) -> None:
    """Let somebody tap one button after another, each as soon as it is there."""
    for label in labels:
        await person.sees(label)
        await person.taps(label)


async def link_to(stage: Scene, line: SlotLine) -> str:
    """Return the payload that leads straight to a slot: `s_…`."""
    code = await stage.value(
        """SELECT slot.code FROM slot JOIN visit ON visit.id = slot.visit_id
           WHERE visit.title = :title AND slot.starts = :starts""",
        title=line.title,
        starts=to_text(line.starts),
    )
    return f"s_{code}"


async def opens(stage: Scene, person: Person, line: SlotLine) -> None:
    """Let somebody follow a link to a slot's sheet."""
    await person.says(f"/start {await link_to(stage, line)}")
    await person.sees(f"{line.title}\n{line.host} · ")


async def books(stage: Scene, person: Person, line: SlotLine, words: Words = FRENCH) -> str:
    """Let somebody book one seat; return the booking's code."""
    await opens(stage, person, line)
    count = f"SELECT COUNT(*) FROM booking WHERE chat_id = {person.id}"
    before = int(str(await stage.value(count)))
    await person.taps(words.confirm)
    await person.sees(words.booked)
    # an older « réservé » that loses its keys looks new for a moment: the row is what counts
    await becomes(stage, count, before + 1)
    sql = "SELECT code FROM booking WHERE chat_id = :chat ORDER BY id DESC LIMIT 1"
    return str(await stage.value(sql, chat=person.id))


async def opens_card(person: Person, words: Words = FRENCH) -> None:
    """Let somebody who has just booked go on to the booking's card."""
    await person.taps(words.manage)
    await person.sees(words.move)


async def never_sees(person: Person, text: str, for_: float = 0.3) -> None:
    """Make sure that somebody is not shown something for a while."""
    with pytest.raises(AssertionError, match="does not see"):
        await person.sees(text, within=for_)


async def becomes(stage: Scene, sql: str, expected: object, within: float = 5.0) -> None:
    """Wait until a query gives one value."""
    try:
        async with asyncio.timeout(within):
            while await stage.value(sql) != expected:  # noqa: ASYNC110 - rows call nobody
                await asyncio.sleep(0.01)
    except TimeoutError:
        assert await stage.value(sql) == expected


async def seats_taken(stage: Scene) -> int:
    """Return the seats of all confirmed bookings."""
    sql = "SELECT COALESCE(SUM(seats), 0) FROM pub_booking WHERE state = 'confirmed'"
    return int(str(await stage.value(sql)))
