"""Staff's doors on the day itself: desk, paper, roster, gate."""

from collections.abc import Mapping

from bot.conversation import Step
from bot.domain.staff import Right
from handlers.callbacks import Button
from handlers.callbacks.checkin import Admit, GateSlot, OpenParty, Present, TakeBack
from handlers.callbacks.desk import (
    AskCancelFor,
    AskMoveFor,
    CancelFor,
    LeaveFor,
    MoveFor,
    NeedFor,
    OpenForCaller,
    OpenWaiter,
    PrintDay,
    PrintSlot,
    SkipAsking,
    TakeFor,
)
from handlers.callbacks.roster import AskGate, CapDay, RosterDay, RosterSlot, SetGate
from handlers.staff import checkin, desk, desk_waiting, roster
from handlers.staff.door import StaffDoor

DAY_TAPS: Mapping[type[Button], StaffDoor] = {
    SkipAsking: StaffDoor(Right.DESK, desk.skip),
    OpenForCaller: StaffDoor(Right.DESK, desk.open_card),
    AskMoveFor: StaffDoor(Right.DESK, desk.ask_move),
    MoveFor: StaffDoor(Right.DESK, desk.move_to, acts=True),
    AskCancelFor: StaffDoor(Right.DESK, desk.ask_cancel),
    CancelFor: StaffDoor(Right.DESK, desk.cancel, acts=True),
    OpenWaiter: StaffDoor(Right.DESK, desk_waiting.open_waiter),
    TakeFor: StaffDoor(Right.DESK, desk_waiting.take, acts=True),
    LeaveFor: StaffDoor(Right.DESK, desk_waiting.leave, acts=True),
    NeedFor: StaffDoor(Right.DESK, desk.toggle_need, acts=True),
    PrintDay: StaffDoor(Right.ROSTER, desk.print_day, acts=True),
    PrintSlot: StaffDoor(Right.ROSTER, desk.print_slot, acts=True),
    RosterDay: StaffDoor(Right.ROSTER, roster.open_day),
    RosterSlot: StaffDoor(Right.ROSTER, roster.open_slot),
    AskGate: StaffDoor(Right.SEATS, roster.ask_gate),
    SetGate: StaffDoor(Right.SEATS, roster.set_seats, acts=True),
    CapDay: StaffDoor(Right.SEATS, roster.set_cap, acts=True),
    OpenParty: StaffDoor(Right.CHECK_IN, checkin.open_party),
    Present: StaffDoor(Right.CHECK_IN, checkin.present, acts=True),
    TakeBack: StaffDoor(Right.CHECK_IN, checkin.take_back, acts=True),
    GateSlot: StaffDoor(Right.CHECK_IN, checkin.open_slot),
    Admit: StaffDoor(Right.CHECK_IN, checkin.admit, acts=True),
}
DAY_TYPED: Mapping[Step, StaffDoor] = {
    Step.DESK: StaffDoor(Right.DESK, desk.typed_search),
    Step.DESK_FOUND: StaffDoor(Right.DESK, desk.typed_search),
    Step.DESK_CARD: StaffDoor(Right.DESK, desk.typed_search),
    Step.DESK_NAME: StaffDoor(Right.DESK, desk.typed_name, whole=True),
    Step.DESK_PHONE: StaffDoor(Right.DESK, desk.typed_phone, whole=True),
    Step.GATE: StaffDoor(Right.SEATS, roster.typed_seats, acts=True),
    Step.CHECK_IN: StaffDoor(Right.CHECK_IN, checkin.typed, acts=True),
    Step.CHECK_IN_SLOT: StaffDoor(Right.CHECK_IN, checkin.typed, acts=True),
    Step.CHECK_IN_PARTY: StaffDoor(Right.CHECK_IN, checkin.typed, acts=True),
}
