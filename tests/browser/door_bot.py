"""A tiny bot over raw HTTP for the page's tests: it books visits and repeats what it hears."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from typing import Any

import aiohttp

Json = dict[str, Any]
WORDS: Mapping[str, Mapping[str, str]] = {
    "fr": {"town": "Bonjour <b>{name}</b> ! Quelle ville ?", "day": "Quel jour à {town} ?",
           "seats": "Combien de places ?", "done": "Réservé", "book": "Réserver",
           "monday": "Lundi", "tuesday": "Mardi", "menu": "Réserver une visite"},
    "en": {"town": "Good morning <b>{name}</b>! Which town?", "day": "Which day in {town}?",
           "seats": "How many seats?", "done": "Booked", "book": "Book",
           "monday": "Monday", "tuesday": "Tuesday", "menu": "Book a visit"},
}  # fmt: skip
VENUE = {
    "title": "Fonderie Saint-Éloi",
    "address": "12 rue des Forges, 57070 Metz",
    "latitude": 49.1,
    "longitude": 6.2,
}
FILE = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


class DoorBot:
    """Polls one simulator; one call of Telegram per line of the conversation."""

    def __init__(self, url: str, token: str, session: aiohttp.ClientSession) -> None:
        self._root = f"{url}/bot{token}"
        self._session = session

    async def call(self, method: str, **parameters: Any) -> Any:
        async with self._session.post(f"{self._root}/{method}", json=parameters) as answer:
            told = await answer.json()
        assert told["ok"], told
        return told["result"]

    async def run(self) -> None:
        """Answers updates until it is cancelled."""
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=20):
                offset = update["update_id"] + 1
                if "callback_query" in update:
                    await self._tapped(update["callback_query"])
                elif "message" in update:
                    await self._heard(update["message"])

    async def introduce(self) -> None:
        """Sets the command menu in both languages."""
        for language, words in WORDS.items():
            commands = [{"command": "start", "description": words["menu"]}]
            code = {} if language == "en" else {"language_code": language}
            await self.call("setMyCommands", commands=commands, **code)

    async def _heard(self, message: Json) -> None:
        chat, words = message["chat"]["id"], words_for(message["from"])
        if "location" in message:
            place = message["location"]
            text = f"📍 {place['latitude']:.2f} {place['longitude']:.2f}"
            await self.call("sendMessage", chat_id=chat, text=text)
        elif message.get("text", "").startswith("/start"):
            text = words["town"].format(name=message["from"]["first_name"])
            rows = keyboard([("Metz", "town Metz"), ("Lille", "town Lille")])
            await self.call(
                "sendMessage", chat_id=chat, text=text, parse_mode="HTML", reply_markup=rows
            )
        elif message.get("text") == "/where":
            keys = {"keyboard": [[{"text": "Ma position", "request_location": True}]]}
            await self.call("sendMessage", chat_id=chat, text="Où ?", reply_markup=keys)
        else:
            await self.call("sendMessage", chat_id=chat, text=f"» {message.get('text')}")

    async def _tapped(self, query: Json) -> None:
        words, message = words_for(query["from"]), query["message"]
        step, _, value = query["data"].partition(" ")
        toast = {"text": words["done"]} if step == "book" else {}
        await self.call("answerCallbackQuery", callback_query_id=query["id"], **toast)
        where = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
        if step == "town":
            rows = keyboard([(words["monday"], "seats 1"), (words["tuesday"], "seats 1")])
            text = words["day"].format(town=value)
            await self.call("editMessageText", **where, text=text, reply_markup=rows)
        elif step == "seats":
            await self._choose_seats(words, where, int(value))
        else:
            await self._book(words, where, value)

    async def _choose_seats(self, words: Mapping[str, str], where: Json, seats: int) -> None:
        stepper = [(label, f"seats {n}") for label, n in (("−", seats - 1), ("+", seats + 1))]
        rows = keyboard(stepper, [(f"{words['book']} {seats}", f"book {seats}")])
        text = f"{words['seats']} {seats}"
        await self.call("editMessageText", **where, text=text, reply_markup=rows)

    async def _book(self, words: Mapping[str, str], where: Json, seats: str) -> None:
        chat = where["chat_id"]
        await self.call("editMessageText", **where, text=f"{words['done']} : {seats}")
        await self.call("sendVenue", chat_id=chat, **VENUE)
        copy = {"inline_keyboard": [[{"text": "Copier", "copy_text": {"text": "JPX-7Q4"}}]]}
        await self.call("sendMessage", chat_id=chat, text="JPX-7Q4", reply_markup=copy)
        form = aiohttp.FormData({"chat_id": str(chat)})
        form.add_field("document", FILE, filename="visite.ics", content_type="text/calendar")
        async with self._session.post(f"{self._root}/sendDocument", data=form) as answer:
            assert answer.status == 200, await answer.text()


def words_for(user: Json) -> Mapping[str, str]:
    return WORDS[user.get("language_code", "en")]


def keyboard(*rows: list[tuple[str, str]]) -> Json:
    drawn = [[{"text": text, "callback_data": data} for text, data in row] for row in rows]
    return {"inline_keyboard": drawn}


@contextlib.asynccontextmanager
async def door_bot(url: str, token: str) -> AsyncIterator[DoorBot]:
    """The bot, polling while the block lasts."""
    async with aiohttp.ClientSession() as session:
        bot = DoorBot(url, token, session)
        await bot.introduce()
        polling = asyncio.create_task(bot.run())
        yield bot
        polling.cancel()
        with contextlib.suppress(asyncio.CancelledError, aiohttp.ClientError):
            await polling
