"""Make a backup fit to go on from: nothing old is sent again, nobody who was erased comes back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.erasure import TOMBSTONES_KEPT, Tombstone
from bot.domain.refusals import Refusal
from bot.domain.times import from_text, to_text
from bot.services.forget import forget
from bot.services.tidy_up import tidy_up
from storage import broadcasts, deliveries, facts, tombstones
from storage.backups import MADE_AT
from storage.database import Transaction

RESTORED_AT = "restored_at"  # facts


class BackupTooOld(Refusal):
    """Who was erased since the backup is no longer known; fields: at, days."""

    message_id = "backup.too_old"


@dataclass(frozen=True, kw_only=True, slots=True)
class Restored:
    """What a restore did to a backup."""

    made_at: datetime  # UTC: what happened later is lost
    missed: int  # messages that may have gone out before the loss, and are not sent again
    erased: int  # people who had been erased since


def restore(
    tx: Transaction, erased: Iterable[Tombstone], *, now: datetime, written: datetime
) -> Restored:
    """Give up what was due, erase again who was erased, let go of what is no longer needed.

    The bot may have sent what the backup still owes, tickets too: a message that was due is not
    sent again (the person finds the ticket under their visits). `written` is the file's time, for
    a backup that doesn't say when it was made. Raises `BackupTooOld`.
    """
    noted = facts.get(tx, MADE_AT)
    made_at = from_text(noted) if noted else written
    if made_at < now - TOMBSTONES_KEPT:
        raise BackupTooOld(at=f"{made_at:%d/%m/%Y}", days=TOMBSTONES_KEPT.days)
    missed = deliveries.miss_due(tx, now, "restored")
    broadcasts.stop_all(tx, now)
    tombstones.add_all(tx, erased)
    returned = tombstones.returned(tx)
    for chat_id in returned:
        forget(tx, chat_id, now)
    while any(tidy_up(tx, now).values()):
        pass
    facts.put(tx, RESTORED_AT, to_text(now))
    return Restored(made_at=made_at, missed=missed, erased=len(returned))
