"""What the sender has in hand: claimed in the database before it is sent, settled after.

A row is claimed by committing it as `sending`, and gets its lease right before its call. Whoever
finds such a row that nobody has in hand knows that the process died: without a lease the message
never left, with one it may have. So whatever crashes, a message in doubt has been counted before
it was sent, and what only waited for its turn is in no doubt.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.clock import Clock
from bot.delivery.verdicts import LONGEST_DELAY, Verdict, doubted
from bot.domain.deliveries import Delivery, DeliveryState
from storage import chats, deliveries, people
from storage.database import Database, StorageError, Transaction

PUT_IN_LANES_AT_ONCE = 500  # so that a broadcast that falls due doesn't hold up the writer
LONGEST_RETRY = timedelta(seconds=LONGEST_DELAY)
RETRY_STORING = 1.0  # seconds

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Taken:
    """What was claimed, and what was learned on the way."""

    deliveries: list[Delivery]
    next_due: datetime | None = None  # UTC
    recovered: list[Verdict] = field(default_factory=list)


class Ledger:
    """Claims and verdicts of one sender."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        lease: timedelta,
        recorded: Callable[[], None],
    ) -> None:
        self._database = database
        self._clock = clock
        self._lease = lease
        self._recorded = recorded
        self._in_hand: set[int] = set()
        self._settled: list[Verdict] = []
        self._to_record = asyncio.Event()
        self._first = True
        self._last_taken: datetime | None = None
        self._closing = False

    def __len__(self) -> int:
        return len(self._in_hand)

    async def take(self, limit: int) -> Taken:
        """Claim at most `limit` due messages; settle what a dead process had claimed.

        The first time that is everything under way, later what outlived its lease.
        """
        now = self._clock.now()
        set_back = self._last_taken is None or now < self._last_taken - LONGEST_RETRY
        self._last_taken = now
        taken = await self._database.write(
            partial(
                _take,
                now=now,
                set_back=set_back,
                lease_ended=None if self._first else now,
                limit=limit,
                in_hand=frozenset(self._in_hand),
            )
        )
        self._first = False
        self._in_hand.update(delivery.id for delivery in taken.deliveries)
        return taken

    async def call_begins(self, delivery: Delivery) -> None:
        """Commit that a message may leave now: from here on a crash leaves a doubt."""
        lease_until = self._clock.now() + self._lease
        await self._database.write(
            partial(deliveries.note_call, delivery_id=delivery.id, lease_until=lease_until)
        )

    def settle(self, verdict: Verdict) -> None:
        """Hand over a verdict to be recorded with the next batch."""
        self._settled.append(verdict)
        self._to_record.set()

    async def record(self) -> None:
        """Record verdicts, one transaction for all that came in meanwhile, until closed."""
        while self._settled or not self._closing:
            await self._to_record.wait()
            self._to_record.clear()
            batch, self._settled = self._settled, []
            await self._store(batch)
            self._in_hand.difference_update(verdict.delivery.id for verdict in batch)
            self._recorded()

    def close(self) -> None:
        """Let `record` return once everything handed over is recorded."""
        self._closing = True
        self._to_record.set()

    async def _store(self, batch: list[Verdict]) -> None:
        # What is known must not be lost to a full disk: it stays in hand until it is stored.
        while True:
            try:
                await self._database.write(partial(_record_all, batch, now=self._clock.now()))
            except StorageError as error:
                log.error("outcomes_not_stored", count=len(batch), error=type(error).__name__)
                await asyncio.sleep(RETRY_STORING)
            else:
                return


def _take(
    tx: Transaction,
    *,
    now: datetime,
    set_back: bool,
    lease_ended: datetime | None,
    limit: int,
    in_hand: frozenset[int],
) -> Taken:
    if lease_ended is None:
        deliveries.put_back_uncalled(tx)
    recovered = [
        doubted(delivery, now, error="died while sending")
        for delivery in deliveries.under_way(tx, lease_ended)
        if delivery.id not in in_hand
    ]
    _record_all(recovered, tx, now=now)
    if set_back:
        deliveries.hasten(tx, now, latest=now + LONGEST_RETRY)
    deliveries.put_in_lanes(tx, now, limit=PUT_IN_LANES_AT_ONCE)
    taken = deliveries.claim(tx, limit=limit)
    return Taken(taken, deliveries.next_due(tx), recovered)


def _record_all(batch: list[Verdict], tx: Transaction, *, now: datetime) -> None:
    sent = {v.delivery.id: v.message_id for v in batch if v.state is DeliveryState.SENT}
    if sent:
        deliveries.finish_sent(tx, sent, now)
    for verdict in batch:
        if verdict.state is not DeliveryState.SENT:
            _record(tx, verdict, now)


def _record(tx: Transaction, verdict: Verdict, now: datetime) -> None:
    delivery = verdict.delivery
    if verdict.state is DeliveryState.QUEUED:
        deliveries.put_back(
            tx,
            delivery.id,
            verdict.due or now,
            doubts=verdict.doubts,
            attempts=verdict.attempts,
            error=verdict.error,
        )
    else:
        deliveries.finish(
            tx,
            delivery.id,
            verdict.state,
            now,
            message_id=verdict.message_id,
            error=verdict.error,
        )
    if verdict.unreachable:
        people.set_reachable(tx, delivery.chat_id, reachable=False, now=now)
    if verdict.moved_to is not None:
        chats.move(tx, delivery.chat_id, verdict.moved_to)
