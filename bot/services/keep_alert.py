"""Keep a search as an alert, let it speak otherwise, or end it."""

from dataclasses import replace
from datetime import datetime

from bot.domain.alerts import (
    LASTS,
    MOST_OF_A_PERSON,
    USUAL_HOUR,
    Alert,
    AlertGone,
    AlertKind,
    Cadence,
    TooManyAlerts,
    VisitSearch,
    by_day,
)
from bot.domain.vacancies import JobQuestion
from bot.services.match_alerts import keys_of_jobs, keys_of_visits
from storage import alerts
from storage.database import Transaction


def keep_alert(
    tx: Transaction, search: JobQuestion | VisitSearch, *, chat_id: int, now: datetime
) -> Alert:
    """Keep a search; the same one again is the alert there is. Raises `TooManyAlerts`."""
    there = alerts.of_person(tx, chat_id)
    same = next((one for one in there if _bare(one.search) == _bare(search)), None)
    if same is not None:
        return same
    if len(there) >= MOST_OF_A_PERSON:
        raise TooManyAlerts(most=MOST_OF_A_PERSON)
    jobs = isinstance(search, JobQuestion)
    alert = Alert(
        id=0,
        chat_id=chat_id,
        kind=AlertKind.JOBS if jobs else AlertKind.VISITS,
        search=search,
        cadence=Cadence.DAILY,
        hour=USUAL_HOUR,
        expires=now + LASTS,
        told=None,
    )
    keys = keys_of_jobs(search) if isinstance(search, JobQuestion) else keys_of_visits(search)
    alerts.add(tx, alert, keys, now)
    return alerts.of_person(tx, chat_id)[-1]


def _bare(search: JobQuestion | VisitSearch) -> JobQuestion | VisitSearch:
    """Return what a search finds by: soudeur and soudeuses are one job, however it was asked."""
    if isinstance(search, VisitSearch):
        return search
    spot = search.spot and replace(search.spot, in_town=False)
    known = search.romes or search.terms
    return replace(search, spot=spot, words="" if known else search.words, visits=())


def change_alert(
    tx: Transaction,
    alert_id: int,
    *,
    chat_id: int,
    now: datetime,
    cadence: Cadence | None = None,
    hour: int | None = None,
    longer: bool = False,
) -> Alert:
    """Let one's own alert speak otherwise, or sixty days longer. Raises `AlertGone`."""
    alert = own_alert(tx, alert_id, chat_id)
    changed = replace(
        alert,
        cadence=cadence or alert.cadence,
        hour=alert.hour if hour is None else by_day(hour),
        expires=now + LASTS if longer else alert.expires,
    )
    alerts.change(tx, alert_id, cadence=changed.cadence, hour=changed.hour, expires=changed.expires)
    return changed


def stop_alert(tx: Transaction, alert_id: int, *, chat_id: int) -> None:
    """End one's own alert; one that has ended stays so."""
    alert = alerts.of_id(tx, alert_id)
    if alert is not None and alert.chat_id == chat_id:
        alerts.stop(tx, alert_id)


def own_alert(tx: Transaction, alert_id: int, chat_id: int) -> Alert:
    """Return one's own live alert. Raises `AlertGone`."""
    alert = alerts.of_id(tx, alert_id)
    if alert is None or alert.chat_id != chat_id:
        raise AlertGone()
    return alert
