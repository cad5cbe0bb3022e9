"""The places about oneself: settings, news, privacy, what is kept, being forgotten."""

from collections.abc import Mapping
from typing import Any

from bot.conversation import Draft, Here, Step
from handlers import alerts
from handlers.place_spec import PlaceSpec, nothing
from handlers.screens import settings
from storage import (
    attendance,
    bookings,
    callers,
    deliveries,
    interests,
    people,
    staff,
    surveys,
    waitlist,
)
from storage.database import Transaction


def _wants_news(tx: Transaction, here: Here, _draft: Draft) -> bool:
    return people.wants_news(tx, here.chat_id)


def _forget(tx: Transaction, here: Here, _draft: Draft) -> settings.ForgetFacts:
    return settings.ForgetFacts(bookings=bookings.coming_of(tx, here.chat_id, here.now))


def _my_data(tx: Transaction, here: Here, _draft: Draft) -> settings.MyData:
    return settings.MyData(
        bookings=bookings.all_of(tx, here.chat_id),
        waiting=len(waitlist.all_of_person(tx, here.chat_id, here.now)),
        messages=deliveries.count_of(tx, here.chat_id),
        news=people.wants_news(tx, here.chat_id),
        callers=callers.of_person(tx, here.chat_id),
        needs=attendance.needs_of_person(tx, here.chat_id),
        answers=surveys.of_person(tx, here.chat_id),
        words=interests.of_person(tx, here.chat_id),
        alerts=alerts.all_of_them(tx, here, _draft),
        roles=staff.roles_of(tx, here.user_id),
    )


SETTINGS_PLACES: Mapping[Step, PlaceSpec[Any]] = {  # facts of each place's own
    Step.SETTINGS: PlaceSpec(_wants_news, settings.settings),
    Step.NEWS: PlaceSpec(_wants_news, settings.news),
    Step.PRIVACY: PlaceSpec(nothing, settings.privacy),
    Step.FORGET: PlaceSpec(_forget, settings.forget),
    Step.MY_DATA: PlaceSpec(_my_data, settings.my_data),
    Step.STOPPED: PlaceSpec(nothing, settings.stopped),
    Step.FORGOTTEN: PlaceSpec(nothing, settings.forgotten),
}
