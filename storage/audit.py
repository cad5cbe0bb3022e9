"""What staff did: who, what, before and after; never anything about a visitor."""

import json
from datetime import datetime

from bot.domain.audit import Act
from bot.domain.times import from_text, to_text
from storage.database import Row, Transaction


def add(tx: Transaction, act: Act) -> None:
    """Write down one act."""
    tx.execute(
        """INSERT INTO audit
               (at, user_id, role, action, slot_id, territory_id, host_id, before, after)
           VALUES (:at, :user_id, :role, :action, :slot_id, :territory_id, :host_id, :before,
                   :after)""",
        {
            "at": to_text(act.at),
            "user_id": act.user_id,
            "role": act.role,
            "action": act.action,
            "slot_id": act.slot_id,
            "territory_id": act.territory_id,
            "host_id": act.host_id,
            "before": json.dumps(act.before, ensure_ascii=False),
            "after": json.dumps(act.after, ensure_ascii=False),
        },
    )


def latest(tx: Transaction, *, limit: int, before: datetime | None = None) -> list[Act]:
    """Return the newest acts first, those before a time when one is given."""
    rows = tx.fetch_all(
        """SELECT at, user_id, role, action, slot_id, territory_id, host_id, before, after
           FROM audit WHERE at < :before ORDER BY at DESC, id DESC LIMIT :limit""",
        {"before": to_text(before) if before else "9999", "limit": limit},
    )
    return [_to_act(row) for row in rows]


def _to_act(row: Row) -> Act:
    return Act(
        at=from_text(row["at"]),
        user_id=row["user_id"],
        role=row["role"],
        action=row["action"],
        slot_id=row["slot_id"],
        territory_id=row["territory_id"],
        host_id=row["host_id"],
        before=json.loads(row["before"]),
        after=json.loads(row["after"]),
    )
