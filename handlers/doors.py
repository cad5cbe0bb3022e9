"""Which tap, command, text or location goes through which door: all of them on one screen.

`LEADS` only lead somewhere; `ACTS` change something and run in the writer's transaction.
"""

from collections.abc import Mapping

from bot.conversation import Step
from handlers import (
    alerts,
    booking,
    booking_typed,
    classes,
    dating,
    my_bookings,
    settings,
    start,
    wishes,
)
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
    Forget,
    Go,
    Intend,
    JoinWaitlist,
    LeaveWaitlist,
    MoveTo,
    OpenBooking,
    Page,
    SendTicket,
    SetLanguage,
    SetSeats,
    Start,
    WatchOpening,
)
from handlers.callbacks.alerts import (
    KeepAlert,
    OpenAlert,
    SearchAgain,
    SetCadence,
    SetHour,
    StopAlert,
    WatchSearch,
)
from handlers.callbacks.broadcast import ChooseNews
from handlers.callbacks.dating import (
    ConfirmChain,
    LaterChain,
    PickCompany,
    ProposeChain,
    StartDating,
)
from handlers.callbacks.notices import AgreeToChange
from handlers.callbacks.wishes import (
    ChooseAdults,
    ChooseAudience,
    ChooseParty,
    ChooseReading,
    ChooseSplit,
    ConfirmClass,
    Loosen,
    Reopen,
)
from handlers.hiring_doors import HIRING_ACTS, HIRING_LEADS
from handlers.staff import checkin, team
from handlers.staff.doors import TAPS
from handlers.turn import Door
from handlers.visitor_day_doors import VISITOR_ACTS, VISITOR_LEADS

LEADS: Mapping[type[Button], Door] = {
    OpenAlert: alerts.open_alert,
    SearchAgain: alerts.search_again,
    StartDating: dating.start,
    PickCompany: dating.pick,
    ProposeChain: dating.propose,
    LaterChain: dating.later,
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
    Loosen: wishes.loosen,
    Reopen: wishes.reopen,
    ChooseReading: wishes.reading,
    ChooseAudience: wishes.audience,
    ChooseParty: wishes.party,
    ChooseAdults: classes.adults,
    ChooseSplit: classes.split,
    **VISITOR_LEADS,
    **HIRING_LEADS,
}
ACTS: Mapping[type[Button], Door] = {
    WatchSearch: alerts.watch,
    SetCadence: alerts.set_cadence,
    SetHour: alerts.set_hour,
    StopAlert: alerts.stop,
    KeepAlert: alerts.keep,
    ConfirmChain: dating.confirm,
    Confirm: booking.confirm,
    ConfirmClass: classes.confirm,
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
    SetLanguage: settings.set_language,
    Forget: settings.forget,
    ChooseNews: settings.choose_news,
    **VISITOR_ACTS,
    **HIRING_ACTS,
}
BUTTONS = {kind.tag: kind for kind in (*LEADS, *ACTS, *TAPS)}  # those that have a door
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
ACTING_LINKS: Mapping[str, Door] = {  # /start <kind>_<name>
    "p": start.welcome,
    "i": team.join,
    "c": checkin.open_code,
}
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
TYPED: Mapping[Step, Door] = {  # what a text means at a place, when it names none of its keys
    Step.TERRITORY: booking_typed.territory,
    Step.DAY: booking_typed.day,
    Step.SHEET: booking_typed.seats,
    Step.PARTY: wishes.typed_party,
}
TYPED_ACTS: Mapping[Step, Door] = {Step.SEATS: my_bookings.typed_seats}
