"""What booked people answered to a notice, and who is still to be rung up."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.changes import Answer
from bot.domain.notices import Notice
from bot.domain.staff import Reach
from bot.domain.times import to_text
from storage.database import Transaction
from storage.notices import to_notice
from storage.reach import within

# What became of each; a visit that somebody moved or cancelled by themselves is an answer, too.
ANSWER = """
CASE WHEN notice.answer IS NOT NULL THEN notice.answer
     WHEN booking.chat_id IS NULL OR person.chat_id IS NULL OR person.reachable = 0
          OR delivery.state IN ('failed', 'unknown') THEN 'unreachable'
     ELSE 'silent' END
"""
WITH_ANSWERS = """
JOIN booking ON booking.id = notice.booking_id
LEFT JOIN person ON person.chat_id = booking.chat_id
LEFT JOIN delivery ON delivery.dedup_key = 'notice:' || notice.id
"""


def note(tx: Transaction, booking_id: int, answer: Answer, now: datetime) -> None:
    """Note what a booking's party answered to its last notice; a decision outweighs an OK."""
    tx.execute(
        """UPDATE notice SET answer = :answer, answered = :now
           WHERE state = 'owed' AND (answer IS NULL OR answer = 'ok') AND id = (
               SELECT MAX(id) FROM notice WHERE booking_id = :booking AND state = 'owed')""",
        {
            "booking": booking_id,
            "answer": answer.value,
            "now": to_text(now),
        },
    )


def note_call(tx: Transaction, notice_id: int, now: datetime) -> int:
    """Note that staff rang somebody up, once; return how many rows that changed."""
    return tx.execute(
        "UPDATE notice SET called = :now WHERE id = :id AND called IS NULL",
        {"id": notice_id, "now": to_text(now)},
    )


def answers(tx: Transaction, change_id: int) -> Mapping[Answer, int]:
    """Return how many bookings answered what to a change."""
    rows = tx.fetch_all(
        f"""SELECT {ANSWER} AS answer, COUNT(*) AS n FROM notice {WITH_ANSWERS}
            WHERE notice.change_id = :change AND notice.state = 'owed' GROUP BY 1""",  # noqa: S608
        {"change": change_id},
    )
    return {Answer(row["answer"]): row["n"] for row in rows}


def on_slot(tx: Transaction, slot_id: int) -> Mapping[Answer, int]:
    """Return how many bookings answered what to the last change of a slot."""
    rows = tx.fetch_all(
        f"""SELECT {ANSWER} AS answer, COUNT(*) AS n FROM notice {WITH_ANSWERS}
            WHERE notice.slot_id = :slot AND notice.state = 'owed'
            AND notice.id = (SELECT MAX(id) FROM notice AS last
                             WHERE last.booking_id = notice.booking_id AND last.state = 'owed')
            GROUP BY 1""",  # noqa: S608
        {"slot": slot_id},
    )
    return {Answer(row["answer"]): row["n"] for row in rows}


def to_call(tx: Transaction, reach: Reach, now: datetime) -> list[tuple[Notice, Answer]]:
    """Return who is silent or can't be reached and was not rung up, the soonest visit first."""
    rows = tx.fetch_all(
        f"""SELECT notice.*, 0 AS open, {ANSWER} AS became FROM notice {WITH_ANSWERS}
            JOIN slot ON slot.id = notice.slot_id JOIN visit ON visit.id = slot.visit_id
            WHERE notice.state = 'owed' AND notice.called IS NULL AND notice.answer IS NULL
            AND slot.ends > :now AND {within(reach)}
            AND notice.id = (SELECT MAX(id) FROM notice AS last
                             WHERE last.booking_id = notice.booking_id AND last.state = 'owed')
            ORDER BY slot.starts, notice.id""",  # noqa: S608
        {"now": to_text(now)},
    )
    return [(to_notice(row), Answer(row["became"])) for row in rows]
