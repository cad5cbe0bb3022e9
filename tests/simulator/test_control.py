"""The control API, as the chat page and tests in other processes use it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import orjson
import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup

from simulator import Actor, MovableClock, Simulator
from simulator.phone import PICTURE

Control = Callable[..., Awaitable[Any]]
CAST = (Actor("Ada", "fr", about="étudiante à Metz", avatar="🎓", hints=("/start",)),)
ADA = 1001


@pytest.fixture
async def telegram(clock: MovableClock) -> AsyncIterator[Simulator]:
    async with Simulator(clock=clock, people=CAST, title="TocToc") as simulator:
        yield simulator


@pytest.fixture
def control(telegram: Simulator, http: aiohttp.ClientSession) -> Control:
    async def ask(path: str, body: object = None, *, status: int = 200) -> Any:
        method = "GET" if body is None else "POST"
        async with http.request(method, f"{telegram.url}/control/{path}", json=body) as answer:
            assert answer.status == status, await answer.text()
            return await answer.json()

    return ask


async def test_the_state_tells_who_is_there_and_what_the_bot_offers(
    control: Control, bot: Bot
) -> None:
    await bot.set_my_commands([BotCommand("book", "Réserver")], language_code="fr")
    await bot.set_my_name("TocToc")
    state = await control("state")
    ada = {"id": ADA, "name": "Ada", "about": "étudiante à Metz", "avatar": "🎓"}
    assert state["people"] == [ada | {"language": "fr", "start": "/start", "hints": ["/start"]}]
    assert (state["title"], state["clock_moves"], state["unread"]) == ("TocToc", True, {})
    assert state["bot"]["name"] == "TocToc"
    assert state["bot"]["commands"] == {"fr": [{"command": "book", "description": "Réserver"}]}


async def test_a_chat_shows_both_sides_and_is_read_from_then_on(control: Control, bot: Bot) -> None:
    await control("say", {"person": ADA, "text": "/start"})
    await bot.send_message(ADA, "<b>Où</b> &lt;ici&gt; ?", parse_mode="HTML")
    assert (await control("state"))["unread"] == {str(ADA): 1}
    hers, its = (await control(f"chats/{ADA}"))["messages"]
    assert (hers["from"], hers["text"]) == ("person", "/start")
    assert (its["from"], its["html"]) == ("bot", "<b>Où</b> &lt;ici&gt; ?")
    assert (await control("state"))["unread"] == {}


async def test_a_tap_waits_for_the_bots_answer(control: Control, bot: Bot) -> None:
    await control("say", {"person": ADA, "text": "/start"})
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Oui", callback_data="yes")]])
    sent = await bot.send_message(ADA, "Sûr ?", reply_markup=keyboard)
    body = {"person": ADA, "message": sent.message_id, "data": "yes"}
    tapping = asyncio.ensure_future(control("tap", body))
    updates = await bot.get_updates(offset=-1, timeout=5)
    while not (query := updates[-1].callback_query):
        updates = await bot.get_updates(offset=updates[-1].update_id + 1, timeout=5)
    await query.answer("C'est noté", show_alert=True)
    assert await tapping == {"toast": "C'est noté", "alert": True, "url": None}


async def test_files_keep_their_type(
    control: Control, bot: Bot, telegram: Simulator, http: aiohttp.ClientSession
) -> None:
    await control("say", {"person": ADA, "text": "/start"})
    await bot.send_photo(ADA, PICTURE)
    await bot.send_document(ADA, b"BEGIN:VCALENDAR", filename="é/../visite.ics")
    _, photo, document = (await control(f"chats/{ADA}"))["messages"]
    for shown, kind, data in (
        (photo["photo"], "image/png", PICTURE),
        (document["document"], "text/calendar; charset=utf-8", b"BEGIN:VCALENDAR"),
    ):
        async with http.get(telegram.url + shown["url"]) as answer:
            assert (answer.headers["content-type"], await answer.read()) == (kind, data)


async def test_people_join_share_places_send_odd_things_and_block(
    control: Control, bot: Bot
) -> None:
    bob = (await control("people", {"name": "Bob", "language": "en"}))["id"]
    await control("locate", {"person": bob, "lat": 49.12, "lon": 6})
    for kind in ("photo", "sticker", "voice", "contact"):
        await control("photo", {"person": bob, "kind": kind})
    await control("block", {"person": bob, "blocked": True})
    refused = await control("say", {"person": bob, "text": "ouf"}, status=409)
    assert "Bob can't write" in refused["error"]
    updates = await bot.get_updates()
    assert [u.message.location.latitude for u in updates if u.message and u.message.location] == [
        49.12
    ]
    assert [bool(u.my_chat_member) for u in updates] == [False] * 5 + [True]


async def test_events_tell_messages_edits_deletions_and_the_clock(
    control: Control, bot: Bot, telegram: Simulator, http: aiohttp.ClientSession
) -> None:
    async with http.get(f"{telegram.url}/control/events") as stream:
        await stream.content.readuntil(b"\n\n")
        await control("say", {"person": ADA, "text": "/start"})
        sent = await bot.send_message(ADA, "un")
        await bot.edit_message_text("deux", ADA, sent.message_id)
        await bot.delete_message(ADA, sent.message_id)
        await control("clock", {"seconds": 3600})
        events = [(await stream.content.readuntil(b"\n\n")).decode() for _ in range(5)]
    parts = [event.split("\n", 1) for event in events]
    data = [orjson.loads(rest.removeprefix("data: ")) for _, rest in parts]
    assert [name.removeprefix("event: ") for name, _ in parts] == (
        ["message"] * 3 + ["deleted", "clock"]
    )
    assert [d["message"]["text"] for d in data[:3]] == ["/start", "un", "deux"]
    assert data[3] == {"chat": ADA, "id": sent.message_id}


async def test_the_clock_moves_for_the_bot_too(control: Control, bot: Bot) -> None:
    await control("say", {"person": ADA, "text": "/start"})
    before = await bot.send_message(ADA, "a")
    now = (await control("clock", {"seconds": 86400}))["now"]
    after = await bot.send_message(ADA, "b")
    assert (after.date - before.date).days == 1
    assert now[:10] == after.date.isoformat()[:10]


async def test_faults_gates_and_counts_work_over_http(control: Control, bot: Bot) -> None:
    await control("say", {"person": ADA, "text": "/start"})
    await control("faults", {"kind": "close", "method": "send*"})
    await control("faults", {"kind": "explode"}, status=422)
    outcomes = await asyncio.gather(bot.send_message(ADA, "a"), return_exceptions=True)
    assert isinstance(outcomes[0], Exception)
    await control("gate", {"seconds": 60})
    outcomes = await asyncio.gather(bot.send_message(ADA, "b"), return_exceptions=True)
    assert "Flood control" in str(outcomes[0])
    told = await control("accepted?since=0")
    assert [(call["method"], call["fault"]) for call in told["accepted"]] == [
        ("sendMessage", "close")
    ]
    assert (told["next"], told["calls"]["sendMessage"], told["gates"][0]["refused"]) == (1, 2, 1)
    assert (await control("accepted?since=1"))["accepted"] == []


WRONG = {
    "no such person": ("say", {"person": 5, "text": "a"}, 404),
    "no text": ("say", {"person": ADA}, 422),
    "no such message": ("tap", {"person": ADA, "message": 9, "data": "x"}, 404),
    "no number": ("locate", {"person": ADA, "lat": "x", "lon": 1}, 422),
    "no object": ("say", [1], 400),
}


@pytest.mark.parametrize(("path", "body", "status"), WRONG.values(), ids=WRONG)
async def test_a_wrong_request_is_told_why(
    control: Control, path: str, body: object, status: int
) -> None:
    assert (await control(path, body, status=status))["error"]


async def test_the_page_and_its_files_are_served(
    telegram: Simulator, http: aiohttp.ClientSession
) -> None:
    async with http.get(f"{telegram.url}/") as page:
        assert (page.status, page.content_type) == (200, "text/html")
    async with http.get(f"{telegram.url}/page/main.js") as script:
        assert "javascript" in script.content_type
    async with http.get(f"{telegram.url}/page/%2e%2e/server.py") as outside:
        assert outside.status == 404


async def test_every_kind_of_message_can_be_drawn(control: Control, bot: Bot) -> None:
    await control("say", {"person": ADA, "text": "/start"})
    await bot.send_venue(ADA, 49.12, 6.18, "Fonderie", "1 rue du Four")
    await bot.send_location(ADA, 49.12, 6.18)
    await bot.send_poll(ADA, "Content ?", ["Oui", "Non"])
    await control("photo", {"person": ADA, "kind": "sticker"})
    _, venue, location, poll, sticker = (await control(f"chats/{ADA}"))["messages"]
    place = {"lat": 49.12, "lon": 6.18}
    assert venue["venue"] == {"title": "Fonderie", "address": "1 rue du Four", **place}
    assert (venue["location"], location["location"]) == (None, place)
    assert poll["poll"] == {"question": "Content ?", "options": ["Oui", "Non"]}
    assert (sticker["kind"], sticker["html"]) == ("sticker", None)
