"""The doors of changing a slot: which button or text leads where, and the right it asks for."""

from collections.abc import Mapping

from bot.conversation import Step
from bot.domain.staff import Right
from handlers.callbacks import Button
from handlers.callbacks.changes import (
    AskChange,
    CallOff,
    ChangeIn,
    ChangeOpen,
    ChangeVisit,
    EndBy,
    FollowChange,
    OwnPlace,
    RunLate,
    SendChange,
    SendImport,
    SetCapacity,
    ShiftBy,
    ShowImport,
    TickCall,
)
from handlers.staff import changes, changes_typed
from handlers.staff.door import StaffDoor

CHANGE_TAPS: Mapping[type[Button], StaffDoor] = {
    ChangeIn: StaffDoor(Right.LATE, changes.choose_territory),
    ChangeVisit: StaffDoor(Right.LATE, changes.choose_visit),
    ChangeOpen: StaffDoor(Right.LATE, changes.choose_slot),
    AskChange: StaffDoor(Right.LATE, changes.ask),
    ShiftBy: StaffDoor(Right.CHANGE, changes.shift),
    EndBy: StaffDoor(Right.CHANGE, changes.end),
    CallOff: StaffDoor(Right.CHANGE, changes.call_off),
    SetCapacity: StaffDoor(Right.CHANGE, changes.capacity),
    OwnPlace: StaffDoor(Right.CHANGE, changes.own_place),
    RunLate: StaffDoor(Right.LATE, changes.run_late),
    SendChange: StaffDoor(Right.LATE, changes.send, acts=True),
    FollowChange: StaffDoor(Right.LATE, changes.follow),
    TickCall: StaffDoor(Right.CALLS, changes.tick, acts=True),
    ShowImport: StaffDoor(Right.CHANGE, changes.show_import),
    SendImport: StaffDoor(Right.CHANGE, changes.send_import, acts=True),
}
CHANGE_TYPED: Mapping[Step, StaffDoor] = {
    Step.STAFF: StaffDoor(Right.STAFF, changes_typed.typed_change),
    Step.CHANGE_SLOT: StaffDoor(Right.LATE, changes_typed.typed_change),
    Step.CHANGE_PREVIEW: StaffDoor(Right.LATE, changes_typed.typed_change),
    Step.CHANGE_SENT: StaffDoor(Right.LATE, changes_typed.typed_change),
    Step.CHANGE_WHERE: StaffDoor(Right.LATE, changes_typed.typed_change),
    Step.CHANGE_VISIT: StaffDoor(Right.LATE, changes_typed.typed_change),
    Step.CHANGE_CARD: StaffDoor(Right.LATE, changes_typed.typed_change),
    Step.CHANGE_TIME: StaffDoor(Right.CHANGE, changes_typed.typed_time),
    Step.CHANGE_SEATS: StaffDoor(Right.CHANGE, changes_typed.typed_seats),
    Step.CHANGE_PLACE: StaffDoor(Right.CHANGE, changes_typed.typed_place),
    Step.CHANGE_LATE: StaffDoor(Right.LATE, changes_typed.typed_late),
}
