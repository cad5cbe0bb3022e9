"""The library's application: our request class, our turnstile, no updater, no job queue."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

import structlog
from telegram.error import InvalidToken, NetworkError
from telegram.ext import Application, CallbackContext, ExtBot

from bot.delivery.processor import Turnstile
from bot.delivery.receive import ALLOWED, WrongToken
from bot.delivery.request import AiohttpRequest
from bot.settings import Settings

LONGEST_PAUSE_S = 30.0
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


async def announce(
    application: AnyApplication,
    settings: Settings,
    menus: Mapping[str | None, list[tuple[str, str]]],
) -> None:
    """Tell Telegram how updates should come, and what the command menu says by language."""
    bot = application.bot
    if settings.mode == "webhook":
        await bot.set_webhook(
            settings.webhook_url.rstrip("/") + settings.webhook_path,
            allowed_updates=list(ALLOWED),
            secret_token=settings.webhook_secret.get_secret_value(),
            max_connections=WEBHOOK_CONNECTIONS,
        )
    else:
        await bot.delete_webhook(drop_pending_updates=False)
    for language, commands in menus.items():
        await bot.set_my_commands(commands, language_code=language)


def _failed(turnstile: Turnstile) -> Callable[[object, Any], Coroutine[Any, Any, None]]:
    async def failed(update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        update_id = getattr(update, "update_id", None)
        if isinstance(update_id, int) and context.error is not None:
            turnstile.failed(update_id, context.error)

    return failed
