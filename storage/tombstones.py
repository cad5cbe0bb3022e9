"""Who was erased, as keyed hashes: so that a restored backup can erase them again."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.erasure import Tombstone, mac_of
from bot.domain.times import from_text, to_text
from storage import facts
from storage.database import Transaction

KEY = "tombstone_key"  # facts: made with the schema, the same in every backup
CHANNEL = "tombstones"
WITH_PEOPLE = (
    "person",
    "conversation",
    "booking",
    "waitlist",
    "intention",
    "delivery",
    "alert",
    "chain",
    "interest",
    "staff_grant",
    "code_try",
)
WHO = (  # where else somebody's number stands
    ("invite", "invited_by"),
    ("invite", "opened_by"),
    ("staff_grant", "granted_by"),
    ("audit", "user_id"),
    ("broadcast", "user_id"),
)


def add(tx: Transaction, chat_id: int, now: datetime) -> None:
    """Remember that somebody was erased, without remembering who."""
    add_all(tx, [Tombstone(mac_of(facts.get(tx, KEY) or "", chat_id), now)])
    tx.notify(CHANNEL)


def add_all(tx: Transaction, tombstones: Iterable[Tombstone]) -> None:
    """Add what another file remembers; the latest erasure of a chat counts."""
    for stone in tombstones:
        tx.execute(
            """INSERT INTO tombstone (mac, at) VALUES (:mac, :at) ON CONFLICT (mac) DO UPDATE
               SET at = CASE WHEN :at > tombstone.at THEN :at ELSE tombstone.at END""",
            {"mac": stone.mac, "at": to_text(stone.at)},
        )


def all_of_them(tx: Transaction) -> list[Tombstone]:
    """Return every tombstone, the oldest first."""
    rows = tx.fetch_all("SELECT mac, at FROM tombstone ORDER BY at, mac")
    return [Tombstone(row["mac"], from_text(row["at"])) for row in rows]


def returned(tx: Transaction) -> list[int]:
    """Return the chats that were erased and yet are there, unless they came back later."""
    erased = {stone.mac: to_text(stone.at) for stone in all_of_them(tx)}
    if not erased:
        return []
    key = facts.get(tx, KEY) or ""
    known = ((chat_id, since, erased.get(mac_of(key, chat_id))) for chat_id, since in _chats(tx))
    return [chat_id for chat_id, since, gone in known if gone is not None and since <= gone]


def _chats(tx: Transaction) -> list[tuple[int, str]]:
    """Return every chat that anything is kept of, and since when they are known."""
    everywhere = " UNION ".join(
        f"SELECT {column} AS chat_id FROM {table} WHERE {column} IS NOT NULL"  # noqa: S608
        for table, column in (*((table, "chat_id") for table in WITH_PEOPLE), *WHO)
    )
    rows = tx.fetch_all(
        f"""SELECT there.chat_id, COALESCE(person.created, '') AS since
            FROM ({everywhere}) AS there
            LEFT JOIN person ON person.chat_id = there.chat_id ORDER BY there.chat_id"""  # noqa: S608
    )
    return [(row["chat_id"], row["since"]) for row in rows]
