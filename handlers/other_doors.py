"""The doors behind the first answers: alerts, job dating, wishes, vacancies, settings, staff's."""

from collections.abc import Mapping

from handlers import alerts, classes, dating, settings, wishes
from handlers.callbacks import Button, Forget, SetLanguage
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
from handlers.doors import deeds
from handlers.hiring_doors import HIRING_ACTS, HIRING_LEADS
from handlers.staff import checkin, team
from handlers.staff.doors import TAPS
from handlers.turn import Deed, Door
from handlers.visitor_day_doors import VISITOR_ACTS, VISITOR_LEADS

LEADS: Mapping[type[Button], Door] = {
    OpenAlert: alerts.open_alert,
    SearchAgain: alerts.search_again,
    StartDating: dating.start,
    PickCompany: dating.pick,
    ProposeChain: dating.propose,
    LaterChain: dating.later,
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
    ConfirmClass: classes.confirm,
    SetLanguage: settings.set_language,
    Forget: settings.forget,
    ChooseNews: settings.choose_news,
    **VISITOR_ACTS,
    **HIRING_ACTS,
}
OTHER_DEEDS: Mapping[type[Button], Deed] = {
    **deeds(LEADS, ACTS),
    **{
        kind: Deed(door=staff.door, acts=staff.acts, right=staff.right)
        for kind, staff in TAPS.items()
    },
}
OTHER_LINKS: Mapping[str, Door] = {"i": team.join, "c": checkin.open_code}
