"""Staff's places on the day itself: desk, paper, roster, gate."""

from collections.abc import Mapping
from typing import Any

from bot.conversation import Step
from bot.domain.staff import Right
from handlers.place_spec import PlaceSpec, nothing
from handlers.screens import checkin as checkin_screens
from handlers.screens import desk as desk_screens
from handlers.screens import desk_waiting as waiting_screens
from handlers.screens import roster as roster_screens
from handlers.staff import checkin, desk, desk_waiting, roster

DAY_PLACES: Mapping[Step, PlaceSpec[Any]] = {  # facts of each place's own
    Step.DESK: PlaceSpec(nothing, desk_screens.desk, right=Right.DESK),
    Step.DESK_NAME: PlaceSpec(nothing, desk_screens.name, right=Right.DESK),
    Step.DESK_PHONE: PlaceSpec(nothing, desk_screens.phone, right=Right.DESK),
    Step.DESK_FOUND: PlaceSpec(desk.found, desk_screens.found, right=Right.DESK),
    Step.DESK_CARD: PlaceSpec(desk.card, desk_screens.card, right=Right.DESK),
    Step.DESK_MOVE: PlaceSpec(desk.move, desk_screens.move, right=Right.DESK),
    Step.DESK_CANCEL: PlaceSpec(desk.card, desk_screens.cancel, right=Right.DESK),
    Step.DESK_WAITING: PlaceSpec(desk_waiting.everybody, waiting_screens.waiters, right=Right.DESK),
    Step.DESK_WAITER: PlaceSpec(desk_waiting.one, waiting_screens.waiter, right=Right.DESK),
    Step.PAPER: PlaceSpec(desk.days, desk_screens.paper, right=Right.ROSTER),
    Step.ROSTER: PlaceSpec(roster.day, roster_screens.roster, right=Right.ROSTER),
    Step.ROSTER_SLOT: PlaceSpec(roster.slot, roster_screens.slot, right=Right.ROSTER),
    Step.GATE: PlaceSpec(roster.seats, roster_screens.gate, right=Right.SEATS),
    Step.OPINIONS: PlaceSpec(roster.opinions, roster_screens.opinions, right=Right.ROSTER),
    Step.CHECK_IN: PlaceSpec(checkin.today, checkin_screens.check_in, right=Right.CHECK_IN),
    Step.CHECK_IN_SLOT: PlaceSpec(checkin.slot, checkin_screens.slot, right=Right.CHECK_IN),
    Step.CHECK_IN_PARTY: PlaceSpec(checkin.party, checkin_screens.card, right=Right.CHECK_IN),
}
