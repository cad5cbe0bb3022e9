"""Buttons of the team: inviting, confirming, taking back."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.callbacks import Button


@dataclass(frozen=True, slots=True)
class InviteAs(Button):
    """Invite somebody to a role."""

    tag: ClassVar[str] = "Ti"
    role: str


@dataclass(frozen=True, slots=True)
class InviteFor(Button):
    """Say for which territory or host."""

    tag: ClassVar[str] = "Tw"
    place: int


@dataclass(frozen=True, slots=True)
class ConfirmInvite(Button):
    """Yes, this is who I invited."""

    tag: ClassVar[str] = "Tc"
    invite: int


@dataclass(frozen=True, slots=True)
class RefuseInvite(Button):
    """No, this is somebody else."""

    tag: ClassVar[str] = "Tn"
    invite: int


@dataclass(frozen=True, slots=True)
class OpenMember(Button):
    """Show a member of the team."""

    tag: ClassVar[str] = "To"
    grant: int


@dataclass(frozen=True, slots=True)
class Revoke(Button):
    """Take a role back."""

    tag: ClassVar[str] = "Tr"
    grant: int
