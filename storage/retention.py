"""What is no longer needed: each rule says which rows, until when, and what happens to them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain import erasure
from bot.domain.times import to_text
from storage.database import Transaction

OVER = "slot_id IN (SELECT id FROM slot WHERE ends < :before)"
OF_OVER = f"booking_id IN (SELECT id FROM booking WHERE {OVER})"  # noqa: S608
DIALOGUES_KEPT = timedelta()  # past their own expiry
TIES = (  # what a person is kept for
    "SELECT 1 FROM booking WHERE booking.chat_id = person.chat_id",
    "SELECT 1 FROM waitlist WHERE waitlist.chat_id = person.chat_id",
    "SELECT 1 FROM intention WHERE intention.chat_id = person.chat_id",
    "SELECT 1 FROM conversation WHERE conversation.chat_id = person.chat_id",
    "SELECT 1 FROM delivery WHERE delivery.chat_id = person.chat_id AND finished IS NULL",
    "SELECT 1 FROM alert WHERE alert.chat_id = person.chat_id AND state = 'active'",
    "SELECT 1 FROM chain WHERE chain.chat_id = person.chat_id",
    "SELECT 1 FROM interest WHERE interest.chat_id = person.chat_id",
    "SELECT 1 FROM code_try WHERE code_try.chat_id = person.chat_id",
    "SELECT 1 FROM staff_grant WHERE staff_grant.chat_id = person.chat_id AND revoked IS NULL",
)
UNTIED = " AND ".join(f"NOT EXISTS ({tie})" for tie in TIES)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """Rows of a table that are no longer needed after a while."""

    name: str
    table: str
    key: str  # the primary key's columns
    where: str  # over `:before`, the instant that lies `kept` back
    kept: timedelta
    blanks: str = ""  # the column that is blanked; without one, the row goes

    def statement(self) -> str:
        """Return what carries the rule out on at most `:limit` rows."""
        verb = self._blank() if self.blanks else f"DELETE FROM {self.table}"  # noqa: S608
        return f"""{verb} WHERE ({self.key}) IN
            (SELECT {self.key} FROM {self.table} WHERE {self.where} LIMIT :limit)"""  # noqa: S608

    def _blank(self) -> str:
        return f"UPDATE {self.table} SET {self.blanks} = NULL"  # noqa: S608


# People first: what ties them goes after, so a dry run tells what the next run does.
RULES = (
    Rule(
        name="unreachable",
        table="person",
        key="chat_id",
        where=f"unreachable_since < :before AND {UNTIED}",
        kept=erasure.UNREACHABLE_FOR,
    ),
    Rule(
        name="people",
        table="person",
        key="chat_id",
        where=f"created < :before AND news = 0 AND {UNTIED}",
        kept=erasure.AFTER_THE_VISIT,
    ),
    Rule(
        name="bookings",
        table="booking",
        key="id",
        where=f"chat_id IS NOT NULL AND {OVER}",
        kept=erasure.AFTER_THE_VISIT,
        blanks="chat_id",
    ),
    Rule(
        name="callers",
        table="caller",
        key="booking_id",
        where=OF_OVER,
        kept=erasure.AFTER_THE_VISIT,
    ),
    Rule(
        name="needs",
        table="need",
        key="booking_id, kind",
        where=OF_OVER,
        kept=erasure.AFTER_THE_VISIT,
    ),
    Rule(
        name="words",
        table="answer",
        key="booking_id",
        where=f"word IS NOT NULL AND {OF_OVER}",
        kept=erasure.AFTER_THE_VISIT,
        blanks="word",
    ),
    Rule(
        name="tries",
        table="code_try",
        key="id",
        where="at < :before",
        kept=erasure.TRIES_KEPT,
    ),
    Rule(
        name="waiting",
        table="waitlist",
        key="id",
        where=f"held = 0 AND {OVER}",
        kept=erasure.AFTER_THE_VISIT,
    ),
    Rule(
        name="intentions",
        table="intention",
        key="slot_id, chat_id",
        where=OVER,
        kept=erasure.AFTER_THE_VISIT,
    ),
    Rule(
        name="messages",
        table="delivery",
        key="id",
        where="finished < :before",
        kept=erasure.AFTER_THE_END,
    ),
    Rule(
        name="broadcasts",
        table="broadcast",
        key="id",
        where="finished < :before"
        " AND NOT EXISTS (SELECT 1 FROM delivery WHERE broadcast_id = broadcast.id)",
        kept=erasure.AFTER_THE_VISIT,
    ),
    Rule(
        name="dialogues",
        table="conversation",
        key="chat_id, user_id",
        where="expires < :before",
        kept=DIALOGUES_KEPT,
    ),
    Rule(
        name="updates",
        table="seen_update",
        key="update_id",
        where="at < :before",
        kept=erasure.SEEN_KEPT,
    ),
    Rule(
        name="failures",
        table="failed_update",
        key="update_id",
        where="at < :before",
        kept=erasure.AFTER_THE_VISIT,
    ),
    Rule(
        name="chains",
        table="chain",
        key="id",
        where="""NOT EXISTS (SELECT 1 FROM chain_link
                 JOIN booking ON booking.id = chain_link.booking_id
                 JOIN slot ON slot.id = booking.slot_id
                 WHERE chain_link.chain_id = chain.id AND slot.ends >= :before)""",
        kept=erasure.AFTER_THE_VISIT,
    ),
    Rule(
        name="interests",
        table="interest",
        key="id",
        where="created < :before",
        kept=erasure.WORDS_KEPT,
    ),
    Rule(
        name="searches",
        table="search",
        key="id",
        where="id NOT IN (SELECT search_id FROM alert)",
        kept=timedelta(),
    ),
    Rule(
        name="alerts",
        table="alert",
        key="id",
        where="state <> 'active' AND created < :before",
        kept=timedelta(),
    ),
    Rule(
        name="invitations",
        table="invite",
        key="id",
        where="expires < :before",
        kept=erasure.AFTER_THE_VISIT,
    ),
    Rule(
        name="roles",
        table="staff_grant",
        key="id",
        where="revoked < :before",
        kept=erasure.AFTER_THE_VISIT,
    ),
    Rule(
        name="audit",
        table="audit",
        key="id",
        where="at < :before",
        kept=erasure.AUDIT_KEPT,
    ),
    Rule(
        name="tombstones",
        table="tombstone",
        key="mac",
        where="at < :before",
        kept=erasure.TOMBSTONES_KEPT,
    ),
)


def count(tx: Transaction, rule: Rule, now: datetime) -> int:
    """Return how many rows a rule would touch."""
    sql = f"SELECT COUNT(*) AS n FROM {rule.table} WHERE {rule.where}"  # noqa: S608
    row = tx.fetch_one(sql, {"before": to_text(now - rule.kept)})
    return row["n"] if row else 0


def apply(tx: Transaction, rule: Rule, now: datetime, *, limit: int) -> int:
    """Carry a rule out on at most `limit` rows; return on how many."""
    return tx.execute(rule.statement(), {"before": to_text(now - rule.kept), "limit": limit})
