"""Staff's doors: which tap or text leads where, and the right it asks for.

`handlers.turn` asks for the right, from the sender's own id, before a door opens and before a
place is drawn; whether it reaches the slot or host at hand, the service behind the door asks.
"""

from collections.abc import Mapping

from bot.conversation import Step
from bot.domain.staff import Right
from handlers.callbacks import Button
from handlers.callbacks.dating import MetInQueue, QueueOfHost
from handlers.callbacks.figures import FiguresBy, FiguresOf, SendFigures
from handlers.callbacks.team import (
    ConfirmInvite,
    InviteAs,
    InviteFor,
    OpenMember,
    RefuseInvite,
    Revoke,
)
from handlers.staff import figures, queue, team
from handlers.staff.broadcast_doors import BROADCAST_TAPS, BROADCAST_TYPED
from handlers.staff.change_doors import CHANGE_TAPS, CHANGE_TYPED
from handlers.staff.day_doors import DAY_TAPS, DAY_TYPED
from handlers.staff.door import StaffDoor as StaffDoor
from handlers.staff.vacancy_doors import VACANCY_TAPS, VACANCY_TYPED

TAPS: Mapping[type[Button], StaffDoor] = {
    QueueOfHost: StaffDoor(Right.QUEUE, queue.of_host),
    MetInQueue: StaffDoor(Right.QUEUE, queue.met, acts=True),
    FiguresBy: StaffDoor(Right.FIGURES, figures.by),
    FiguresOf: StaffDoor(Right.FIGURES, figures.of_edition),
    SendFigures: StaffDoor(Right.FIGURES, figures.send, acts=True),
    InviteAs: StaffDoor(Right.INVITE, team.invite_as),
    InviteFor: StaffDoor(Right.INVITE, team.invite_for),
    ConfirmInvite: StaffDoor(Right.INVITE, team.confirm, acts=True),
    RefuseInvite: StaffDoor(Right.INVITE, team.refuse, acts=True),
    OpenMember: StaffDoor(Right.INVITE, team.open_member),
    Revoke: StaffDoor(Right.INVITE, team.revoke, acts=True),
    **CHANGE_TAPS,
    **DAY_TAPS,
    **BROADCAST_TAPS,
    **VACANCY_TAPS,
}
TYPED: Mapping[Step, StaffDoor] = {
    Step.TEAM_WHERE: StaffDoor(Right.INVITE, team.typed_where),
    Step.TEAM_NAME: StaffDoor(Right.INVITE, team.typed_name, acts=True, whole=True),
    **CHANGE_TYPED,
    **DAY_TYPED,
    **BROADCAST_TYPED,
    **VACANCY_TYPED,
}  # what a text means at a staff place
