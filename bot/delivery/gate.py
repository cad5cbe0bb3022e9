"""Whom a 429 stops, and for how long; kept, so that a restart doesn't forget it.

Telegram doesn't say whether it refused the chat or the bot (docs/decisions/0004-the-gate.md).
Everybody waits, unless the chat alone is known to be the cause.
"""

import json
from datetime import timedelta

import structlog

from bot.clock import Clock
from bot.delivery.pace import Pace
from bot.domain.times import from_text, to_text
from storage import facts
from storage.database import Database, StorageError

EVERYBODY = "gate_until"  # facts: an instant; a JSON object of instants by chat id
CLOSED_AT = "gate_closed_at"  # an instant
CHATS = "chat_gates_until"
MARGIN = 0.2  # seconds: Telegram counts whole ones
GRACE = 1.0  # seconds that the refused chat waits longer, so that others show the way is free

log = structlog.get_logger(__name__)


class Gate:
    """Decides, closes and remembers."""

    def __init__(self, pace: Pace, database: Database, clock: Clock) -> None:
        self._pace = pace
        self._database = database
        self._clock = clock
        self._chats: dict[int, str] = {}  # gates of single chats, as they are stored
        self._closures = 0  # how often everybody was stopped
        self._alone: dict[int, int] = {}  # chats that caused a closure, no other refused in it
        self._passed = -1  # the last closure after which another chat's message was accepted
        self.closed_seconds = 0.0  # since the start: how long everybody was stopped

    @property
    def closures(self) -> int:
        """How often everybody was stopped; note it before a call, hand it to `passed` after."""
        return self._closures

    async def open(self) -> None:
        """Close again what was closed before a restart."""
        everybody, closed_at, chats = await self._database.read(
            lambda tx: (facts.get(tx, EVERYBODY), facts.get(tx, CLOSED_AT), facts.get(tx, CHATS))
        )
        now = self._clock.now()
        if everybody:
            since = max(now, from_text(closed_at)) if closed_at else now  # the clock was set back
            self._pace.close_gate((from_text(everybody) - since).total_seconds())
        self._chats = {int(chat): until for chat, until in json.loads(chats or "{}").items()}
        for chat_id, until in self._chats.items():
            self._pace.close_gate((from_text(until) - now).total_seconds(), chat_id)

    async def refused(self, chat_id: int, retry_after: float) -> None:
        """Stop whom a 429 concerns: at once, and in the database."""
        seconds = retry_after + MARGIN
        if self._own_fault(chat_id):
            self._pace.close_gate(seconds, chat_id)
            await self._keep_chat(chat_id, seconds)
        else:
            await self._stop_everybody(chat_id, seconds)

    async def passed(self, chat_id: int, closures: int) -> None:
        """Note that a message was accepted that was sent after so many closures."""
        self._alone.pop(chat_id, None)
        self._passed = max(self._passed, closures)
        if chat_id in self._chats:
            del self._chats[chat_id]
            await self._keep(CHATS, json.dumps(self._chats))

    def _own_fault(self, chat_id: int) -> bool:
        """Tell whether only this chat can be meant.

        It is when the chat got more calls than one may make; or when it alone was refused
        before, the others' messages were accepted since, and it is refused again.
        """
        refused_in = self._alone.get(chat_id)
        return self._pace.is_busy(chat_id) or (
            refused_in is not None and self._passed >= refused_in
        )

    async def _stop_everybody(self, chat_id: int, seconds: float) -> None:
        already = self._pace.gate_open_in()
        if not already:
            self._closures += 1
            self._alone[chat_id] = self._closures
        elif self._alone.get(chat_id) != self._closures:  # a second chat: it is everybody's gate
            self._alone = {c: n for c, n in self._alone.items() if n != self._closures}
        self._pace.close_gate(seconds)
        self._pace.close_gate(seconds + GRACE, chat_id)
        if seconds > already + 1:
            self.closed_seconds += seconds - already
            log.warning("gate_closed", seconds=seconds)
            await self._keep(EVERYBODY, self._instant(seconds))
            await self._keep(CLOSED_AT, to_text(self._clock.now()))

    async def _keep_chat(self, chat_id: int, seconds: float) -> None:
        log.info("chat_gate_closed", seconds=seconds)
        now = to_text(self._clock.now())
        self._chats = {chat: until for chat, until in self._chats.items() if until > now}
        self._chats[chat_id] = self._instant(seconds)
        await self._keep(CHATS, json.dumps(self._chats))

    def _instant(self, seconds: float) -> str:
        return to_text(self._clock.now() + timedelta(seconds=seconds + 1))  # never a second early

    async def _keep(self, name: str, value: str) -> None:
        try:
            await self._database.write(lambda tx: facts.put(tx, name, value))
        except StorageError as error:  # it is closed all the same, until a restart
            log.error("gate_not_stored", error=type(error).__name__)
