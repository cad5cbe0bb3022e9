"""Updates waiting for the bot: numbered, kept for a while, handed over until confirmed."""

import asyncio
import itertools
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from simulator.clock import Clock
from simulator.wire import Json

KEPT = timedelta(hours=24)
TAP_KEPT = timedelta(seconds=150)
LEFT_OUT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
FUTURE = 10  # an offset further ahead than this is taken as "from the start", as tdlib does


@dataclass(slots=True, eq=False)
class Update:
    """One update: its number, its order among all, whose queue it stands in, until when."""

    id: int
    serial: int
    kind: str
    content: Json
    queue: Hashable
    expires: datetime

    def body(self) -> Json:
        """The update as the Bot API shows it."""
        return {"update_id": self.id, self.kind: self.content}


class Updates:
    """The bot's one queue; getUpdates and the webhook both take from it."""

    def __init__(self, clock: Clock, first_id: int = 100_000) -> None:
        self._clock = clock
        self._next_id = first_id
        self._serial = 0
        self._pending: OrderedDict[int, Update] = OrderedDict()
        self._serial_of: dict[int, int] = {}
        self._arrival = asyncio.Event()
        self._awaited: dict[int, asyncio.Future[None]] = {}
        self.quiet_weeks = 0
        self.allowed: frozenset[str] = frozenset()
        self.listener: Callable[[Update], None] | None = None

    def __len__(self) -> int:
        return len(self._pending)

    def __contains__(self, update: Update) -> bool:
        return update.serial in self._pending

    def pending(self) -> Iterable[Update]:
        """Everything not yet confirmed nor expired, oldest first."""
        now = self._clock.now()
        for update in [u for u in self._pending.values() if u.expires <= now]:
            self.confirm_one(update)
        return list(self._pending.values())

    def add(
        self, kind: str, content: Json, *, queue: Hashable, keep: timedelta = KEPT
    ) -> Update | None:
        """Queue an update; None when the bot did not ask for this kind."""
        if not self._asked_for(kind):
            return None
        self._serial += 1
        expires = self._clock.now() + keep
        update = Update(self._next_id, self._serial, kind, content, queue, expires)
        self._next_id += 1
        self._pending[update.serial] = update
        self._serial_of[update.id] = update.serial
        self._arrival.set()
        if self.listener:
            self.listener(update)
        return update

    def take(self, offset: int, limit: int) -> list[Update]:
        """Confirm what lies before `offset` (negative: all but the last -n), return the next."""
        if offset < 0:
            for update in list(self._pending.values())[:offset]:
                self.confirm_one(update)
        elif offset:
            self._confirm_before(offset)
        return self._first(limit)

    async def arrival(self, within: float) -> None:
        """Wait until something new is queued or `within` seconds have passed."""
        self._arrival.clear()
        try:
            async with asyncio.timeout(within):
                await self._arrival.wait()
        except TimeoutError:
            pass

    async def acknowledged(self, update: Update, within: float) -> bool:
        """Wait until the bot has confirmed an update; False after `within` seconds."""
        if update not in self:
            return True
        future = self._awaited.setdefault(update.serial, asyncio.get_running_loop().create_future())
        await asyncio.wait([future], timeout=within)
        return future.done()

    def interrupt(self) -> None:
        """Wake whoever waits for an arrival."""
        self._arrival.set()

    def confirm_one(self, update: Update) -> None:
        """Forget one update."""
        self._pending.pop(update.serial, None)
        if self._serial_of.get(update.id) == update.serial:
            del self._serial_of[update.id]
        if future := self._awaited.pop(update.serial, None):
            future.set_result(None)

    def drop_all(self) -> None:
        """Forget everything that waits."""
        for update in list(self._pending.values()):
            self.confirm_one(update)

    def jump_to(self, update_id: int) -> None:
        """Number the next update `update_id`, as Telegram does after a week of silence."""
        self._next_id = update_id
        self.quiet_weeks += 1
        self.interrupt()

    def _asked_for(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in LEFT_OUT_BY_DEFAULT

    def _confirm_before(self, offset: int) -> None:
        last = self._serial_of.get(offset - 1)
        if last is None and offset > self._next_id - 1 + FUTURE:
            return
        while self._pending:
            update = next(iter(self._pending.values()))
            beyond = update.id >= offset if last is None else update.serial > last
            if beyond:
                return
            self.confirm_one(update)

    def _first(self, limit: int) -> list[Update]:
        now = self._clock.now()
        fresh = (update for update in self._pending.values() if update.expires > now)
        return list(itertools.islice(fresh, limit))
