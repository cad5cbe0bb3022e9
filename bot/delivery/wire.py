"""The one way out: every message to Telegram is a `Call` that waits its turn here."""

import html
import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.clock import Clock
from bot.delivery.gate import Gate
from bot.delivery.outcomes import Outcome, Sent, TooMany
from bot.delivery.pace import NoTurn, Pace
from bot.delivery.request import AiohttpRequest, File
from storage.database import Database

TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Call:
    """One Bot API call."""

    method: str
    chat_id: int  # whose turn it takes; what the method needs is in `parameters`
    parameters: Mapping[str, object]
    files: Mapping[str, File] | None = None  # by the parameter that each fills
    free: bool = False  # an edit or an answer to a tap: not paced, but stopped by gates


def as_plain_text(call: Call) -> Call:
    """Return a call whose HTML Telegram can't parse, as text without tags."""
    parameters = {name: value for name, value in call.parameters.items() if name != "parse_mode"}
    for name in ("text", "caption"):
        if isinstance(text := parameters.get(name), str):
            parameters[name] = html.unescape(TAG.sub("", text))
    return replace(call, parameters=parameters)


class Wire:
    """Paced calls through one request; a 429 closes the gate. It retries nothing itself."""

    def __init__(
        self,
        request: AiohttpRequest,
        base_url_with_token: str,
        pace: Pace,
        database: Database,
        clock: Clock,
        *,
        timeout: float = 20.0,  # seconds, for a whole call
    ) -> None:
        self.pace = pace
        self.gate = Gate(pace, database, clock)
        self._request = request
        self._base_url = base_url_with_token
        self._timeout = timeout
        self.outcomes: Counter[tuple[str, ...]] = Counter()  # by method and what it proved

    async def open(self) -> None:
        """Close the gates that were closed before a restart; to be called before any send."""
        await self.gate.open()

    async def send(self, call: Call, lane: int, *, patience: float = math.inf) -> Outcome:
        """Wait for the call's turn and make it.

        With a `patience` (seconds), what would wait longer, or for a gate, is `TooMany` at once.
        """
        try:
            await self.pace.turn(lane, call.chat_id, free=call.free, patience=patience)
        except NoTurn as no_turn:
            return TooMany(no_turn.seconds)
        return await self.make(call)

    async def make(self, call: Call) -> Outcome:
        """Make a call whose turn it is; while a gate is closed it is `TooMany`, not made."""
        if closed := self.pace.gate_open_in(call.chat_id):
            return TooMany(closed)
        closures = self.gate.closures
        outcome = await self._request.call(
            f"{self._base_url}/{call.method}",
            call.parameters,
            call.files,
            timeout=self._timeout,
        )
        self.outcomes[call.method, type(outcome).__name__] += 1
        if isinstance(outcome, TooMany):
            await self.gate.refused(call.chat_id, outcome.retry_after)
        elif isinstance(outcome, Sent) and not call.free:
            await self.gate.passed(call.chat_id, closures)
        return outcome
