"""What is left of somebody who was erased, and how long anything is kept."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

AFTER_THE_VISIT = timedelta(days=30)  # identifying data
AFTER_THE_END = timedelta(days=7)  # messages that were sent, failed or given up
UNREACHABLE_FOR = timedelta(days=90)  # then a person goes
AUDIT_KEPT = timedelta(days=365)  # what staff did: until the next edition is over
WORDS_KEPT = timedelta(days=30)  # what people and hosts wrote to each other
SEEN_KEPT = timedelta(days=14)  # ids of updates: Telegram hands one over for a day at most
TRIES_KEPT = timedelta(days=1)  # codes that opened nothing
# A restored backup erases again who was erased since; an older backup is not restored.
TOMBSTONES_KEPT = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Tombstone:
    """Somebody was erased: recognised by whoever has the key, telling nobody who it was."""

    mac: str  # hexadecimal
    at: datetime  # UTC


def mac_of(key: str, chat_id: int) -> str:
    """Return the keyed hash under which an erased chat is recognised."""
    return hmac.new(bytes.fromhex(key), str(chat_id).encode(), hashlib.sha256).hexdigest()
