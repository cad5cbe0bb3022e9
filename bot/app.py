"""The only module that knows everyone: settings → a running program."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import structlog
from telegram.error import InvalidToken, NetworkError
from telegram.ext import Application, CallbackContext, ContextTypes, ExtBot

from bot.clock import Clock
from bot.delivery.keeper import Keeper
from bot.delivery.pace import Pace
from bot.delivery.processor import Turnstile
from bot.delivery.receive import ALLOWED, Poller, Receiver, Webhook, WrongToken
from bot.delivery.request import AiohttpRequest
from bot.delivery.sender import Sender
from bot.delivery.wire import Wire
from bot.health import Health, Numbers, disk_check
from bot.http import PortTaken, WebServer, web_app
from bot.i18n import REFERENCE, languages, translator
from bot.ids import Ids
from bot.numbers import count_everything
from bot.settings import Settings
from bot.tickets import link
from handlers import register
from handlers.doors import MENU
from handlers.entry import Entry
from handlers.letters import Composer
from handlers.reply import Replies
from handlers.turn import Turns
from storage import conversations
from storage.database import Database, Transaction
from storage.lock import FileLock
from storage.opening import open_database, sqlite_path

DRAIN_S = 9.0  # of the ten seconds that a stop may take
SILENT_S = 90.0  # a poller that heard nothing for so long is not well

log = structlog.get_logger()
AnyApplication = Application[Any, Any, Any, Any, Any, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Running:
    """A running program, as its owner sees it."""

    username: str
    database: Database
    sender: Sender
    keeper: Keeper
    ended: Callable[[], Awaitable[None]]  # returns, or raises, when a part of it ends by itself

    def clock_moved(self) -> None:
        """Look again at what is due: the clock was moved."""
        self.sender.wake()
        self.keeper.wake()


@asynccontextmanager
async def running(settings: Settings, *, clock: Clock, ids: Ids) -> AsyncIterator[Running]:
    """Run the program for as long as the block lasts; then drain and close.

    Raises `StorageError` for a database that can't be used, `AlreadyRunning` for one that is in
    use, `WrongToken`, and `PortTaken` in webhook mode.
    """
    async with AsyncExitStack() as stack:
        _lock(settings, stack)
        database = await open_database(settings.database)
        stack.push_async_callback(database.close)
        parts = await _assemble(settings, database, clock, ids, stack)
        stack.push_async_callback(_drain, parts)
        yield parts.running


@dataclass(frozen=True, kw_only=True, slots=True)
class _Parts:
    running: Running
    application: AnyApplication
    replies: Replies
    sender: Sender
    keeper: Keeper
    poller: Poller | None
    webhook: Webhook | None
    tasks: tuple[asyncio.Task[None], ...]


def _lock(settings: Settings, stack: AsyncExitStack) -> None:
    path = sqlite_path(settings.database)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        stack.callback(FileLock(path).release)


async def _assemble(
    settings: Settings, database: Database, clock: Clock, ids: Ids, stack: AsyncExitStack
) -> _Parts:
    token = settings.token.get_secret_value()
    base_url = f"{settings.api_url.rstrip('/')}/bot{token}"
    calls, polls = AiohttpRequest(), AiohttpRequest(connections=2)
    for request in (calls, polls):
        await request.initialize()
        stack.push_async_callback(request.shutdown)
    turnstile = Turnstile(database, clock)
    application = _application(settings, calls, polls, turnstile)
    await _initialize(application)
    stack.push_async_callback(application.shutdown)
    username = application.bot.username
    wire = Wire(calls, base_url, Pace(settings.send_rate), database, clock)
    await wire.open()
    replies = Replies(wire, _arrived(database))
    composer = Composer(
        database=database, clock=clock, username=username, default_language=settings.language
    )
    sender = Sender(database, wire, composer, clock)
    keeper = Keeper(database, clock)
    turns = Turns(
        database=database,
        clock=clock,
        ids=ids,
        default_language=settings.language,
        replies=replies,
    )
    register(application, Entry(turns, link(username, "hello")))
    application.add_error_handler(_failed(turnstile))
    receiver = Receiver(application, turnstile, database, clock)
    polling = settings.mode == "polling"
    poller = Poller(polls, base_url, receiver) if polling else None
    webhook = None if polling else Webhook(receiver, settings.webhook_secret.get_secret_value())
    numbers = Numbers()
    count_everything(numbers, receiver, turnstile, sender, wire)
    health = Health(database, clock, _checks(settings, poller))
    await _serve(settings, web_app(health, numbers, webhook, settings.webhook_path), stack)
    await _announce(application, settings)
    tasks = [asyncio.create_task(sender.run()), asyncio.create_task(keeper.run())]
    if poller is not None:
        tasks.append(asyncio.create_task(poller.run()))
    running_now = Running(
        username=username,
        database=database,
        sender=sender,
        keeper=keeper,
        ended=lambda: _first_end(tasks),
    )
    return _Parts(
        running=running_now,
        application=application,
        replies=replies,
        sender=sender,
        keeper=keeper,
        poller=poller,
        webhook=webhook,
        tasks=tuple(tasks),
    )


def _application(
    settings: Settings, calls: AiohttpRequest, polls: AiohttpRequest, turnstile: Turnstile
) -> AnyApplication:
    url = settings.api_url.rstrip("/")
    bot = ExtBot(
        settings.token.get_secret_value(),
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=calls,
        get_updates_request=polls,
    )
    return (
        Application.builder()
        .bot(bot)
        .updater(None)
        .job_queue(None)
        .concurrent_updates(turnstile)
        .context_types(ContextTypes())
        .build()
    )


async def _initialize(application: AnyApplication) -> None:
    """Meet Telegram: wait for as long as it can't be reached. Raises `WrongToken`."""
    pause = 1.0
    while True:
        try:
            await application.initialize()
        except InvalidToken as error:
            raise WrongToken from error
        except NetworkError as error:
            log.warning("telegram can't be reached", error=type(error).__name__, pause=pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, 30.0)
        else:
            return


def _arrived(database: Database) -> Callable[[int, int, int], Awaitable[None]]:
    async def arrived(chat_id: int, user_id: int, message_id: int) -> None:
        def store(tx: Transaction) -> None:
            conversations.set_message(tx, chat_id, user_id, message_id)

        await database.write(store)

    return arrived


def _failed(turnstile: Turnstile) -> Callable[[object, Any], Coroutine[Any, Any, None]]:
    async def failed(update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        update_id = getattr(update, "update_id", None)
        if isinstance(update_id, int) and context.error is not None:
            turnstile.failed(update_id, context.error)

    return failed


def _checks(settings: Settings, poller: Poller | None) -> list[Callable[[], str | None]]:
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


async def _serve(settings: Settings, app: Any, stack: AsyncExitStack) -> None:
    host, port = settings.listens
    try:
        server = WebServer(app, host, port)
    except PortTaken:
        if settings.mode == "webhook":
            raise
        log.warning("no health pages: the port is taken", port=port)
        return
    await server.start()
    stack.push_async_callback(server.stop)


async def _announce(application: AnyApplication, settings: Settings) -> None:
    """Tell Telegram how updates should come, and what the command menu says."""
    bot = application.bot
    if settings.mode == "webhook":
        await bot.set_webhook(
            settings.webhook_url.rstrip("/") + settings.webhook_path,
            allowed_updates=list(ALLOWED),
            secret_token=settings.webhook_secret.get_secret_value(),
            max_connections=100,
        )
    else:
        await bot.delete_webhook(drop_pending_updates=False)
    for language in languages():
        t = translator(language)
        commands = [(name, t.label(f"commands.{name}")) for name in MENU]
        await bot.set_my_commands(
            commands, language_code=None if language == REFERENCE else language
        )


async def _first_end(tasks: list[asyncio.Task[None]]) -> None:
    done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in done:
        task.result()


async def _drain(parts: _Parts) -> None:
    """Finish what is under way, within the time a stop may take."""
    if parts.poller is not None:
        parts.poller.stop()
    parts.keeper.stop()
    try:
        async with asyncio.timeout(DRAIN_S):
            await asyncio.gather(*parts.tasks[1:], return_exceptions=True)
            await parts.replies.drain()
            await parts.sender.stop()
    except TimeoutError:
        log.warning("stopped before everything was sent; it goes out after the next start")
    for task in parts.tasks:
        task.cancel()
    await asyncio.gather(*parts.tasks, return_exceptions=True)
