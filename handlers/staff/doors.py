"""Staff's doors: which tap or text leads where, and the right it asks for.

`handlers.turn` asks for the right, from the sender's own id, before a door opens and before a
place is drawn; whether it reaches the slot or host at hand, the service behind the door asks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.conversation import Here, Place, Step
from bot.domain.staff import Right
from handlers.callbacks import Button
from handlers.callbacks.figures import FiguresBy, SendFigures
from handlers.callbacks.team import (
    ConfirmInvite,
    InviteAs,
    InviteFor,
    OpenMember,
    RefuseInvite,
    Revoke,
)
from handlers.staff import figures, team
from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class StaffDoor:
    """A door, the right it asks for, and whether it changes anything."""

    right: Right
    door: Callable[[Transaction, Here, Any], Place]
    acts: bool = False
    whole: bool = False  # of a text: it is content, to be taken as it is, and names no key


TAPS: Mapping[type[Button], StaffDoor] = {
    FiguresBy: StaffDoor(Right.FIGURES, figures.by),
    SendFigures: StaffDoor(Right.FIGURES, figures.send, acts=True),
    InviteAs: StaffDoor(Right.INVITE, team.invite_as),
    InviteFor: StaffDoor(Right.INVITE, team.invite_for),
    ConfirmInvite: StaffDoor(Right.INVITE, team.confirm, acts=True),
    RefuseInvite: StaffDoor(Right.INVITE, team.refuse, acts=True),
    OpenMember: StaffDoor(Right.INVITE, team.open_member),
    Revoke: StaffDoor(Right.INVITE, team.revoke, acts=True),
}
TYPED: Mapping[Step, StaffDoor] = {
    Step.TEAM_WHERE: StaffDoor(Right.INVITE, team.typed_where),
    Step.TEAM_NAME: StaffDoor(Right.INVITE, team.typed_name, acts=True, whole=True),
}  # what a text means at a staff place
