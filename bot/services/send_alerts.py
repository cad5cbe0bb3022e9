"""Owe digests of what is new, ask before alerts end, end those whose time is over."""

from datetime import datetime

from bot.domain.alerts import ASKED_BEFORE, Alert, hours
from bot.domain.catalogue import Wanted
from bot.domain.deliveries import Delivery, Kind
from storage import alerts, catalogue, deliveries
from storage.database import Transaction

AT_A_TIME = 200


def send_alerts(tx: Transaction, now: datetime) -> None:
    """Owe what is due; each item goes into one digest of each alert."""
    tz = catalogue.zone_of(tx, Wanted())
    for alert in alerts.to_tell(tx, hours(now, tz), limit=AT_A_TIME):
        _owe(tx, alert, alerts.put_in_batch(tx, alert.id, now), now)
    for alert in alerts.ending(tx, now + ASKED_BEFORE, limit=AT_A_TIME):
        alerts.note_asked(tx, alert.id, now)
        _ask(tx, alert, now)
    alerts.end_expired(tx, now, limit=AT_A_TIME)


def _owe(tx: Transaction, alert: Alert, batch: int, now: datetime) -> None:
    deliveries.add(
        tx,
        Delivery(
            kind=Kind.ALERT,
            chat_id=alert.chat_id,
            dedup_key=f"alert:{alert.id}:{batch}",
            due=now,
            urgency=now,
            fields={"alert": alert.id, "batch": batch},
        ),
    )


def _ask(tx: Transaction, alert: Alert, now: datetime) -> None:
    deliveries.add(
        tx,
        Delivery(
            kind=Kind.ALERT_ENDS,
            chat_id=alert.chat_id,
            dedup_key=f"alert_ends:{alert.id}:{alert.expires:%Y%m%d}",
            due=now,
            urgency=now,
            fields={"alert": alert.id},
        ),
    )
