"""What the page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from simulator.clock import MovableClock
from simulator.control import bodies, view
from simulator.errors import ApiError
from simulator.people import Person
from simulator.wire import Json

if TYPE_CHECKING:
    from simulator.server import Simulator

COMMAND_SCOPES = ("default", "all_private_chats")  # the later wins


class Looking:
    """People, chats, files and the bot's face."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator

    async def state(self, _: Request) -> Response:
        """Who is there, what time it is, what the bot calls itself."""
        simulator = self._simulator
        people = simulator.people.values()
        return bodies.answer(
            {
                "title": simulator.title,
                "people": [view.person_json(person) for person in people],
                "now": view.instant(simulator.clock.now()),
                "clock_moves": isinstance(simulator.clock, MovableClock),
                "unread": {str(p.id): count for p in people if (count := _unread(p))},
                "bot": self._bot(),
            }
        )

    async def chat(self, request: Request) -> Response:
        """A person's chat; from then on its messages are read."""
        person = self._simulator.people.get(request.path_params["chat"])
        if person is None:
            raise HTTPException(404, "no such person")
        messages = list(person.chat.messages.values())
        person.chat.read_up_to = messages[-1].id if messages else 0
        state = self._simulator.state
        return bodies.answer({"messages": [view.message_json(state, m) for m in messages]})

    async def file(self, request: Request) -> Response:
        """A file's bytes."""
        try:
            file = self._simulator.state.files.by_id(request.path_params["file"])
        except ApiError as error:
            raise HTTPException(404, "no such file") from error
        return Response(file.data, media_type=file.mime)

    def _bot(self) -> Json:
        state = self._simulator.state
        commands: dict[str, list[Json]] = {}
        for scope in COMMAND_SCOPES:
            of_scope = ((key, menu) for key, menu in state.profile.commands.items())
            commands |= {language: menu for (of, language), menu in of_scope if of == scope}
        return {
            "name": state.profile.texts.get(("name", "")) or state.bot.name,
            "username": state.bot.username,
            "commands": commands,
            "menu": state.profile.menus.get(None),
        }


def _unread(person: Person) -> int:
    chat = person.chat
    return sum(m.from_bot and m.id > chat.read_up_to for m in chat.messages.values())
