"""What people do from the page."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from simulator.clock import MovableClock
from simulator.control import bodies, view
from simulator.people import Actor, Person
from simulator.wire import Json

if TYPE_CHECKING:
    from simulator.server import Simulator

ANSWER_WITHIN = 10.0
UNANSWERED: Json = {"text": None, "alert": False, "url": None}


class Acting:
    """Everything a person can do, and moving the clock."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator

    async def join(self, request: Request) -> Response:
        """Someone new: {"name", "language"}."""
        body = await bodies.read(request)
        actor = Actor(bodies.text(body, "name"), str(body.get("language") or "fr"))
        return bodies.answer(view.person_json(self._simulator.join(actor)))

    async def say(self, request: Request) -> Response:
        """Write: {"person", "text"}."""
        body = await bodies.read(request)
        await self._person(body).says(bodies.text(body, "text"))
        return bodies.answer({})

    async def tap(self, request: Request) -> Response:
        """Tap: {"person", "message", "data"}; answered with what the bot says within 10 s."""
        body = await bodies.read(request)
        person = self._person(body)
        message = person.chat.messages.get(bodies.whole(body, "message") or 0)
        if message is None:
            raise HTTPException(404, "no such message")
        tap = await person.taps_data(bodies.text(body, "data"), message=message)
        said = await person.chat.until(lambda: tap.answer, ANSWER_WITHIN) or UNANSWERED
        return bodies.answer({"toast": said["text"], "alert": said["alert"], "url": said["url"]})

    async def locate(self, request: Request) -> Response:
        """Share a place: {"person", "lat", "lon"}."""
        body = await bodies.read(request)
        latitude, longitude = bodies.number(body, "lat"), bodies.number(body, "lon")
        await self._person(body).shares_location(latitude, longitude)
        return bodies.answer({})

    async def photo(self, request: Request) -> Response:
        """Send what no bot expects: {"person", "kind"?: photo, sticker, voice or contact}."""
        body = await bodies.read(request)
        person = self._person(body)
        match body.get("kind", "photo"):
            case "sticker":
                await person.sends_sticker()
            case "voice":
                await person.sends_voice()
            case "contact":
                await person.sends_contact()
            case _:
                await person.sends_photo()
        return bodies.answer({})

    async def block(self, request: Request) -> Response:
        """Block the bot or let it in again: {"person", "blocked"}."""
        body = await bodies.read(request)
        person = self._person(body)
        await (person.blocks() if body.get("blocked") else person.unblocks())
        return bodies.answer({})

    async def clock(self, request: Request) -> Response:
        """Move the clock: {"seconds"}; answered with the new time."""
        simulator = self._simulator
        if not isinstance(simulator.clock, MovableClock):
            raise HTTPException(409, "this clock can't be moved")
        seconds = bodies.number(await bodies.read(request), "seconds")
        simulator.clock.advance(timedelta(seconds=seconds))
        now = {"now": view.instant(simulator.clock.now())}
        simulator.state.tell("clock", now)
        return bodies.answer(now)

    def _person(self, body: Json) -> Person:
        person = self._simulator.people.get(bodies.whole(body, "person") or 0)
        if person is None:
            raise HTTPException(404, "no such person")
        return person
