"""Confirm who opened an invitation, or turn them away; take a role back."""

from datetime import datetime

from bot.domain.audit import Act, Action
from bot.domain.deliveries import Delivery, Kind
from bot.domain.refusals import NotYours
from bot.domain.staff import Right, Staff
from bot.domain.team import Invite, InviteOver, InviteState, Member, NamedInSettings
from storage import audit, deliveries, invites, staff
from storage.database import Transaction


def answer_invite(
    tx: Transaction, by: Staff, invite_id: int, *, confirmed: bool, now: datetime
) -> Invite:
    """Give the role to who opened the link, and tell them; or end the invitation.

    Raises `NotYours` for somebody else's invitation, `InviteOver` for one that has ended.
    """
    found = _own(tx, by, invite_id)
    if confirmed:
        _confirm(tx, by, found, now)
    elif not invites.close(tx, invite_id, InviteState.REVOKED):
        raise InviteOver()
    _note(tx, by, Action.TEAM_CONFIRM if confirmed else Action.TEAM_REFUSE, found, now)
    return found


def revoke(tx: Transaction, by: Staff, grant_id: int, *, now: datetime) -> Member:
    """Take a role back at once. Raises `NotYours`, `NamedInSettings`."""
    member = staff.member(tx, grant_id)
    if member is None or not by.may(Right.INVITE):
        raise NotYours()
    if member.from_settings:
        raise NamedInSettings()
    staff.revoke(tx, grant_id, now)
    _note(tx, by, Action.TEAM_REVOKE, member, now)
    return member


def _own(tx: Transaction, by: Staff, invite_id: int) -> Invite:
    found = invites.of_id(tx, invite_id)
    if found is None or found.invited_by != by.user_id or not by.may(Right.INVITE):
        raise NotYours()
    return found


def _confirm(tx: Transaction, by: Staff, invite: Invite, now: datetime) -> None:
    opened = invite.opened_by
    in_time = opened is not None and now < invite.expires
    if opened is None or not in_time or not invites.close(tx, invite.id, InviteState.CONFIRMED):
        raise InviteOver()
    staff.add(tx, opened, invite.grant, granted_by=by.user_id, now=now, name=invite.name)
    _welcome(tx, invite, opened, now)


def _welcome(tx: Transaction, invite: Invite, opened_by: int, now: datetime) -> None:
    deliveries.add(
        tx,
        Delivery(
            kind=Kind.ROLE_GIVEN,
            chat_id=opened_by,
            dedup_key=f"role_given:{invite.id}",
            due=now,
            urgency=now,
            fields={"invite": invite.id},
        ),
    )


def _note(
    tx: Transaction, by: Staff, action: Action, about: Invite | Member, now: datetime
) -> None:
    audit.add(
        tx,
        Act(
            at=now,
            user_id=by.user_id,
            action=action,
            territory_id=about.grant.territory_id,
            host_id=about.grant.host_id,
            after={"role": about.grant.role.value, "name": about.name},
        ),
    )
