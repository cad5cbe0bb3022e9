"""When a message may go: so many a second over all, one a second per chat, lanes, and gates.

Everybody draws from one bucket, in the order of lanes and, within a lane, of arrival. Lane 0 (the
replies) may draw the bucket empty; the others leave it a reserve, so that a reply never waits
for a broadcast. A message whose chat must rest holds up nobody else. A gate that a 429 closed
stops everything, or everything to one chat.

In any T seconds at most `rate * T + burst` messages go. Times are the event loop's (monotonic).
"""

import asyncio
import math
from heapq import heappop, heappush

from bot.delivery.chat_line import BUSY, ChatLine

REPLIES = 0  # the lane of replies
CHAT_INTERVAL = 1.0  # seconds from one message to the next, in private
GROUPS_WAIT = 3  # times as long: 20 a minute in groups, whose ids are negative
SWEEP_AT = 1_000


class NoTurn(Exception):
    """A turn that would take longer than the asker's patience; `seconds` says how long."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"no turn for {seconds:.1f} s")
        self.seconds = seconds


class Pace:
    """The one bucket, and who waits for it."""

    def __init__(
        self, rate: float, burst: float | None = None, *, chat_interval: float = CHAT_INTERVAL
    ) -> None:
        self._interval = 1 / rate
        # By default 3 messages or 50 ms' worth: what a timer that fires late must not lose.
        self._span = max(3 * self._interval, 0.05) if burst is None else burst * self._interval
        self._reserve = min(self._span / 3, self._span - self._interval)
        self._full_at = 0.0
        self._gate_until = 0.0
        self._chat_interval = chat_interval
        self._chats: dict[int, ChatLine] = {}
        self._sweep_at = SWEEP_AT
        self._ready: list[tuple[int, int, int]] = []  # a place, and its chat, which is free
        self._resting: list[tuple[float, int]] = []  # when a chat is free again
        self._numbers = 0
        self._timer: asyncio.TimerHandle | None = None

    async def turn(
        self, lane: int, chat_id: int, *, free: bool = False, patience: float = math.inf
    ) -> None:
        """Wait until a message may go to a chat; lower lanes go first.

        `free` (an edit) waits for gates only. With a `patience` (seconds) it raises `NoTurn`
        instead of waiting longer for its chat, or at all for a gate.
        """
        if free or patience < math.inf:
            await self._gate(chat_id, patience)
        chat = self._chat(chat_id)
        now = _now()
        if not free:
            if self._nobody_before(lane, chat, now):
                self._count(chat, now)
            else:
                await self._in_line(lane, chat_id, chat, patience)
                now = _now()
        chat.calls_until = max(now, chat.calls_until) + chat.interval

    def _nobody_before(self, lane: int, chat: ChatLine, now: float) -> bool:
        return (
            not self._ready
            and not chat.waiting
            and now >= max(self._gate_until, chat.free_at(), self._allowed_at(lane))
        )

    async def _gate(self, chat_id: int, patience: float) -> None:
        while (closed := self.gate_open_in(chat_id)) > 0:
            if patience < math.inf:
                raise NoTurn(closed)
            await asyncio.sleep(closed)

    async def _in_line(self, lane: int, chat_id: int, chat: ChatLine, patience: float) -> None:
        rest = chat.free_at() - _now() + len(chat.waiting) * chat.interval
        if rest > patience:
            raise NoTurn(rest)
        self._numbers += 1
        place = (lane, self._numbers)
        while True:
            called = asyncio.get_running_loop().create_future()
            heappush(chat.waiting, (*place, called, patience < math.inf))
            if chat.head() == place:
                self._place(chat_id, chat)
            self._release()
            await called
            if not (closed := self.gate_open_in(chat_id)):
                return
            self.give_back(chat_id)  # a gate closed between the call and this line
            if patience < math.inf:
                raise NoTurn(closed)

    def room(self) -> int:
        """Return how many messages below the replies' lane may go now."""
        if self.room_in() > 0:
            return 0
        level = self._span - self._reserve - max(0.0, self._full_at - _now())
        return max(1, int(level / max(self._interval, 1e-6)))

    def room_in(self) -> float:
        """Return the seconds until a message below the replies' lane may go."""
        return max(0.0, self._allowed_at(REPLIES + 1) - _now(), self.gate_open_in())

    def give_back(self, chat_id: int) -> None:
        """Return a turn that was not used."""
        self._full_at -= self._interval
        chat = self._chat(chat_id)
        chat.full_at -= chat.interval
        self._place(chat_id, chat)
        self._release()

    def close_gate(self, seconds: float, chat_id: int | None = None) -> None:
        """Let nothing go for so many seconds: to anybody, or to one chat."""
        until = _now() + seconds
        if chat_id is None:
            self._gate_until = max(self._gate_until, until)
        else:
            chat = self._chat(chat_id)
            chat.gate_until = max(chat.gate_until, until)
            self._place(chat_id, chat)
        self.turn_away(seconds, chat_id)

    def turn_away(self, seconds: float = 0.0, chat_id: int | None = None) -> None:
        """Raise `NoTurn` in those who wait with limited patience."""
        chats = [*self._chats.values()] if chat_id is None else [self._chat(chat_id)]
        for chat in chats:
            for _lane, _number, called, gives_up in chat.waiting:
                if gives_up and not called.done():
                    called.set_exception(NoTurn(seconds))
        self._release()

    def gate_open_in(self, chat_id: int | None = None) -> float:
        """Return the seconds until the gate (and a chat's own) opens; 0 when it is open."""
        chat = self._chats.get(chat_id) if chat_id is not None else None
        until = max(self._gate_until, chat.gate_until) if chat else self._gate_until
        return max(0.0, until - _now())

    def is_busy(self, chat_id: int) -> bool:
        """Tell whether a chat got more calls, edits counted, than Telegram promises to take."""
        chat = self._chats.get(chat_id)
        return chat is not None and chat.calls_until - _now() > BUSY * chat.interval

    def _chat(self, chat_id: int) -> ChatLine:
        chat = self._chats.get(chat_id)
        if chat is None:
            if len(self._chats) >= self._sweep_at:
                self._sweep()
            interval = self._chat_interval * (1 if chat_id >= 0 else GROUPS_WAIT)
            chat = self._chats[chat_id] = ChatLine(interval)
        return chat

    def _sweep(self) -> None:
        now = _now()
        self._chats = {
            chat_id: chat
            for chat_id, chat in self._chats.items()
            if chat.waiting or max(chat.full_at, chat.calls_until, chat.gate_until) > now
        }
        self._sweep_at = max(SWEEP_AT, 2 * len(self._chats))

    def _place(self, chat_id: int, chat: ChatLine) -> None:
        """Put a chat where its first waiter belongs; where it stood before no longer counts."""
        place = chat.head()
        chat.entry = None
        if place is not None and chat.free_at() <= _now():
            chat.entry = ready = (*place, chat_id)
            heappush(self._ready, ready)
        elif place is not None:
            chat.entry = resting = (chat.free_at(), chat_id)
            heappush(self._resting, resting)

    def _release(self) -> None:
        """Call everybody whose turn has come, then set the timer for the next one."""
        now = _now()
        while self._resting and self._resting[0][0] <= now:
            resting = heappop(self._resting)
            chat = self._chats.get(resting[1])
            if chat is not None and chat.entry is resting:
                self._place(resting[1], chat)
        while self._ready and now >= max(self._gate_until, self._allowed_at(self._ready[0][0])):
            ready = heappop(self._ready)
            chat = self._chats.get(ready[2])
            if chat is not None and chat.entry is ready:
                if chat.head() == ready[:2]:
                    self._call(chat, now)
                self._place(ready[2], chat)
        self._set_timer()

    def _call(self, chat: ChatLine, now: float) -> None:
        _lane, _number, called, _gives_up = heappop(chat.waiting)
        called.set_result(None)
        self._count(chat, now)

    def _count(self, chat: ChatLine, now: float) -> None:
        self._full_at = max(now, self._full_at) + self._interval
        chat.full_at = max(now, chat.full_at) + chat.interval

    def _allowed_at(self, lane: int) -> float:
        span = self._span if lane <= REPLIES else self._span - self._reserve
        return self._full_at + self._interval - span

    def _set_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        moments = [self._resting[0][0]] if self._resting else []
        if self._ready:
            moments.append(max(self._gate_until, self._allowed_at(self._ready[0][0])))
        if moments:
            self._timer = asyncio.get_running_loop().call_at(min(moments), self._release)


def _now() -> float:
    return asyncio.get_running_loop().time()
