"""Invitations to the team; of a link only its hash is kept."""

from datetime import datetime

from bot.domain.staff import Grant, Role
from bot.domain.team import Invite, InviteState
from bot.domain.times import from_text, to_text
from storage.database import Row, Transaction

INVITE = """
SELECT invite.id, invite.name, role, territory_id, host_id, invited_by, expires, state, opened_by,
       check_code, COALESCE(territory.name, host.name, '') AS place
FROM invite
LEFT JOIN territory ON territory.id = invite.territory_id
LEFT JOIN host ON host.id = invite.host_id
"""


def add(
    tx: Transaction, grant: Grant, name: str, *, hashed: str, invited_by: int, expires: datetime
) -> None:
    """Keep an invitation."""
    tx.execute(
        """INSERT INTO invite (hash, name, role, territory_id, host_id, invited_by, expires)
           VALUES (:hash, :name, :role, :territory_id, :host_id, :invited_by, :expires)""",
        {
            "hash": hashed,
            "name": name,
            "role": grant.role.value,
            "territory_id": grant.territory_id,
            "host_id": grant.host_id,
            "invited_by": invited_by,
            "expires": to_text(expires),
        },
    )


def of_hash(tx: Transaction, hashed: str) -> Invite | None:
    """Return the invitation whose link has this hash."""
    row = tx.fetch_one(f"{INVITE} WHERE hash = :hash", {"hash": hashed})
    return _to_invite(row) if row else None


def of_id(tx: Transaction, invite_id: int) -> Invite | None:
    """Return an invitation."""
    row = tx.fetch_one(f"{INVITE} WHERE invite.id = :id", {"id": invite_id})
    return _to_invite(row) if row else None


def open_first(
    tx: Transaction, invite_id: int, user_id: int, check_code: str, expires: datetime
) -> bool:
    """Bind an invitation to whoever opens it first; False when somebody did before."""
    changed = tx.execute(
        """UPDATE invite SET state = 'opened', opened_by = :user_id, check_code = :code,
               expires = :expires
           WHERE id = :id AND state = 'sent'""",
        {"id": invite_id, "user_id": user_id, "code": check_code, "expires": to_text(expires)},
    )
    return changed == 1


def close(tx: Transaction, invite_id: int, state: InviteState) -> bool:
    """End an invitation that is still open; False when it had ended."""
    changed = tx.execute(
        "UPDATE invite SET state = :state WHERE id = :id AND state IN ('sent', 'opened')",
        {"id": invite_id, "state": state.value},
    )
    return changed == 1


def _to_invite(row: Row) -> Invite:
    return Invite(
        id=row["id"],
        name=row["name"],
        grant=Grant(
            role=Role(row["role"]), territory_id=row["territory_id"], host_id=row["host_id"]
        ),
        where=row["place"],
        invited_by=row["invited_by"],
        expires=from_text(row["expires"]),
        state=InviteState(row["state"]),
        opened_by=row["opened_by"],
        check_code=row["check_code"],
    )
