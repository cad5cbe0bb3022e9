"""Owe the hosts their roster: at 17:00 the evening before, where they are."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.deliveries import Delivery, Kind
from bot.domain.times import from_text
from storage import deliveries, rosters
from storage.database import Transaction

EVENING, MORNING = time(17, 0), time(7, 0)
AT_ONCE = 100  # in one transaction: replies wait for it


def owe_rosters(tx: Transaction, now: datetime) -> int:
    """Owe each person of a host the roster of tomorrow, once a day; return how many.

    One that was missed in the evening goes out from seven on, for what has not begun.
    """
    owed = 0
    for tz in rosters.zones(tx):
        local = now.astimezone(tz)
        if local.time() >= EVENING:
            owed += _owe(tx, local.date() + timedelta(days=1), tz, now)
        elif local.time() >= MORNING:
            owed += _owe(tx, local.date(), tz, now)
    return owed


def _owe(tx: Transaction, day: date, tz: ZoneInfo, now: datetime) -> int:
    rows = rosters.unowed(tx, day, tz, now)[:AT_ONCE]
    for row in rows:
        deliveries.add(
            tx,
            Delivery(
                kind=Kind.ROSTER,
                chat_id=row["chat_id"],
                dedup_key=f"roster:{row['host_id']}:{day.isoformat()}:{row['chat_id']}",
                due=now,
                urgency=from_text(row["starts"]),
                fields={"host": row["host_id"], "day": day.isoformat()},
            ),
        )
    return len(rows)
