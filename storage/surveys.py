"""How it was: who may be asked, what they answered, and the sums."""

from datetime import date, datetime

from bot.domain.booking import Booking
from bot.domain.staff import Reach
from bot.domain.survey import STARS, WORDS_FROM, Answer, Opinion
from bot.domain.times import to_text
from storage import bookings
from storage.database import Row, Transaction
from storage.reach import within

MOST_WORDS = 30  # shown of one visit, the newest


def to_ask(tx: Transaction, ended: datetime) -> list[Booking]:
    """Return the bookings whose visit ended at an instant and whose people may be asked."""
    rows = tx.fetch_all(
        """SELECT booking.code FROM booking JOIN slot ON slot.id = booking.slot_id
           JOIN person ON person.chat_id = booking.chat_id
           WHERE slot.ends = :ended AND slot.state <> 'cancelled' AND person.surveys = 1
           AND booking.state IN ('confirmed', 'attended') ORDER BY booking.id""",
        {"ended": to_text(ended)},
    )
    return [one for row in rows if (one := bookings.of_code(tx, row["code"])) is not None]


def may_ask(tx: Transaction, chat_id: int) -> bool:
    """Tell whether somebody may be asked how it was."""
    sql = "SELECT surveys FROM person WHERE chat_id = :chat_id"
    row = tx.fetch_one(sql, {"chat_id": chat_id})
    return row is not None and bool(row["surveys"])


def stop(tx: Transaction, chat_id: int) -> None:
    """Ask somebody no more."""
    tx.execute("UPDATE person SET surveys = 0 WHERE chat_id = :chat_id", {"chat_id": chat_id})


def of_booking(tx: Transaction, booking_id: int) -> Answer | None:
    """Return what somebody answered."""
    row = tx.fetch_one(
        "SELECT stars, word, would_work FROM answer WHERE booking_id = :id", {"id": booking_id}
    )
    return _to_answer(row) if row else None


def of_person(tx: Transaction, chat_id: int) -> list[Answer]:
    """Return everything somebody answered."""
    rows = tx.fetch_all(
        """SELECT answer.stars, answer.word, answer.would_work
           FROM answer JOIN booking ON booking.id = answer.booking_id
           WHERE booking.chat_id = :chat_id ORDER BY booking.id""",
        {"chat_id": chat_id},
    )
    return [_to_answer(row) for row in rows]


def save(tx: Transaction, booking: Booking, answer: Answer, now: datetime) -> None:
    """Keep what somebody answered, in place of what they answered before."""
    said = answer.would_work
    tx.execute(
        """INSERT INTO answer (booking_id, visit_id, stars, word, would_work, at)
           VALUES (:id, :visit_id, :stars, :word, :would_work, :now)
           ON CONFLICT (booking_id) DO UPDATE
           SET stars = :stars, word = :word, would_work = :would_work, at = :now""",
        {
            "id": booking.id,
            "visit_id": booking.slot.visit.id,
            "stars": answer.stars,
            "word": answer.word,
            "would_work": None if said is None else int(said),
            "now": to_text(now),
        },
    )


def opinions(tx: Transaction, reach: Reach, since: date, *, limit: int) -> list[Opinion]:
    """Return what visitors said of each visit since a day, by title."""
    rows = tx.fetch_all(
        f"""SELECT visit.id, visit.title FROM visit WHERE EXISTS (
                SELECT 1 FROM answer JOIN booking ON booking.id = answer.booking_id
                JOIN slot ON slot.id = booking.slot_id
                WHERE answer.visit_id = visit.id AND slot.day >= :since AND {within(reach)})
            ORDER BY visit.title, visit.id LIMIT :limit""",  # noqa: S608 - row numbers
        {"since": since.isoformat(), "limit": limit},
    )
    return [_opinion(tx, row["id"], row["title"]) for row in rows]


def _opinion(tx: Transaction, visit_id: int, title: str) -> Opinion:
    rows = tx.fetch_all(
        """SELECT stars, word, would_work FROM answer WHERE visit_id = :id
           ORDER BY at DESC, booking_id""",
        {"id": visit_id},
    )
    words = tuple(row["word"] for row in rows if row["word"])
    return Opinion(
        title=title,
        stars=tuple(sum(row["stars"] == stars for row in rows) for stars in STARS),
        would_work=sum(row["would_work"] == 1 for row in rows),
        would_not=sum(row["would_work"] == 0 for row in rows),
        words=words[:MOST_WORDS] if len(rows) >= WORDS_FROM else (),
    )


def _to_answer(row: Row) -> Answer:
    said = row["would_work"]
    would_work = None if said is None else bool(said)
    return Answer(stars=row["stars"], word=row["word"], would_work=would_work)
