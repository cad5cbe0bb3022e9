"""Owe the question how it was: the day after, never at night, to who may be asked."""

from datetime import datetime, timedelta

from bot.domain.deliveries import Delivery, Kind
from bot.domain.survey import asked_at
from bot.domain.times import from_text, to_text
from storage import deliveries, facts, rosters, surveys
from storage.database import Transaction

ASKED_UNTIL = "surveys_until"  # facts: who was there before was asked
LONGEST_AGO = timedelta(days=1)  # who was there before is asked no more
AT_ONCE = 200  # in one transaction, and those of the same instant


def owe_surveys(tx: Transaction, now: datetime) -> int:
    """Owe the question for the visits that have ended since the last look; return how many."""
    known = facts.get(tx, ASKED_UNTIL)
    since = max(from_text(known), now - LONGEST_AGO) if known else now - LONGEST_AGO
    owed = 0
    while owed < AT_ONCE:
        ended = rosters.ended_after(tx, since, now)
        if ended is None:
            break
        owed += _ask(tx, ended)
        facts.put(tx, ASKED_UNTIL, to_text(ended))
        since = ended
    return owed


def _ask(tx: Transaction, ended: datetime) -> int:
    owed = 0
    for booking in surveys.to_ask(tx, ended):
        slot, chat_id = booking.slot, booking.chat_id or 0
        owed += deliveries.add(
            tx,
            Delivery(
                kind=Kind.SURVEY,
                chat_id=chat_id,
                dedup_key=f"survey:{slot.visit.id}:{slot.day.isoformat()}:{chat_id}",
                due=asked_at(slot),
                urgency=asked_at(slot),
                slot_id=slot.id,
                booking_id=booking.id,
            ),
        )
    return owed
