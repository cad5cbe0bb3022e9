"""One chat's own pace, gate and queue, as `Pace` sees them."""

import asyncio
from dataclasses import dataclass, field
from heapq import heappop

# Messages that may go at once to a chat that has rested: a ticket is three, and somebody may
# answer it.
CHAT_BURST = 5
BUSY = 3  # calls beyond one a second after which a 429 is this chat's own affair

Place = tuple[int, int]  # lane, number: who goes first
Waiter = tuple[int, int, "asyncio.Future[None]", bool]  # its place; whether it gives up at a gate


@dataclass(slots=True)
class ChatLine:
    """One chat's own bucket and gate, and who waits for it (a heap)."""

    interval: float  # seconds from one message to the next
    full_at: float = 0.0  # when its bucket is full again
    calls_until: float = 0.0  # the same for all calls to it, edits too: how busy it is
    gate_until: float = 0.0
    waiting: list[Waiter] = field(default_factory=list)
    entry: tuple[float, ...] | None = None  # where it stands in `ready` or `resting`

    def free_at(self) -> float:
        """Return when the next message may go."""
        return max(self.full_at - (CHAT_BURST - 1) * self.interval, self.gate_until)

    def head(self) -> Place | None:
        """Return the place of who goes first; who gave up or was cancelled is dropped."""
        while self.waiting and self.waiting[0][2].done():
            heappop(self.waiting)
        return self.waiting[0][:2] if self.waiting else None
