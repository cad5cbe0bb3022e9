"""The library's application: our request class, our turnstile, no updater, no job queue."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from typing import Any

import structlog
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.ext import Application, CallbackContext, ExtBot

from bot.delivery.processor import Turnstile
from bot.delivery.receive import ALLOWED, WrongToken
from bot.delivery.request import AiohttpRequest
from bot.settings import Settings

LONGEST_PAUSE_S = 10.0
WEBHOOK_CONNECTIONS = 100

log = structlog.get_logger()
AnyApplication = Application[Any, Any, Any, Any, Any, Any]


def build_application(
    settings: Settings, calls: AiohttpRequest, polls: AiohttpRequest, turnstile: Turnstile
) -> AnyApplication:
    """Return the library's application, with what it needs and nothing that keeps state."""
    url = settings.api_url.rstrip("/")
    bot = ExtBot(
        settings.token.get_secret_value(),
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=calls,
        get_updates_request=polls,
    )
    builder = Application.builder().bot(bot).updater(None).job_queue(None)
    application = builder.concurrent_updates(turnstile).build()
    application.add_error_handler(_failed(turnstile))
    return application


async def initialize(application: AnyApplication) -> None:
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
            pause = min(pause * 2, LONGEST_PAUSE_S)
        else:
            return


@dataclass(frozen=True, slots=True)
class Face:
    """How the bot presents itself in one language; None is for every other."""

    language: str | None
    about: str
    commands: list[tuple[str, str]]


async def say_how_updates_come(application: AnyApplication, settings: Settings) -> None:
    """Tell Telegram to post updates, or to keep them until they are asked for."""
    bot = application.bot
    if settings.mode == "webhook":
        await bot.set_webhook(
            settings.webhook_address,
            allowed_updates=list(ALLOWED),
            secret_token=settings.webhook_secret.get_secret_value(),
            max_connections=WEBHOOK_CONNECTIONS,
        )
    else:
        await bot.delete_webhook(drop_pending_updates=False)


async def introduce(application: AnyApplication, faces: Iterable[Face]) -> None:
    """Set the command menu and the description; what fails is set at the next start."""
    bot = application.bot
    try:
        for face in faces:
            await bot.set_my_commands(face.commands, language_code=face.language)
            await bot.set_my_short_description(face.about, language_code=face.language)
            await bot.set_my_description(face.about, language_code=face.language)
    except TelegramError as error:
        log.warning("not introduced", error=type(error).__name__)


def _failed(turnstile: Turnstile) -> Callable[[object, Any], Coroutine[Any, Any, None]]:
    async def failed(update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        update_id = getattr(update, "update_id", None)
        if isinstance(update_id, int) and context.error is not None:
            turnstile.failed(update_id, context.error)

    return failed
