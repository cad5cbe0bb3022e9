"""The places behind the first answers: wishes, alerts, job dating, vacancies, settings, staff's."""

from collections.abc import Mapping
from typing import Any

from bot.conversation import Step
from handlers import alerts, dating
from handlers.hiring_places import HIRING_PLACES
from handlers.place_spec import PlaceSpec
from handlers.places import own_booking
from handlers.screens import alerts as alert_screens
from handlers.screens import dating as dating_screens
from handlers.screens import notices
from handlers.settings_places import SETTINGS_PLACES
from handlers.staff.places import STAFF_PLACES
from handlers.visitor_day_places import VISITOR_PLACES
from handlers.wish_places import WISH_PLACES

OTHER_PLACES: Mapping[Step, PlaceSpec[Any]] = {  # facts of each place's own
    Step.NOTED: PlaceSpec(own_booking, notices.noted),
    Step.ALERTS: PlaceSpec(alerts.all_of_them, alert_screens.alerts),
    Step.ALERT: PlaceSpec(alerts.one_of_them, alert_screens.alert),
    Step.DATING: PlaceSpec(dating.dating, dating_screens.dating),
    Step.DATING_CHAIN: PlaceSpec(dating.proposal, dating_screens.chain),
    Step.DATING_BOOKED: PlaceSpec(dating.booked, dating_screens.booked),
    **WISH_PLACES,
    **SETTINGS_PLACES,
    **HIRING_PLACES,
    **STAFF_PLACES,
    **VISITOR_PLACES,
}
