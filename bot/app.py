"""The only module that knows everyone: settings → a running program."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial

import structlog
from starlette.applications import Starlette

from bot.clock import Clock
from bot.delivery.application import (
    Face,
    build_application,
    initialize,
    introduce,
    say_how_updates_come,
)
from bot.delivery.erasures import Erasures
from bot.delivery.keeper import Keeper
from bot.delivery.pace import Pace
from bot.delivery.processor import Turnstile
from bot.delivery.receive import Poller, Receiver, Webhook
from bot.delivery.request import AiohttpRequest
from bot.delivery.sender import Sender
from bot.delivery.wire import Wire
from bot.health import Check, Health, Numbers, disk_check
from bot.http import PortTaken, WebServer, web_app
from bot.i18n import REFERENCE, languages, translator
from bot.ids import Ids
from bot.numbers import Counted, count_everything
from bot.settings import Settings
from bot.stock import Stock
from bot.tally import Tally
from bot.tickets import link
from handlers import load_the_rest, register
from handlers.doors import MENU
from handlers.entry import Entry
from handlers.letters import Composer
from handlers.live_screens import LiveScreens
from handlers.reply import Replies
from handlers.turn import Turns
from storage import conversations, facts, staff
from storage.database import Database, StorageError, Transaction
from storage.lock import FileLock
from storage.opening import open_database, sqlite_path

DRAIN_S = 9.0  # of the ten seconds that a stop may take
FIRST_ANSWERS_S = 2.0  # after the start; what they don't need is loaded then
SILENT_S = 90.0  # a poller that heard nothing for so long is not well

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True, slots=True)
class Running:
    """A running program, as its owner sees it."""

    database: Database
    sender: Sender
    keeper: Keeper
    tasks: tuple[asyncio.Task[None], ...]
    settled: asyncio.Task[None]  # ends when all is loaded that the start did without

    def clock_moved(self) -> None:
        """Look again at what is due: the clock was moved."""
        self.sender.wake()
        self.keeper.wake()

    async def ended(self) -> None:
        """Return, or raise, when a part of it ends by itself."""
        done, _ = await asyncio.wait(self.tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()


@dataclass(frozen=True, kw_only=True, slots=True)
class Parts:
    """The classes of the parts that guard something: a control test leaves a guard out."""

    pace: Callable[[float], Pace] = Pace
    sender: Callable[[Database, Wire, Composer, Clock], Sender] = Sender
    turns: type[Turns] = Turns
    turnstile: Callable[[Database, Clock], Turnstile] = Turnstile


ALL_GUARDS = Parts()


@asynccontextmanager
async def running(
    settings: Settings, *, clock: Clock, ids: Ids, parts: Parts = ALL_GUARDS
) -> AsyncIterator[Running]:
    """Run the program for as long as the block lasts; then drain and close.

    Raises `StorageError` for a database that can't be used, `AlreadyRunning` for one that is in
    use, `WrongToken`, and `PortTaken` in webhook mode.
    """
    async with AsyncExitStack() as stack:
        _lock(settings, stack)
        database = await open_database(settings.database)
        stack.push_async_callback(database.close)
        await database.write(lambda tx: staff.name_admins(tx, settings.admins, clock.now()))
        yield await _Program(settings, database, clock, ids, parts).start(stack)


class _Program:
    """Every part, made once, each given what it needs."""

    def __init__(
        self, settings: Settings, database: Database, clock: Clock, ids: Ids, parts: Parts
    ) -> None:
        self.settings = settings
        self.database = database
        self.clock = clock
        self.ids = ids
        self.parts = parts
        token = settings.token.get_secret_value()
        base_url = f"{settings.api_url.rstrip('/')}/bot{token}"
        self.calls, self.polls = AiohttpRequest(), AiohttpRequest(connections=2)
        self.turnstile = parts.turnstile(database, clock)
        self.application = build_application(settings, self.calls, self.polls, self.turnstile)
        self.receiver = Receiver(self.application, self.turnstile)
        self.wire = Wire(self.calls, base_url, parts.pace(settings.send_rate), database, clock)
        self.tally = Tally()
        self.replies = Replies(self.wire, _arrived(database))
        erasures = Erasures(database, clock, sqlite_path(settings.database))
        self.keeper = Keeper(database, clock, erasures)
        self.poller = None
        self.webhook = None
        if settings.mode == "polling":
            self.poller = Poller(self.polls, base_url, self.receiver)
        else:
            self.webhook = Webhook(self.receiver, settings.webhook_secret.get_secret_value())

    async def start(self, stack: AsyncExitStack) -> Running:
        """Start every part; the stack stops them in the opposite order."""
        for request in (self.calls, self.polls):
            await request.initialize()
            stack.push_async_callback(request.shutdown)
        await initialize(self.application)
        stack.push_async_callback(self.application.shutdown)
        await self.wire.open()
        await self.database.write(
            partial(facts.put, name=facts.BOT_USERNAME, value=self.application.bot.username)
        )
        sender = self._sender()
        self._open_doors()
        await self._serve(sender, stack)
        await say_how_updates_come(self.application, self.settings)
        settling = asyncio.create_task(self._settle())
        stack.callback(settling.cancel)
        tasks = [asyncio.create_task(self._send(sender)), asyncio.create_task(self.keeper.run())]
        if self.poller is not None:
            tasks.append(asyncio.create_task(self.poller.run()))
        stack.push_async_callback(self._drain, sender, tasks)
        return Running(
            database=self.database,
            sender=sender,
            keeper=self.keeper,
            tasks=tuple(tasks),
            settled=settling,
        )

    async def _settle(self) -> None:
        """Do what the first answers need not wait for: load the rest, say who we are."""
        await asyncio.sleep(FIRST_ANSWERS_S)
        await asyncio.to_thread(load_the_rest)
        await introduce(self.application, await asyncio.to_thread(_faces))
        await self.entry.rehearse()

    def _composer(self) -> Composer:
        return Composer(
            database=self.database,
            clock=self.clock,
            username=self.application.bot.username,
            default_language=self.settings.language,
        )

    def _sender(self) -> Sender:
        return self.parts.sender(self.database, self.wire, self._composer(), self.clock)

    async def _send(self, sender: Sender) -> None:
        await self.database.lead()
        live = asyncio.create_task(self.live.run())
        try:
            await sender.run()
        finally:
            live.cancel()

    def _open_doors(self) -> None:
        turns = self.parts.turns(
            database=self.database,
            clock=self.clock,
            ids=self.ids,
            default_language=self.settings.language,
            replies=self.replies,
            tally=self.tally,
        )
        self.live = LiveScreens(turns)
        groups_link = link(self.application.bot.username, "hello")
        self.entry = Entry(turns, self._composer().newest_question, groups_link)
        register(self.application, self.entry)

    async def _serve(self, sender: Sender, stack: AsyncExitStack) -> None:
        numbers = Numbers()
        count_everything(numbers, self._counted(sender))
        health = Health(self.database, self.clock, _checks(self.settings, self.poller))
        app = web_app(health, numbers, self.webhook, self.settings.webhook_path)
        server = _web_server(self.settings, app)
        if server is not None:
            await server.start()
            stack.push_async_callback(server.stop)

    def _counted(self, sender: Sender) -> Counted:
        return Counted(
            receiver=self.receiver,
            turnstile=self.turnstile,
            tally=self.tally,
            sender=sender,
            wire=self.wire,
            database=self.database,
            stock=Stock(self.database, self.clock, sqlite_path(self.settings.database)),
        )

    async def _drain(self, sender: Sender, tasks: list[asyncio.Task[None]]) -> None:
        """Finish what is under way, within the time a stop may take."""
        if self.poller is not None:
            self.poller.stop()
        self.keeper.stop()
        try:
            async with asyncio.timeout(DRAIN_S):
                await asyncio.gather(*tasks[1:], return_exceptions=True)
                await self.replies.drain()
                await sender.stop()
        except TimeoutError:
            log.warning("stopped before everything was sent; it goes out after the next start")
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _lock(settings: Settings, stack: AsyncExitStack) -> None:
    path = sqlite_path(settings.database)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        stack.callback(FileLock(path).release)


def _arrived(database: Database) -> Callable[[int, int, int], Awaitable[None]]:
    async def arrived(chat_id: int, user_id: int, message_id: int) -> None:
        def store(tx: Transaction) -> None:
            conversations.set_message(tx, chat_id, user_id, message_id)

        try:
            await database.write(store)
        except StorageError as error:  # the next tap tells which message it came from
            log.error("screen not noted", error=type(error).__name__)

    return arrived


def _faces() -> list[Face]:
    """Return how the bot presents itself; the reference language serves all others."""
    return [
        Face(
            None if language == REFERENCE else language,
            translator(language).label("commands.about"),
            [(name, translator(language).label(f"commands.{name}")) for name in MENU],
        )
        for language in languages()
    ]


def _checks(settings: Settings, poller: Poller | None) -> list[Check]:
    checks = []
    path = sqlite_path(settings.database)
    if path is not None:
        checks.append(disk_check(path.parent))
    if poller is not None:

        def polls() -> str | None:
            now = asyncio.get_running_loop().time()
            silent = poller.last_answer is None or now - poller.last_answer > SILENT_S
            return "polling" if silent else None

        checks.append(polls)
    return checks


def _web_server(settings: Settings, app: Starlette) -> WebServer | None:
    host, port = settings.listens
    try:
        return WebServer(app, host, port)
    except PortTaken:
        if settings.mode == "webhook":
            raise
        log.warning("no health pages: the port is taken", port=port)
        return None
