"""What people and hosts write to each other about vacancies."""

from datetime import datetime

from bot.domain.interest import Interest, Word
from bot.domain.times import from_text, to_text
from storage import vacancies
from storage.database import Row, Transaction

INTEREST = """
SELECT interest.*, vacancy.territory_id AS territory_id
FROM interest JOIN vacancy ON vacancy.id = interest.vacancy_id
"""


def add(
    tx: Transaction,
    *,
    code: str,
    intent: str,
    chat_id: int,
    vacancy_id: int,
    first_name: str,
    now: datetime,
) -> bool:
    """Note that somebody is interested; False when this intent was noted already."""
    added = tx.execute(
        """INSERT INTO interest (code, intent, chat_id, vacancy_id, first_name, created)
           VALUES (:code, :intent, :chat_id, :vacancy_id, :first_name, :now)
           ON CONFLICT (intent) DO NOTHING""",
        {
            "code": code,
            "intent": intent,
            "chat_id": chat_id,
            "vacancy_id": vacancy_id,
            "first_name": first_name,
            "now": to_text(now),
        },
    )
    return added == 1


def add_word(
    tx: Transaction, interest_id: int, words: str, *, from_host: bool, now: datetime
) -> int:
    """Keep a message; return its id."""
    row = tx.fetch_one(
        """INSERT INTO interest_word (interest_id, from_host, words, at)
           VALUES (:interest, :from_host, :words, :now) RETURNING id""",
        {
            "interest": interest_id,
            "from_host": int(from_host),
            "words": words,
            "now": to_text(now),
        },
    )
    if row is None:
        raise LookupError("a statement that returns an id returned none")
    return int(row["id"])


def of_code(tx: Transaction, code: str) -> Interest | None:
    """Return an exchange by its code."""
    row = tx.fetch_one(f"{INTEREST} WHERE interest.code = :code", {"code": code})
    return _to_interest(tx, row) if row else None


def word(tx: Transaction, word_id: int) -> Word | None:
    """Return a message, with the exchange it belongs to."""
    row = tx.fetch_one("SELECT * FROM interest_word WHERE id = :id", {"id": word_id})
    if row is None:
        return None
    of = tx.fetch_one(f"{INTEREST} WHERE interest.id = :id", {"id": row["interest_id"]})
    return _to_word(_to_interest(tx, of), row) if of else None


def of_person(tx: Transaction, chat_id: int) -> list[Word]:
    """Return every message of somebody's exchanges, in order, the hosts' too."""
    found = tx.fetch_all(
        f"{INTEREST} WHERE interest.chat_id = :chat_id ORDER BY interest.id",
        {"chat_id": chat_id},
    )
    words = "SELECT * FROM interest_word WHERE interest_id = :id ORDER BY id"
    return [
        _to_word(interest, row)
        for interest in (_to_interest(tx, one) for one in found)
        for row in tx.fetch_all(words, {"id": interest.id})
    ]


def counts_since(tx: Transaction, chat_id: int, since: datetime) -> tuple[int, int]:
    """Return to how many hosts somebody wrote first, and how many messages, since an instant."""
    values = {"chat_id": chat_id, "since": to_text(since)}
    firsts = tx.fetch_one(
        "SELECT COUNT(*) AS n FROM interest WHERE chat_id = :chat_id AND created > :since", values
    )
    words = tx.fetch_one(
        """SELECT COUNT(*) AS n FROM interest_word
           JOIN interest ON interest.id = interest_word.interest_id
           WHERE interest.chat_id = :chat_id AND from_host = 0 AND at > :since""",
        values,
    )
    return (firsts["n"] if firsts else 0, words["n"] if words else 0)


def _to_interest(tx: Transaction, row: Row) -> Interest:
    return Interest(
        id=row["id"],
        code=row["code"],
        chat_id=row["chat_id"],
        vacancy=vacancies.of_ids(tx, (row["vacancy_id"],))[row["vacancy_id"]],
        territory_id=row["territory_id"],
        first_name=row["first_name"],
        created=from_text(row["created"]),
    )


def _to_word(interest: Interest, row: Row) -> Word:
    return Word(
        id=row["id"],
        interest=interest,
        words=row["words"],
        from_host=bool(row["from_host"]),
    )
