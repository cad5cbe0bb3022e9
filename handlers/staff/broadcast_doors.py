"""The doors of broadcasts, with the right that all of them ask for."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.conversation import Here, Place, Step
from bot.domain.staff import Right
from handlers.callbacks import Button
from handlers.callbacks import broadcast as buttons
from handlers.staff import broadcast
from handlers.staff.door import StaffDoor
from storage.database import Transaction


def _leads(door: Callable[[Transaction, Here, Any], Place]) -> StaffDoor:
    return StaffDoor(Right.BROADCAST, door)


def _acts(door: Callable[[Transaction, Here, Any], Place]) -> StaffDoor:
    return StaffDoor(Right.BROADCAST, door, acts=True)


BROADCAST_TAPS: Mapping[type[Button], StaffDoor] = {
    buttons.NewBroadcast: _leads(broadcast.new),
    buttons.ComposeAt: _leads(broadcast.compose_at),
    buttons.ChoosePeople: _leads(broadcast.choose_people),
    buttons.AskPart: _leads(broadcast.ask_part),
    buttons.ChoosePart: _leads(broadcast.choose_part),
    buttons.WriteIn: _leads(broadcast.write_in),
    buttons.DropText: _leads(broadcast.drop_text),
    buttons.DropPhoto: _leads(broadcast.drop_photo),
    buttons.SendAtOnce: _leads(broadcast.at_once),
    buttons.SendSamples: _acts(broadcast.send_samples),
    buttons.SendBroadcast: _acts(broadcast.send),
    buttons.OpenBroadcast: _leads(broadcast.open_card),
    buttons.PauseBroadcast: _acts(broadcast.pause),
    buttons.ResumeBroadcast: _acts(broadcast.resume),
    buttons.AskCancelBroadcast: _leads(broadcast.ask_cancel),
    buttons.CancelBroadcast: _acts(broadcast.cancel),
}
BROADCAST_TYPED: Mapping[Step, StaffDoor] = {
    Step.BROADCAST_PICK: _leads(broadcast.typed_part),
    Step.BROADCAST_TEXT: StaffDoor(Right.BROADCAST, broadcast.typed_text, whole=True, photos=True),
    Step.BROADCAST_WHEN: _leads(broadcast.typed_when),
}
