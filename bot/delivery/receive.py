"""Updates come in; each is acknowledged only after its effects are committed."""

import asyncio
import hmac
from collections.abc import Mapping
from typing import Any

import orjson
import structlog
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from telegram import Bot, CallbackQuery, Chat, InaccessibleMessage, Update, User
from telegram.ext import Application

from bot.delivery.outcomes import Refused, Sent, TooMany
from bot.delivery.processor import Turnstile
from bot.delivery.request import AiohttpRequest
from storage.database import StorageUnavailable

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
LONG_POLL_S = 30
LONGEST_PAUSE_S = 10.0  # who is there again is heard again soon
MOST_BYTES = 1_000_000
WRONG_TOKEN = (401, 404)
# What the library raises at shapes that it does not expect; a date beyond all calendars overflows.
UNREADABLE = (KeyError, TypeError, ValueError, AttributeError, OverflowError, OSError)
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name

log = structlog.get_logger()
AnyApplication = Application[Any, Any, Any, Any, Any, Any]


class WrongToken(Exception):
    """Telegram doesn't know this bot."""


class Receiver:
    """Turns raw updates into processed ones."""

    def __init__(self, application: AnyApplication, turnstile: Turnstile) -> None:
        self._application = application
        self._turnstile = turnstile
        self.received = 0
        self.not_understood = 0

    async def receive(self, raw: Mapping[str, Any]) -> None:
        """Apply one update, once; return after its effects are committed."""
        self.received += 1
        update = _read(raw, self._application.bot)
        if update is None:
            await self._skip(raw)
        else:
            await self._turnstile.admit(update, self._application.process_update)

    async def _skip(self, raw: Mapping[str, Any]) -> None:
        self.not_understood += 1
        update_id = raw.get("update_id")
        log.warning("update not understood", update_id=update_id, kinds=sorted(raw)[:4])
        if isinstance(update_id, int):
            await self._turnstile.note(update_id)


def _read(raw: Mapping[str, Any], bot: Bot) -> Update | None:
    """Return the update, or None for a shape that the library can't read."""
    try:
        return _tap(raw, bot) if "callback_query" in raw else Update.de_json(dict(raw), bot)
    except UNREADABLE:
        return None


def _tap(raw: Mapping[str, Any], bot: Bot) -> Update:
    """Return a tap, its message as one of which only the place is known.

    The bot wrote the message itself: to read it back was half the work of reading a tap.
    """
    query = raw["callback_query"]
    return Update(
        raw["update_id"],
        callback_query=CallbackQuery(
            query["id"],
            User.de_json(query["from"], bot),
            query["chat_instance"],
            message=_place(query["message"], bot) if query.get("message") else None,
            data=query.get("data"),
        ),
    )


def _place(message: Mapping[str, Any], bot: Bot) -> InaccessibleMessage:
    return InaccessibleMessage(Chat.de_json(message["chat"], bot), message["message_id"])


class Poller:
    """Asks for updates; the offset moves after the commit."""

    def __init__(self, request: AiohttpRequest, base_url: str, receiver: Receiver) -> None:
        self._request = request
        self._url = f"{base_url}/getUpdates"
        self._receiver = receiver
        self._stopping = asyncio.Event()
        self.last_answer: float | None = None  # loop time of the last good answer

    async def run(self) -> None:
        """Poll until stopped. Raises `WrongToken`."""
        offset: int | None = None
        pause = 0.5
        while not self._stopping.is_set():
            outcome = await self._ask(offset)
            if isinstance(outcome, Sent):
                pause = 0.5
                self.last_answer = asyncio.get_running_loop().time()
                offset = await self._apply(outcome.result)
            elif isinstance(outcome, Refused) and outcome.code in WRONG_TOKEN:
                raise WrongToken
            else:
                log.warning("polling failed", outcome=type(outcome).__name__, pause=pause)
                await self._rest(outcome.retry_after if isinstance(outcome, TooMany) else pause)
                pause = min(pause * 2, LONGEST_PAUSE_S)

    def stop(self) -> None:
        """Ask for no further updates."""
        self._stopping.set()

    async def _ask(self, offset: int | None) -> object:
        # An offset confirms what came before. It is sent with one long poll, then left out: ids
        # may jump down after a quiet week, and a stale offset would hide them.
        asked: dict[str, object] = {
            "allowed_updates": ALLOWED,
            "limit": 100,
            # the first doesn't wait: its answer tells that updates do come
            "timeout": LONG_POLL_S if self.last_answer is not None else 0,
        }
        if offset is not None:
            asked["offset"] = offset
        call = asyncio.ensure_future(self._request.call(self._url, asked, timeout=LONG_POLL_S + 15))
        stop = asyncio.ensure_future(self._stopping.wait())
        await asyncio.wait({call, stop}, return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        if call.done():
            return call.result()
        call.cancel()
        return Sent([], None)

    async def _apply(self, batch: list[Mapping[str, Any]]) -> int | None:
        if not batch:
            return None
        await asyncio.gather(*(self._receiver.receive(raw) for raw in batch))
        return int(batch[-1]["update_id"]) + 1

    async def _rest(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return


class Webhook:
    """Takes updates that Telegram posts; answers 200 after the commit."""

    def __init__(self, receiver: Receiver, secret: str) -> None:
        self._receiver = receiver
        self._secret = secret
        self.under_way = 0

    async def __call__(self, request: Request) -> Response:
        """Apply one posted update."""
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            return PlainTextResponse("forbidden", 403)
        body = await _body(request)
        if body is None:
            return PlainTextResponse("too large", 413)
        try:
            raw = orjson.loads(body)
        except orjson.JSONDecodeError:
            return PlainTextResponse("not JSON", 400)
        if not isinstance(raw, dict) or not isinstance(raw.get("update_id"), int):
            return PlainTextResponse("not an update", 400)
        self.under_way += 1
        try:
            await self._receiver.receive(raw)
        except StorageUnavailable:
            return PlainTextResponse("try again", 503)
        finally:
            self.under_way -= 1
        return PlainTextResponse("ok")


async def _body(request: Request) -> bytes | None:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return None
    return body
