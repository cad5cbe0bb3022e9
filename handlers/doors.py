"""Which tap or command goes through which door: the first ones; the others are loaded after them.

A first answer needs home, booking and one's visits; what else there is, is in
`handlers.other_doors`. `LEADS` only lead somewhere; `ACTS` change something and run in the
writer's transaction.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from bot.conversation import Here, Place, Step
from bot.domain.refusals import Refusal
from handlers import booking, my_bookings, start
from handlers.callbacks import (
    AcceptOffer,
    AskCancel,
    AskLocation,
    AskMove,
    AskSeats,
    Back,
    Button,
    Cancel,
    ChangeSeats,
    ChooseDay,
    ChooseSector,
    ChooseSlot,
    ChooseTerritory,
    ChooseVisit,
    Coming,
    Confirm,
    Go,
    Intend,
    JoinWaitlist,
    LeaveWaitlist,
    MoveTo,
    OpenBooking,
    Page,
    SendTicket,
    SetSeats,
    Start,
    WatchOpening,
)
from handlers.callbacks.notices import AgreeToChange
from handlers.turn import Deed, Door
from handlers.two_parts import TwoParts
from storage.database import Transaction

LEADS: Mapping[type[Button], Door] = {
    Go: start.go,
    Start: booking.begin,
    Back: start.back,
    Page: start.page,
    ChooseTerritory: booking.territory,
    ChooseSector: booking.sector,
    ChooseDay: booking.day,
    ChooseSlot: booking.slot,
    ChooseVisit: booking.visit,
    AskLocation: booking.ask_location,
    SetSeats: booking.set_seats,
    OpenBooking: my_bookings.open_card,
    AskSeats: my_bookings.ask_seats,
    AskMove: my_bookings.ask_move,
    AskCancel: my_bookings.ask_cancel,
}
ACTS: Mapping[type[Button], Door] = {
    Confirm: booking.confirm,
    WatchOpening: booking.watch_opening,
    Intend: booking.intend,
    JoinWaitlist: my_bookings.wait,
    LeaveWaitlist: my_bookings.stop_waiting,
    AcceptOffer: my_bookings.accept,
    ChangeSeats: my_bookings.set_seats,
    MoveTo: my_bookings.move_to,
    Cancel: my_bookings.cancel,
    SendTicket: my_bookings.send_ticket,
    Coming: my_bookings.coming,
    AgreeToChange: my_bookings.agree_to_change,
}


def deeds(
    leads: Mapping[type[Button], Door], acts: Mapping[type[Button], Door]
) -> dict[type[Button], Deed]:
    """Return what a tap on each kind of button does; the button itself is its argument."""
    return {kind: Deed(door=door) for kind, door in leads.items()} | {
        kind: Deed(door=door, acts=True) for kind, door in acts.items()
    }


def _other_deeds() -> Mapping[type[Button], Deed]:
    from handlers.other_doors import OTHER_DEEDS  # staff's, and what follows a sentence

    return OTHER_DEEDS


@cache
def _other_buttons() -> Mapping[str, type[Button]]:
    return {kind.tag: kind for kind in _other_deeds()}


def _other_links() -> Mapping[str, Door]:
    from handlers.other_doors import OTHER_LINKS

    return OTHER_LINKS


DEEDS: Mapping[type[Button], Deed] = TwoParts(deeds(LEADS, ACTS), _other_deeds)
BUTTONS: Mapping[str, type[Button]] = TwoParts(
    {kind.tag: kind for kind in (*LEADS, *ACTS)}, _other_buttons
)  # those that have a door
COMMANDS: Mapping[str, Button] = {
    "book": Start(),
    "hiring": Go(Step.HIRING),
    "mybookings": Go(Step.VISITS),
    "alerts": Go(Step.ALERTS),
    "settings": Go(Step.SETTINGS),
    "privacy": Go(Step.PRIVACY),
    "mydata": Go(Step.MY_DATA),
    "forget": Go(Step.FORGET),
    "help": Go(Step.HELP),
    "cancel": Go(Step.HOME),
}
MENU = ("start", *COMMANDS, "stop")  # as the command menu shows them
ACTING_LINKS: Mapping[str, Door] = TwoParts(
    {"p": start.welcome}, _other_links
)  # /start <kind>_<name>
STAFF_COMMANDS: Mapping[str, Button] = {  # in nobody's menu
    "staff": Go(Step.STAFF),
    "staff audit": Go(Step.AUDIT),
    "staff changes": Go(Step.CHANGE_WHERE),
    "staff calls": Go(Step.CALLS),
    "staff stats": Go(Step.FIGURES),
    "staff team": Go(Step.TEAM),
    "staff desk": Go(Step.DESK),
    "staff roster": Go(Step.ROSTER),
}


def deed_of(button: Button, revision: int | None, *, on_screen: bool = False) -> Deed:
    """Return what a button does."""
    deed = DEEDS[type(button)]
    return replace(deed, argument=button, revision=revision, on_screen=on_screen)


def refusing(refusal: Refusal) -> Deed:
    """Return a deed that is refused."""

    def door(_tx: Transaction, _here: Here, _argument: object) -> Place:
        raise refusal

    return Deed(door=door)
