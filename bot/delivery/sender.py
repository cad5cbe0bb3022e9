"""The sender: what is owed and due is claimed, composed, sent in its turn, and settled.

The crash points, for one message, and what the next start finds:

    queued ─ claim ─ sending ─ turn ─ lease ─ call ─ accepted ─ answer ─ verdict ─ sent
       │        └───────┴────────┘      └───────┴────────┴─────────┴────────┘        └ nothing to do
       └ sent as if nothing had happened        └ `sending` that nobody has in hand: a doubt
         (so is what was claimed and has no lease)

One doubt: once more, saying so. Two: `unknown`, for staff to see. So there are never three copies.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import partial

import structlog

from bot.clock import Clock
from bot.delivery.counters import Counters
from bot.delivery.ledger import Ledger
from bot.delivery.outage import Outage
from bot.delivery.outcomes import Outcome, Refused, Sent
from bot.delivery.pace import NoTurn
from bot.delivery.verdicts import Verdict, again, delay, doubted, ended, judged
from bot.delivery.wire import Call, Wire, as_plain_text
from bot.domain.deliveries import LANES, Delivery, DeliveryState, Later
from storage import deliveries
from storage.database import Database, StorageError

Compose = Callable[[Delivery], Awaitable[Call | DeliveryState | Later]]

LEASE = timedelta(seconds=60)  # longer than two HTTP timeouts and the wait for a turn
IDLE = 30.0  # seconds: the wall clock may jump past a due time
PATIENCE = 2.0  # seconds a claimed message waits for its chat before it goes back
ROOM_WORTH_A_CLAIM = 4  # a quarter of all hands free: at high rates few claims, not many
GET_ME = Call("getMe", 0, {}, free=True)

log = structlog.get_logger(__name__)


class Sender:
    """The one loop that sends deliveries."""

    def __init__(
        self,
        database: Database,
        wire: Wire,
        compose: Compose,
        clock: Clock,
        *,
        lease: timedelta = LEASE,
        concurrency: int = 64,
    ) -> None:
        self.counters = Counters()
        self._database = database
        self._wire = wire
        self._compose = compose
        self._clock = clock
        self._concurrency = concurrency
        self._ledger = Ledger(database, clock, lease, self.wake)
        self._outage = Outage()
        self._woken = asyncio.Event()
        self._tasks: set[asyncio.Task[Verdict]] = set()
        self._last: dict[int, asyncio.Task[Verdict]] = {}  # by chat
        self._calling: set[int] = set()  # deliveries whose call may have left
        self._turned = 0  # deliveries that took their turn and have no call yet
        self._stop_by: float | None = None  # the event loop's time
        self._stopped = asyncio.Event()
        self._stopped.set()

    @property
    def gate_closed_seconds(self) -> float:
        """How long a 429 has stopped everybody since the start."""
        return self._wire.gate.closed_seconds

    def wake(self) -> None:
        """Look for due messages now; to be called when the clock was moved."""
        self._woken.set()

    async def run(self) -> None:
        """Send what is due until stopped."""
        self._stopped.clear()
        self._database.listen(deliveries.CHANNEL, self.wake)
        try:
            async with asyncio.TaskGroup() as group:
                recorder = group.create_task(self._ledger.record())
                while self._stop_by is None:
                    self._woken.clear()
                    await self._rest(await self._round())
                await self._drain(self._stop_by, recorder)
        finally:
            self._stopped.set()

    async def stop(self, within: float = 8.0) -> None:
        """Stop claiming, put back what was not begun, give the rest so many seconds to end."""
        self._stop_by = asyncio.get_running_loop().time() + within
        self._wire.pace.turn_away()
        self.wake()
        await self._stopped.wait()

    async def _round(self) -> float:
        """Start what may go now; return the seconds for which nothing more can."""
        room = self._room()
        if not room:
            return IDLE  # a verdict wakes the loop
        if pause := max(self._wire.pace.room_in(), self._outage.pause()):
            return pause
        # What waits for a slow disk after its turn leaves all at once: it counts as gone.
        limit = min(room, self._wire.pace.room() - self._turned)
        if limit <= 0:
            return IDLE  # the last of them wakes the loop
        try:
            taken = await self._ledger.take(limit)
        except StorageError as error:
            log.error("nothing_claimed", error=type(error).__name__)
            return 1.0
        for verdict in taken.recovered:
            self.counters.add(verdict)
        for delivery in taken.deliveries:
            self._start(delivery)
        if taken.deliveries:
            await asyncio.sleep(0)  # they take their turns before the next round counts the room
            return 0.0
        if taken.next_due is None:
            return IDLE
        return min(IDLE, max(0.0, (taken.next_due - self._clock.now()).total_seconds()))

    def _room(self) -> int:
        """Return how many more are worth a claim: one by one during an outage."""
        if self._outage.lasts and self._tasks:
            return 0
        # Under way at once; as many again may wait to be recorded, unless the disk is full.
        busy = max(len(self._tasks), len(self._ledger) - self._concurrency)
        room = self._concurrency - busy
        if room < self._concurrency / ROOM_WORTH_A_CLAIM:
            return 0
        return 1 if self._outage.lasts else room

    async def _rest(self, seconds: float) -> None:
        if not seconds:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._woken.wait()

    def _start(self, delivery: Delivery) -> None:
        before = self._last.get(delivery.chat_id)
        task = asyncio.create_task(self._deliver(delivery, before))
        self._tasks.add(task)
        self._last[delivery.chat_id] = task
        task.add_done_callback(partial(self._end, delivery))

    async def _deliver(self, delivery: Delivery, before: asyncio.Task[Verdict] | None) -> Verdict:
        """Make one try of a claimed delivery, after the one to the same chat `before` it."""
        if not delivery.reachable:
            return ended(delivery, DeliveryState.FAILED, error="unreachable")
        if before is not None:
            await asyncio.wait([before])
        lane = LANES[delivery.kind]
        try:
            await self._wire.pace.turn(lane, delivery.chat_id, patience=PATIENCE)
        except NoTurn as no_turn:
            return self._later(delivery, no_turn.seconds)
        if self._outage.lasts and not await self._line_works():
            return self._later(delivery, self._outage.pause())
        with self._between_turn_and_call():
            call = await self._compose(delivery)  # at the last moment: its subject may have changed
            if not isinstance(call, Call):
                return self._unused(delivery, call)
            if self._stop_by is not None:
                return self._later(delivery, 0.0)
            await self._ledger.call_begins(delivery)
        self._calling.add(delivery.id)
        outcome = await self._wire.make(call)
        if isinstance(outcome, Refused) and outcome.cannot_parse:
            outcome = await self._wire.send(as_plain_text(call), lane, patience=PATIENCE)
        self._outage.note(outcome)
        return judged(delivery, outcome, self._clock.now())

    @contextmanager
    def _between_turn_and_call(self) -> Iterator[None]:
        self._turned += 1
        try:
            yield
        finally:
            self._turned -= 1
            if not self._turned:
                self.wake()

    def _unused(self, delivery: Delivery, why: DeliveryState | Later) -> Verdict:
        self._wire.pace.give_back(delivery.chat_id)
        if isinstance(why, Later):
            return again(delivery, why.at, tried=False)
        return ended(delivery, why)

    def _later(self, delivery: Delivery, seconds: float) -> Verdict:
        return again(delivery, self._clock.now() + timedelta(seconds=seconds), tried=False)

    async def _line_works(self) -> bool:
        probe: Outcome = await self._wire.make(GET_ME)
        if not isinstance(probe, Sent):
            self._outage.note(probe)
        return isinstance(probe, Sent)

    def _end(self, delivery: Delivery, task: asyncio.Task[Verdict]) -> None:
        """Settle a try, however it ended."""
        self._tasks.discard(task)
        if self._last.get(delivery.chat_id) is task:
            del self._last[delivery.chat_id]
        error = "cancelled" if task.cancelled() else type(task.exception()).__name__
        now = self._clock.now()
        if not task.cancelled() and task.exception() is None:
            verdict = task.result()
        elif delivery.id in self._calling:
            verdict = doubted(delivery, now, error=error)
        elif task.cancelled():
            verdict = self._later(delivery, 0.0)
        else:
            verdict = again(delivery, now + delay(delivery.attempts), error=error)
            log.error("delivery_not_composed", kind=delivery.kind.value, error=error)
        self._calling.discard(delivery.id)
        self.counters.add(verdict)
        self._ledger.settle(verdict)
        self.wake()

    async def _drain(self, stop_by: float, recorder: asyncio.Task[None]) -> None:
        if self._tasks:
            left = max(0.0, stop_by - asyncio.get_running_loop().time())
            _ended, late = await asyncio.wait(self._tasks, timeout=left)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        self._ledger.close()
        done, _late = await asyncio.wait({recorder}, timeout=2.0)
        if not done:  # the disk is full: the next start finds these `sending`, a doubt each
            recorder.cancel()
