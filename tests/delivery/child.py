"""A sender in a process of its own, to be killed.

Arguments: the database file, the Bot API's address with the token, seconds that the clock is
ahead, `claims` or `marks-after` (the usual style, as a control), messages a second.
"""

import asyncio
import sys
from datetime import timedelta
from pathlib import Path

from bot.clock import MovedClock
from bot.delivery.outcomes import Sent
from bot.delivery.pace import Pace
from bot.delivery.request import AiohttpRequest
from bot.delivery.sender import Sender
from bot.delivery.wire import Wire
from bot.domain.deliveries import Delivery, DeliveryState, Kind
from storage import deliveries
from storage.database import Database, Row, Transaction
from storage.sqlite import SqliteDatabase
from tests.delivery.office import compose


async def main(path: str, base_url: str, ahead: str, style: str, rate: str) -> None:
    """Send what is owed until killed."""
    database = await SqliteDatabase.open(Path(path))
    clock = MovedClock(timedelta(seconds=int(ahead)))
    async with AiohttpRequest() as request:
        wire = Wire(request, base_url, Pace(float(rate)), database, clock)
        await wire.open()
        if style == "claims":
            await Sender(database, wire, compose, clock).run()
        else:
            await send_then_mark(database, wire, clock)


async def send_then_mark(database: Database, wire: Wire, clock: MovedClock) -> None:
    """Send what is queued, and note it when it is sent."""
    for row in await database.read(_queued):
        call = await compose(_delivery(row, clock))
        if isinstance(call, DeliveryState) or not isinstance(await wire.send(call, 1), Sent):
            continue
        await database.write(lambda tx, row=row: _mark(tx, row, clock))  # type: ignore[misc]
    await asyncio.Event().wait()


def _queued(tx: Transaction) -> list[Row]:
    return tx.fetch_all("SELECT * FROM delivery WHERE state = 'queued' ORDER BY id")


def _mark(tx: Transaction, row: Row, clock: MovedClock) -> None:
    deliveries.finish(tx, row["id"], DeliveryState.SENT, clock.now())


def _delivery(row: Row, clock: MovedClock) -> Delivery:
    now = clock.now()
    return Delivery(
        kind=Kind(row["kind"]),
        chat_id=row["chat_id"],
        dedup_key=row["dedup_key"],
        due=now,
        urgency=now,
    )


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
