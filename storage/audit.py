"""What staff did: who, what, before and after; never anything about a visitor."""

import json

from bot.domain.audit import Act, Action
from bot.domain.times import from_text, to_text
from storage.database import Row, Transaction

ERASED = "…"  # instead of a name


def add(tx: Transaction, act: Act) -> None:
    """Write down one act."""
    tx.execute(
        """INSERT INTO audit
               (at, user_id, action, slot_id, territory_id, host_id, before, after)
           VALUES (:at, :user_id, :action, :slot_id, :territory_id, :host_id, :before, :after)""",
        {
            "at": to_text(act.at),
            "user_id": act.user_id,
            "action": act.action.value,
            "slot_id": act.slot_id,
            "territory_id": act.territory_id,
            "host_id": act.host_id,
            "before": json.dumps(act.before, ensure_ascii=False),
            "after": json.dumps(act.after, ensure_ascii=False),
        },
    )


def latest(tx: Transaction, *, limit: int) -> list[Act]:
    """Return the newest acts, the newest first."""
    rows = tx.fetch_all(
        """SELECT audit.at, audit.user_id, audit.action, audit.slot_id, audit.territory_id,
                  audit.host_id, audit.before, audit.after,
                  COALESCE(visit.title, territory.name, host.name, '') AS place,
                  COALESCE((SELECT MAX(name) FROM staff_grant
                            WHERE staff_grant.chat_id = audit.user_id), '') AS who
           FROM audit
           LEFT JOIN slot ON slot.id = audit.slot_id LEFT JOIN visit ON visit.id = slot.visit_id
           LEFT JOIN territory ON territory.id = audit.territory_id
           LEFT JOIN host ON host.id = audit.host_id
           ORDER BY audit.at DESC, audit.id DESC LIMIT :limit""",
        {"limit": limit},
    )
    return [_to_act(row) for row in rows]


def unname(tx: Transaction, user_id: int) -> None:
    """Take the names that somebody is called by on the team out of what was done about it."""
    rows = tx.fetch_all(
        """SELECT name FROM staff_grant WHERE chat_id = :id AND name <> ''
           UNION SELECT name FROM invite WHERE opened_by = :id""",
        {"id": user_id},
    )
    names = {row["name"] for row in rows}
    acts = tx.fetch_all("SELECT id, after FROM audit WHERE action LIKE 'team_%'") if names else []
    for row in acts:
        after = json.loads(row["after"])
        if after.get("name") in names:
            said = json.dumps(after | {"name": ERASED}, ensure_ascii=False)
            tx.execute(
                "UPDATE audit SET after = :said WHERE id = :id", {"id": row["id"], "said": said}
            )


def _to_act(row: Row) -> Act:
    return Act(
        at=from_text(row["at"]),
        user_id=row["user_id"],
        action=Action(row["action"]),
        slot_id=row["slot_id"],
        territory_id=row["territory_id"],
        host_id=row["host_id"],
        before=json.loads(row["before"]),
        after=json.loads(row["after"]),
        who=row["who"],
        where=row["place"],
    )
