"""People: a chat id, a language, and whether they can be reached. Nothing else is needed."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.times import to_text
from storage import audit
from storage.database import Transaction
from storage.tombstones import WITH_PEOPLE


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Somebody who writes to the bot."""

    chat_id: int
    language: str | None  # chosen by themselves
    hinted_language: str | None  # what their Telegram speaks


def find(tx: Transaction, chat_id: int) -> Person | None:
    """Return a person, if they ever wrote."""
    row = tx.fetch_one(
        "SELECT chat_id, language, hinted_language FROM person WHERE chat_id = :chat_id",
        {"chat_id": chat_id},
    )
    return Person(**row) if row else None


def note(tx: Transaction, chat_id: int, hinted_language: str | None, now: datetime) -> None:
    """Remember that a person wrote: they can be reached (again)."""
    tx.execute(
        """INSERT INTO person (chat_id, hinted_language, created)
           VALUES (:chat_id, :hinted, :now)
           ON CONFLICT (chat_id) DO UPDATE
           SET reachable = 1, unreachable_since = NULL, hinted_language = :hinted""",
        {"chat_id": chat_id, "hinted": hinted_language, "now": to_text(now)},
    )


def choose_language(tx: Transaction, chat_id: int, language: str) -> None:
    """Store the language a person chose."""
    tx.execute(
        "UPDATE person SET language = :language WHERE chat_id = :chat_id",
        {"chat_id": chat_id, "language": language},
    )


def set_origin(tx: Transaction, chat_id: int, origin: str) -> None:
    """Remember which partner's link brought a person, the first time."""
    tx.execute(
        "UPDATE person SET origin = :origin WHERE chat_id = :chat_id AND origin IS NULL",
        {"chat_id": chat_id, "origin": origin},
    )


def stop_news(tx: Transaction, chat_id: int) -> None:
    """Note that a person wants no news, nor questions how it was."""
    sql = "UPDATE person SET news = 0, surveys = 0 WHERE chat_id = :chat_id"
    tx.execute(sql, {"chat_id": chat_id})


def wants_news(tx: Transaction, chat_id: int) -> bool:
    """Tell whether somebody asked for news."""
    row = tx.fetch_one("SELECT news FROM person WHERE chat_id = :chat_id", {"chat_id": chat_id})
    return bool(row and row["news"])


def choose_news(tx: Transaction, chat_id: int, *, wanted: bool) -> None:
    """Note whether somebody wants news; who does may be asked how a visit was, too."""
    sql = """UPDATE person SET news = :wanted,
                    surveys = CASE WHEN :wanted = 1 THEN 1 ELSE surveys END
             WHERE chat_id = :chat_id"""
    tx.execute(sql, {"chat_id": chat_id, "wanted": int(wanted)})


def set_reachable(tx: Transaction, chat_id: int, *, reachable: bool, now: datetime) -> None:
    """Mark whether messages to this person arrive at all; the first time counts as since when."""
    tx.execute(
        """UPDATE person SET reachable = :reachable, unreachable_since =
               CASE WHEN :reachable = 0 THEN COALESCE(unreachable_since, :now) END
           WHERE chat_id = :chat_id""",
        {"chat_id": chat_id, "reachable": int(reachable), "now": to_text(now)},
    )


def erase(tx: Transaction, chat_id: int) -> None:
    """Erase a person; their past bookings stay as counts without a person."""
    who = {"chat_id": chat_id}
    theirs = "booking_id IN (SELECT id FROM booking WHERE chat_id = :chat_id)"
    for table in ("caller", "need"):
        tx.execute(f"DELETE FROM {table} WHERE {theirs}", who)  # noqa: S608
    tx.execute(f"UPDATE answer SET word = NULL WHERE {theirs}", who)  # noqa: S608
    audit.unname(tx, chat_id)
    for table in set(WITH_PEOPLE) - {"booking"}:
        tx.execute(f"DELETE FROM {table} WHERE chat_id = :chat_id", who)  # noqa: S608
    tx.execute("UPDATE booking SET chat_id = NULL WHERE chat_id = :chat_id", who)
    tx.execute("UPDATE audit SET user_id = NULL WHERE user_id = :chat_id", who)
    tx.execute("UPDATE broadcast SET user_id = NULL WHERE user_id = :chat_id", who)
    tx.execute("UPDATE staff_grant SET granted_by = 0 WHERE granted_by = :chat_id", who)
    tx.execute("DELETE FROM invite WHERE :chat_id IN (invited_by, opened_by)", who)
