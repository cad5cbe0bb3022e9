"""Let go of what is no longer needed: a bit at a time, so that nobody waits for it."""

from datetime import datetime

from bot.domain.erasure import AFTER_THE_END
from bot.domain.times import to_text
from storage import facts, retention
from storage.database import Transaction
from storage.figures import ERASED

AT_ONCE = 500  # rows of one rule in one transaction
OUTBOX_SINCE = "outbox_since"  # facts: messages that ended before may be gone


def tidy_up(tx: Transaction, now: datetime, *, at_once: int = AT_ONCE) -> dict[str, int]:
    """Carry out every rule on at most `at_once` rows; return how many, by rule.

    When a rule reaches the limit there is more to do: call it again.
    """
    done = {rule.name: retention.apply(tx, rule, now, limit=at_once) for rule in retention.RULES}
    if done["messages"]:
        facts.put(tx, OUTBOX_SINCE, to_text(now - AFTER_THE_END))
    if total := sum(done.values()):
        facts.put(tx, ERASED, str(int(facts.get(tx, ERASED) or 0) + total))
    return done


def would_tidy(tx: Transaction, now: datetime) -> dict[str, int]:
    """Return how many rows each rule would let go; nothing changes."""
    return {rule.name: retention.count(tx, rule, now) for rule in retention.RULES}
