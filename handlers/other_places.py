"""The places behind the first answers: wishes, alerts, job dating, vacancies, settings, staff's."""

from collections.abc import Mapping
from typing import Any

from bot.conversation import Draft, Here, Step
from bot.domain.waitlist import Entry
from handlers import alerts, dating
from handlers.hiring_places import HIRING_PLACES
from handlers.place_spec import PlaceSpec
from handlers.places import own_booking
from handlers.screens import alerts as alert_screens
from handlers.screens import dating as dating_screens
from handlers.screens import notices, waiting
from handlers.settings_places import SETTINGS_PLACES
from handlers.staff.places import STAFF_PLACES
from handlers.visitor_day_places import VISITOR_PLACES
from handlers.wish_places import WISH_PLACES
from storage import waitlist
from storage.database import Transaction


def _entry(tx: Transaction, here: Here, draft: Draft) -> Entry | None:
    return waitlist.of_person(tx, draft.slot or 0, here.chat_id)


OTHER_PLACES: Mapping[Step, PlaceSpec[Any]] = {  # facts of each place's own
    Step.WAITING: PlaceSpec(_entry, waiting.waiting),
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
