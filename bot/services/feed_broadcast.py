"""Write the deliveries of broadcasts, a bit at a time, and say how each ended.

Only a window of what is to go is queued at any moment: a broadcast to very many people is never
one long transaction, and pausing or cancelling it touches few rows.
"""

from datetime import UTC, datetime

from bot.domain.broadcast import (
    Broadcast,
    BroadcastKind,
    BroadcastState,
    Cursor,
    may_go_at,
)
from bot.domain.catalogue import Wanted
from bot.domain.deliveries import Delivery, Kind
from bot.domain.times import to_text
from storage import broadcast_mail, broadcasts, catalogue, deliveries, recipients
from storage.database import Transaction
from storage.recipients import Recipient

WINDOW = 1_000  # deliveries of one broadcast that are queued
AT_ONCE = 100  # written in one transaction
LAST = datetime(9999, 12, 31, tzinfo=UTC)  # the place in the lane of who has no visit to come
KINDS = {BroadcastKind.SERVICE: Kind.SERVICE, BroadcastKind.NEWS: Kind.NEWS}


def feed_broadcasts(tx: Transaction, now: datetime) -> int:
    """Do what is due for every broadcast under way; return how many deliveries were written."""
    written = 0
    for broadcast_id in broadcasts.under_way(tx, now):
        found = broadcasts.lock(tx, broadcast_id)
        if found is not None and found.finished is None:
            written += _tend(tx, found, now)
    return written


def _tend(tx: Transaction, broadcast: Broadcast, now: datetime) -> int:
    if broadcast.state is BroadcastState.SCHEDULED:
        broadcasts.begin(tx, broadcast.id, now)
        return 0  # the next round, which `begin` asks for, writes the first ones
    if broadcast.state is BroadcastState.PAUSED:
        broadcast_mail.hold(tx, broadcast.id)  # what came back to the queue meanwhile
        return 0
    pending = broadcast_mail.pending(tx, broadcast.id)
    if broadcast.state is BroadcastState.SENDING and not broadcast.fed:
        return _feed(tx, broadcast, now, room=WINDOW - pending)
    if broadcast.state is BroadcastState.CANCELLED:
        broadcast_mail.drop(tx, broadcast.id, now)
    if not broadcast_mail.pending(tx, broadcast.id):
        _finish(tx, broadcast, now)
    return 0


def _feed(tx: Transaction, broadcast: Broadcast, now: datetime, *, room: int) -> int:
    limit = min(room, AT_ONCE)
    if limit <= 0:
        return 0
    tz = catalogue.zone_of(tx, Wanted())
    people = recipients.following(tx, broadcast, now, tz=tz, limit=limit)
    written = sum(deliveries.add(tx, _delivery(broadcast, one, now)) for one in people)
    phase = broadcast.cursor.phase
    if len(people) == limit:
        broadcasts.advance(tx, broadcast.id, _after(phase, people[-1]), fed=False)
    else:
        fed = phase + 1 == len(recipients.sources(broadcast.circle))
        broadcasts.advance(tx, broadcast.id, Cursor(phase=phase + (not fed)), fed=fed)
    if limit < room:
        tx.notify(broadcasts.CHANNEL)  # there is room for more
    return written


def _after(phase: int, last: Recipient) -> Cursor:
    return Cursor(
        phase=phase,
        starts=to_text(last.starts) if last.starts else "",
        slot_id=last.slot_id or 0,
        chat_id=last.chat_id,
    )


def _delivery(broadcast: Broadcast, to: Recipient, now: datetime) -> Delivery:
    return Delivery(
        kind=KINDS[broadcast.kind],
        chat_id=to.chat_id,
        dedup_key=f"{broadcast.kind.value}:{broadcast.id}:{to.chat_id}",
        due=may_go_at(now, to.tz, broadcast.kind, to.starts),
        urgency=to.starts or LAST,
        slot_id=to.slot_id,
        broadcast_id=broadcast.id,
    )


def _finish(tx: Transaction, broadcast: Broadcast, now: datetime) -> None:
    """Keep the final numbers, and owe them to who sent it."""
    cancelled = broadcast.state is BroadcastState.CANCELLED
    state = BroadcastState.CANCELLED if cancelled else BroadcastState.DONE
    broadcasts.finish(tx, broadcast.id, state, broadcast_mail.tally(tx, broadcast), now)
    if broadcast.user_id is None:
        return
    deliveries.add(
        tx,
        Delivery(
            kind=Kind.BROADCAST_REPORT,
            chat_id=broadcast.user_id,
            dedup_key=f"broadcast_report:{broadcast.id}",
            due=now,
            urgency=now,
            fields={"broadcast": broadcast.id},
        ),
    )
