"""The only writer of screens: one live message a person, edited in place by taps.

Screens go out right after the commit, in order for each chat. One that is lost comes back with
the next tap; whatever must arrive is a delivery instead.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.delivery.outcomes import NotSent, Outcome, Refused, Sent, TooMany, Unknown
from bot.delivery.wire import Call, Wire
from bot.domain.broadcast import MOST_TEXT
from handlers.fitting import fitting
from handlers.markup import location_keyboard, markup
from handlers.screens.screen import Screen

REPLY_LANE = 0
TRIES = 4  # of a screen that provably was not sent, or may be drawn twice

Arrived = Callable[[int, int, int], Awaitable[None]]  # chat, user, message id


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """A screen on its way to one person."""

    chat_id: int
    user_id: int
    screen: Screen
    revision: int
    edits: int | None = None  # the live message, when a tap came from it
    strips: int | None = None  # the older live message that loses its keys
    tap_id: str | None = None
    toast: str | None = None
    lives: bool = True  # it becomes the person's live screen

    def repeats(self, shown: "Reply") -> bool:
        """Tell whether this is a second tap on one key of a message that stays."""
        taps = self.tap_id is not None and shown.tap_id is not None
        new = self.edits is None and shown.edits is None
        return taps and new and (self.screen, self.revision) == (shown.screen, shown.revision)


class Replies:
    """Sends screens, in order for each chat."""

    def __init__(self, wire: Wire, arrived: Arrived) -> None:
        self._wire = wire
        self._arrived = arrived
        self._last: dict[int, asyncio.Task[Reply | None]] = {}

    def show(self, reply: Reply) -> None:
        """Send a screen after those that this chat still waits for."""
        before = self._last.get(reply.chat_id)
        task = asyncio.create_task(self._in_order(before, reply))
        self._last[reply.chat_id] = task
        task.add_done_callback(lambda done: self._done(reply.chat_id, done))

    def refresh(self, reply: Reply) -> None:
        """Draw a screen again, unless something is on its way there: that is newer."""
        if reply.chat_id not in self._last:
            self.show(reply)

    async def drain(self) -> None:
        """Wait until every screen has gone out."""
        while self._last:
            await asyncio.wait(list(self._last.values()))

    def _done(self, chat_id: int, task: asyncio.Task[Reply | None]) -> None:
        if self._last.get(chat_id) is task:
            del self._last[chat_id]

    async def _in_order(
        self, before: asyncio.Task[Reply | None] | None, reply: Reply
    ) -> Reply | None:
        shown = await _written(before)
        answers = [] if reply.tap_id is None else [self._answer(reply)]
        strips = [] if reply.strips is None else [self._strip(reply.chat_id, reply.strips)]
        if shown is not None and reply.repeats(shown):
            await asyncio.gather(*answers, *strips)
            return reply
        done = await asyncio.gather(*answers, self._write(reply), *strips)  # begun in this order
        return reply if done[len(answers)] else None

    async def _write(self, reply: Reply) -> bool:
        """Edit the live message, or send a new one; tell whether it is there now."""
        if reply.edits is not None:
            outcome = await self._send(_edit(reply, reply.edits))
            if not (isinstance(outcome, Refused) and outcome.code == 400):
                return isinstance(outcome, Sent)
            if "not modified" in outcome.description:
                return True
        outcome = await self._send(_message(reply))
        if reply.lives and isinstance(outcome, Sent) and outcome.message_id is not None:
            await self._arrived(reply.chat_id, reply.user_id, outcome.message_id)
        return isinstance(outcome, Sent)

    async def _answer(self, reply: Reply) -> None:
        parameters = {"callback_query_id": reply.tap_id}
        if reply.toast:
            parameters["text"] = reply.toast
        await self._send(
            Call(
                method="answerCallbackQuery",
                chat_id=reply.chat_id,
                parameters=parameters,
                free=True,
            )
        )

    async def _strip(self, chat_id: int, message_id: int) -> None:
        await self._send(
            Call(
                method="editMessageReplyMarkup",
                chat_id=chat_id,
                parameters={"chat_id": chat_id, "message_id": message_id},
                free=True,
            )
        )

    async def _send(self, call: Call) -> Outcome:
        for attempt in range(TRIES):
            outcome = await self._wire.send(call, REPLY_LANE)
            if not (isinstance(outcome, NotSent | TooMany) or _harmless_again(call, outcome)):
                return outcome
            if not isinstance(outcome, TooMany):
                await asyncio.sleep(0.2 * 2**attempt)
        return outcome


def _harmless_again(call: Call, outcome: Outcome) -> bool:
    """Tell whether a call that broke off may be made twice: an edit, or the answer to a tap.

    After a timeout the person has tapped again, and waits for that.
    """
    return call.free and isinstance(outcome, Unknown) and "Timeout" not in outcome.reason


async def _written(before: asyncio.Task[Reply | None] | None) -> Reply | None:
    """Wait for a reply to go out; None when there is none, or it failed."""
    if before is None:
        return None
    await asyncio.wait([before])
    return None if before.cancelled() or before.exception() else before.result()


def _edit(reply: Reply, message_id: int) -> Call:
    return Call(
        method="editMessageText",
        chat_id=reply.chat_id,
        parameters={"message_id": message_id, **_content(reply)},
        free=True,
    )


def _message(reply: Reply) -> Call:
    return Call(method="sendMessage", chat_id=reply.chat_id, parameters=_content(reply))


def _content(reply: Reply) -> dict[str, object]:
    content: dict[str, object] = {
        "chat_id": reply.chat_id,
        "text": fitting(reply.screen.text, MOST_TEXT),
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    if reply.screen.location_request:
        keyboard = location_keyboard(reply.screen.location_request, reply.screen)
        content["reply_markup"] = keyboard
    elif reply.screen.rows:
        content["reply_markup"] = markup(reply.screen, reply.revision)
    return content
