"""Invite somebody to the team: a link that works once, for fifteen minutes."""

from datetime import datetime

from bot.domain.audit import Act, Action
from bot.domain.refusals import NotYours
from bot.domain.staff import SCOPES, Grant, Right, Scope, Staff
from bot.domain.team import LINK_LASTS, LONGEST_NAME, NameNeeded, hash_of
from bot.ids import Ids
from storage import audit, invites
from storage.database import Transaction


def invite(
    tx: Transaction, staff: Staff, grant: Grant, name: str, *, now: datetime, ids: Ids
) -> str:
    """Keep the hash of a new link's secret and return the secret, which is nowhere else.

    Raises `NameNeeded`, or `NotYours` for a role whose scope is open.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise NameNeeded(most=LONGEST_NAME)
    if not staff.may(Right.INVITE) or not _scoped(grant):
        raise NotYours()
    secret = ids.key() + ids.key()
    invites.add(
        tx,
        grant,
        name,
        hashed=hash_of(secret),
        invited_by=staff.user_id,
        expires=now + LINK_LASTS,
    )
    audit.add(
        tx,
        Act(
            at=now,
            user_id=staff.user_id,
            action=Action.TEAM_INVITE,
            territory_id=grant.territory_id,
            host_id=grant.host_id,
            after={"role": grant.role.value, "name": name},
        ),
    )
    return secret


def _scoped(grant: Grant) -> bool:
    scope = SCOPES[grant.role]
    return (scope is Scope.TERRITORY) == (grant.territory_id is not None) and (
        scope is Scope.HOST
    ) == (grant.host_id is not None)
