"""Open an invitation's link: it is bound to the first person, and waits for the inviter."""

from datetime import datetime

from bot.domain.deliveries import Delivery, Kind
from bot.domain.team import LINK_LASTS, Invite, InviteOver, InviteState, OwnInvite, hash_of
from bot.ids import Ids
from storage import deliveries, invites
from storage.database import Transaction


def open_invite(tx: Transaction, secret: str, *, user_id: int, now: datetime, ids: Ids) -> Invite:
    """Bind an invitation to who opened it and ask its inviter. Raises `InviteOver`, `OwnInvite`."""
    found = invites.of_hash(tx, hash_of(secret))
    if found is None or found.expires <= now:
        raise InviteOver()
    if found.state is InviteState.OPENED and found.opened_by == user_id:
        return found
    if found.invited_by == user_id and found.state is InviteState.SENT:
        raise OwnInvite()
    code = ids.code()[:3]
    if not invites.open_first(tx, found.id, user_id, code, now + LINK_LASTS):
        raise InviteOver()
    deliveries.add(
        tx,
        Delivery(
            kind=Kind.INVITE_OPENED,
            chat_id=found.invited_by,
            dedup_key=f"invite_opened:{found.id}",
            due=now,
            urgency=now,
            fields={"invite": found.id},
        ),
    )
    return invites.of_id(tx, found.id) or found
