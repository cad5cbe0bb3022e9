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
    found = invites.of_id(tx, invite_id)
    if found is None or found.invited_by != by.user_id or not by.may(Right.INVITE):
        raise NotYours()
    opened = found.opened_by
    if confirmed and (found.expires <= now or opened is None):
        raise InviteOver()
    ended = InviteState.CONFIRMED if confirmed else InviteState.REVOKED
    if not invites.close(tx, invite_id, ended):
        raise InviteOver()
    if confirmed and opened is not None:
        staff.add(tx, opened, found.grant, granted_by=by.user_id, now=now, name=found.name)
        _welcome(tx, found, opened, now)
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
