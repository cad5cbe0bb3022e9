"""Who has which role, where."""

from datetime import datetime

from bot.domain.staff import Grant, Role, Staff
from bot.domain.team import Member
from bot.domain.times import to_text
from storage.database import Row, Transaction
from storage.row_numbers import listed

MEMBER = """
SELECT staff_grant.id, staff_grant.chat_id, staff_grant.name, role, territory_id, host_id,
       granted_by, COALESCE(territory.name, host.name, '') AS place
FROM staff_grant
LEFT JOIN territory ON territory.id = staff_grant.territory_id
LEFT JOIN host ON host.id = staff_grant.host_id
"""


def find(tx: Transaction, user_id: int) -> Staff | None:
    """Return somebody's present roles, or None when they have none."""
    rows = tx.fetch_all(
        """SELECT role, territory_id, host_id FROM staff_grant
           WHERE chat_id = :chat_id AND revoked IS NULL ORDER BY id""",
        {"chat_id": user_id},
    )
    if not rows:
        return None
    grants = tuple(
        Grant(role=Role(row["role"]), territory_id=row["territory_id"], host_id=row["host_id"])
        for row in rows
    )
    return Staff(user_id=user_id, grants=grants)


def everybody(tx: Transaction) -> list[Staff]:
    """Return everybody who has a role now."""
    sql = "SELECT DISTINCT chat_id FROM staff_grant WHERE revoked IS NULL ORDER BY chat_id"
    found = (find(tx, row["chat_id"]) for row in tx.fetch_all(sql))
    return [one for one in found if one is not None]


def add(
    tx: Transaction,
    user_id: int,
    grant: Grant,
    *,
    granted_by: int | None,
    now: datetime,
    name: str = "",
) -> None:
    """Give somebody a role; `name` is what their inviter calls them."""
    tx.execute(
        """INSERT INTO staff_grant
               (chat_id, name, role, territory_id, host_id, granted_by, granted)
           VALUES (:chat_id, :name, :role, :territory_id, :host_id, :granted_by, :now)""",
        {
            "chat_id": user_id,
            "name": name,
            "role": grant.role.value,
            "territory_id": grant.territory_id,
            "host_id": grant.host_id,
            "granted_by": granted_by,
            "now": to_text(now),
        },
    )


def name_admins(tx: Transaction, user_ids: tuple[int, ...], now: datetime) -> None:
    """Let exactly these be the admins that the settings name; others keep what they were given."""
    kept = listed(user_ids)
    tx.execute(
        f"""UPDATE staff_grant SET revoked = :now
            WHERE role = 'admin' AND granted_by IS NULL AND revoked IS NULL
            AND (chat_id IN ({kept})) IS NOT TRUE""",  # noqa: S608 - numbers
        {"now": to_text(now)},
    )
    named = tx.fetch_all(
        """SELECT chat_id FROM staff_grant
           WHERE role = 'admin' AND granted_by IS NULL AND revoked IS NULL"""
    )
    for user_id in set(user_ids) - {row["chat_id"] for row in named}:
        add(tx, user_id, Grant(role=Role.ADMIN), granted_by=None, now=now)


def members(tx: Transaction) -> list[Member]:
    """Return every role that somebody has now, admins first."""
    rows = tx.fetch_all(
        f"{MEMBER} WHERE revoked IS NULL ORDER BY role, staff_grant.name, staff_grant.id"
    )
    return [_to_member(row) for row in rows]


def roles_of(tx: Transaction, user_id: int) -> list[Member]:
    """Return every role that somebody has now."""
    sql = f"{MEMBER} WHERE revoked IS NULL AND staff_grant.chat_id = :id ORDER BY staff_grant.id"
    return [_to_member(row) for row in tx.fetch_all(sql, {"id": user_id})]


def member(tx: Transaction, grant_id: int) -> Member | None:
    """Return a role that somebody has now."""
    row = tx.fetch_one(f"{MEMBER} WHERE revoked IS NULL AND staff_grant.id = :id", {"id": grant_id})
    return _to_member(row) if row else None


def revoke(tx: Transaction, grant_id: int, now: datetime) -> None:
    """Take a role back."""
    tx.execute(
        "UPDATE staff_grant SET revoked = :now WHERE id = :id AND revoked IS NULL",
        {"id": grant_id, "now": to_text(now)},
    )


def _to_member(row: Row) -> Member:
    return Member(
        id=row["id"],
        user_id=row["chat_id"],
        name=row["name"],
        grant=Grant(
            role=Role(row["role"]), territory_id=row["territory_id"], host_id=row["host_id"]
        ),
        where=row["place"],
        from_settings=row["granted_by"] is None,
    )
