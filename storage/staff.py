"""Who has which role, where."""

from datetime import datetime

from bot.domain.staff import Grant, Role, Staff
from bot.domain.times import to_text
from storage.database import Transaction


def find(tx: Transaction, user_id: int) -> Staff | None:
    """Return somebody's present roles, or None when they have none."""
    rows = tx.fetch_all(
        """SELECT role, territory_id, host_id FROM staff_grant
           WHERE user_id = :user_id AND revoked IS NULL ORDER BY id""",
        {"user_id": user_id},
    )
    if not rows:
        return None
    grants = tuple(
        Grant(role=Role(row["role"]), territory_id=row["territory_id"], host_id=row["host_id"])
        for row in rows
    )
    return Staff(user_id=user_id, grants=grants)


def add(
    tx: Transaction, user_id: int, grant: Grant, *, granted_by: int | None, now: datetime
) -> None:
    """Give somebody a role."""
    tx.execute(
        """INSERT INTO staff_grant (user_id, role, territory_id, host_id, granted_by, granted)
           VALUES (:user_id, :role, :territory_id, :host_id, :granted_by, :now)""",
        {
            "user_id": user_id,
            "role": grant.role.value,
            "territory_id": grant.territory_id,
            "host_id": grant.host_id,
            "granted_by": granted_by,
            "now": to_text(now),
        },
    )


def name_admins(tx: Transaction, user_ids: tuple[int, ...], now: datetime) -> None:
    """Let exactly these be the admins that the settings name; others keep what they were given."""
    kept = ", ".join(str(int(one)) for one in user_ids) or "NULL"
    tx.execute(
        f"""UPDATE staff_grant SET revoked = :now
            WHERE role = 'admin' AND granted_by IS NULL AND revoked IS NULL
            AND (user_id IN ({kept})) IS NOT TRUE""",  # noqa: S608 - numbers
        {"now": to_text(now)},
    )
    named = tx.fetch_all(
        """SELECT user_id FROM staff_grant
           WHERE role = 'admin' AND granted_by IS NULL AND revoked IS NULL"""
    )
    for user_id in set(user_ids) - {row["user_id"] for row in named}:
        add(tx, user_id, Grant(role=Role.ADMIN), granted_by=None, now=now)
