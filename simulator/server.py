"""The simulator itself: a Telegram on 127.0.0.1 for as long as a `with` block lasts."""

import asyncio
import contextlib
import itertools
from collections import Counter
from collections.abc import Iterable
from types import TracebackType
from typing import Self

from starlette.types import Receive, Scope, Send

from simulator.bot_api import CALL, DOWNLOAD, BotApi
from simulator.clock import Clock, RealClock
from simulator.control import control_app
from simulator.faults import Faults
from simulator.groups import Group
from simulator.http_server import HttpServer
from simulator.journal import Call, Journal
from simulator.limits import Limits
from simulator.people import Actor, Person
from simulator.records import User
from simulator.state import State

BOT_ID = 1_000_000
TOKEN = f"{BOT_ID}:SIMULATED-TOKEN-that-opens-nothing"
FIRST_PERSON = 1001
FIRST_GROUP = -5001


class Simulator:
    """A Bot API server in the running loop, and the people who talk to its one bot."""

    def __init__(
        self,
        *,
        clock: Clock | None = None,
        people: Iterable[Actor] = (),
        limits: Limits | None = None,
        token: str | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        title: str = "Telegram simulator",
        webhook_retry_unit: float = 1.0,
        seed: int = 0,
    ) -> None:
        self.clock = clock or RealClock()
        self.title = title
        self.token = token or TOKEN
        self.state = State(
            self.clock,
            User(BOT_ID, "Bot", username="simulated_bot", is_bot=True),
            webhook_retry_unit,
        )
        self.faults = Faults(seed)
        self.journal = Journal()
        self.people: dict[int, Person] = {}
        self._person_ids = itertools.count(FIRST_PERSON)
        self._group_ids = itertools.count(FIRST_GROUP, -1)
        self._bot_api = BotApi(
            self.state, faults=self.faults, journal=self.journal, limits=limits, token=token
        )
        self._control = control_app(self)
        self._server = HttpServer(self, host, port)
        for actor in people:
            self.join(actor)

    @property
    def url(self) -> str:
        """Where the Bot API and the chat page are: "http://127.0.0.1:53421"."""
        return self._server.url

    @property
    def accepted(self) -> list[Call]:
        """Every accepted call that changed something, in order."""
        return self.journal.accepted

    @property
    def calls(self) -> Counter[str]:
        """How often each method was called, accepted or not."""
        return self.journal.calls

    def person(self, name: str, language: str = "fr") -> Person:
        """Someone new, who has not yet written to the bot."""
        return self.join(Actor(name, language))

    def join(self, actor: Actor) -> Person:
        """The person of an actor."""
        number = actor.id or next(n for n in self._person_ids if n not in self.people)
        person = self.people[number] = Person(self.state, actor, number)
        self.state.tell("people", {})
        return person

    def group(self, title: str, members: Iterable[Person]) -> Group:
        """A group of these people and the bot."""
        users = [person.user for person in members]
        return Group(self.state, title, users, next(self._group_ids))

    def jump_update_id(self, to: int) -> None:
        """Number the next update `to`, up or down."""
        self.state.updates.jump_to(to)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one HTTP request: the Bot API first, because it is the busy one."""
        app = self._bot_api if scope["path"].startswith((CALL, DOWNLOAD)) else self._control
        # When the simulator stops it cancels what still runs, such as a long poll.
        with contextlib.suppress(asyncio.CancelledError):
            await app(scope, receive, send)

    async def __aenter__(self) -> Self:
        await self._server.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.state.webhook.close()
        await self._server.stop()
