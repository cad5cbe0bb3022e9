"""Alerts: keep a search, let it speak otherwise, stop it; what a digest is made of."""

from dataclasses import replace
from datetime import datetime

from bot.conversation import Draft, Here, Place, Step
from bot.domain.alerts import AROUND_KM, Alert, Cadence, NothingToWatch, VisitSearch
from bot.domain.catalogue import Slot, Wanted
from bot.domain.deliveries import Delivery, DeliveryState
from bot.domain.vacancies import JobQuestion, Spot
from bot.services.ask_next import ask_next
from bot.services.keep_alert import change_alert, keep_alert, own_alert, stop_alert
from handlers.callbacks.alerts import (
    KeepAlert,
    OpenAlert,
    SearchAgain,
    SetCadence,
    SetHour,
    StopAlert,
    WatchSearch,
)
from handlers.screens.alerts import Digest
from storage import alerts, catalogue, places_of_work, vacancies
from storage.database import Transaction


def watch(tx: Transaction, here: Here, _button: WatchSearch) -> Place:
    """Keep the search at hand. Raises `NothingToWatch` or `TooManyAlerts`."""
    search = _search(tx, here.place.draft)
    alert = keep_alert(tx, search, chat_id=here.chat_id, now=here.now)
    return _at(alert.id)


def open_alert(_tx: Transaction, _here: Here, button: OpenAlert) -> Place:
    """Show one."""
    return _at(button.alert)


def set_cadence(tx: Transaction, here: Here, button: SetCadence) -> Place:
    """Let it speak once a day, or at once."""
    cadence = Cadence.AT_ONCE if button.cadence == Cadence.AT_ONCE else Cadence.DAILY
    change_alert(tx, button.alert, chat_id=here.chat_id, now=here.now, cadence=cadence)
    return _at(button.alert)


def set_hour(tx: Transaction, here: Here, button: SetHour) -> Place:
    """Let it speak at another hour."""
    change_alert(tx, button.alert, chat_id=here.chat_id, now=here.now, hour=button.hour)
    return _at(button.alert)


def stop(tx: Transaction, here: Here, button: StopAlert) -> Place:
    """End it."""
    stop_alert(tx, button.alert, chat_id=here.chat_id)
    return Place(step=Step.ALERTS)


def keep(tx: Transaction, here: Here, button: KeepAlert) -> Place:
    """Keep it sixty days more."""
    change_alert(tx, button.alert, chat_id=here.chat_id, now=here.now, longer=True)
    return _at(button.alert)


def search_again(tx: Transaction, here: Here, button: SearchAgain) -> Place:
    """Show everything that fits an alert now."""
    search = own_alert(tx, button.alert, here.chat_id).search
    if isinstance(search, JobQuestion):
        return Place(step=Step.JOBS, draft=Draft(jobs=search))
    draft = Draft(
        territory=search.territory_id,
        sector=search.sector_id,
        day=search.day,
        only=search.only,
        near=_point(search.spot),
    )
    return ask_next(tx, draft, here.now)


def all_of_them(tx: Transaction, here: Here, _draft: Draft) -> list[Alert]:
    """Fetch one's alerts."""
    return alerts.of_person(tx, here.chat_id)


def one_of_them(tx: Transaction, here: Here, draft: Draft) -> Alert:
    """Fetch the alert at hand. Raises `AlertGone`."""
    return own_alert(tx, draft.alert or 0, here.chat_id)


def digest(tx: Transaction, delivery: Delivery, now: datetime) -> Digest | DeliveryState:
    """Fetch what is new for an alert and still there; nobody is told of nothing."""
    alert = alerts.of_id(tx, int(delivery.fields["alert"]))
    if alert is None:
        return DeliveryState.CANCELLED
    ids = alerts.items(tx, alert.id, int(delivery.fields["batch"]))
    if isinstance(alert.search, JobQuestion):
        found = vacancies.of_ids(tx, ids).values()
        jobs = tuple(one for one in found if one.is_live(now))
        return Digest(alert=alert, vacancies=jobs) if jobs else DeliveryState.CANCELLED
    slots = tuple(slot for visit in ids for slot in _first_slot(tx, visit, alert.search, now))
    return Digest(alert=alert, slots=slots) if slots else DeliveryState.CANCELLED


def _first_slot(tx: Transaction, visit: int, search: VisitSearch, now: datetime) -> list[Slot]:
    return catalogue.slots(tx, Wanted(visit_id=visit, day=search.day), now, limit=1)


def ending(tx: Transaction, delivery: Delivery, _now: datetime) -> Alert | DeliveryState:
    """Fetch an alert that ends soon."""
    alert = alerts.of_id(tx, int(delivery.fields["alert"]))
    return alert if alert is not None else DeliveryState.CANCELLED


def _search(tx: Transaction, draft: Draft) -> JobQuestion | VisitSearch:
    if draft.jobs is not None:
        if draft.jobs.nothing:
            raise NothingToWatch()
        return draft.jobs
    spot = None
    if draft.near is not None:
        km = draft.told.km if draft.told and draft.told.km else AROUND_KM
        name = draft.told.place if draft.told else ""
        spot = Spot(name=name, lat=draft.near[0], lon=draft.near[1], km=km)
    search = VisitSearch(
        territory_id=draft.territory,
        sector_id=draft.sector or None,
        day=draft.day,
        only=draft.only,
        spot=spot,
    )
    if search == VisitSearch():
        raise NothingToWatch()
    return replace(search, name=_name(tx, search))


def _name(tx: Transaction, search: VisitSearch) -> str:
    """Return what a search is called: its town, territory and sector."""
    known = (
        (places_of_work.territories(tx), search.territory_id),
        (places_of_work.sectors(tx), search.sector_id),
    )
    named = [one.name for choices, wanted in known for one in choices if one.id == wanted]
    return " · ".join(filter(None, [search.spot.name if search.spot else "", *named]))


def _point(spot: Spot | None) -> tuple[float, float] | None:
    if spot is None or spot.lat is None or spot.lon is None:
        return None
    return spot.lat, spot.lon


def _at(alert_id: int) -> Place:
    return Place(step=Step.ALERT, draft=Draft(alert=alert_id))
