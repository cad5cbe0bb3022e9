"""Invitations to the team: a link for one person, compared by both, confirmed by the inviter."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.refusals import Refusal
from bot.domain.staff import Grant

LINK_LASTS = timedelta(minutes=15)  # to open it, and again to confirm who opened it
LONGEST_NAME = 40


class InviteState(StrEnum):
    """What became of an invitation."""

    SENT = "sent"
    OPENED = "opened"
    CONFIRMED = "confirmed"
    REVOKED = "revoked"


@dataclass(frozen=True, kw_only=True, slots=True)
class Invite:
    """An invitation to a role."""

    id: int
    name: str  # what the inviter calls the person
    grant: Grant
    where: str  # the territory's or host's name; empty: everywhere
    invited_by: int
    expires: datetime  # UTC
    state: InviteState
    opened_by: int | None
    check_code: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """A role somebody has, as the team sees it."""

    id: int  # of the grant
    user_id: int
    name: str
    grant: Grant
    where: str
    from_settings: bool


class InviteOver(Refusal):
    """An invitation that can't be used: expired, used, taken back, or never made."""

    message_id = "team.invite_over"


class OwnInvite(Refusal):
    """The inviter opened their own link."""

    message_id = "team.own_invite"


class NameNeeded(Refusal):
    """A name that is empty or too long; fields: most."""

    message_id = "team.name_needed"


class NamedInSettings(Refusal):
    """An admin of the settings can't be revoked in the chat."""

    message_id = "team.named_in_settings"


def hash_of(secret: str) -> str:
    """Return what is stored of a link's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
