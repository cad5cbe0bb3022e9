"""The housekeeping that is asked of the database at every tick."""

from datetime import datetime
from typing import Protocol

from bot.services.ask_hosts import ask_hosts
from bot.services.feed_broadcast import feed_broadcasts
from bot.services.mark_no_shows import mark_no_shows
from bot.services.match_alerts import match_alerts
from bot.services.offer_seats import take_back_offers
from bot.services.owe_rosters import owe_rosters
from bot.services.owe_surveys import owe_surveys
from bot.services.send_alerts import send_alerts
from storage.database import Transaction


class Round(Protocol):
    """A bounded bit of housekeeping, in a transaction of its own."""

    def __call__(self, tx: Transaction, now: datetime) -> object:
        """Do what is due."""


ROUNDS: tuple[Round, ...] = (
    match_alerts,
    send_alerts,
    feed_broadcasts,
    take_back_offers,
    owe_rosters,
    mark_no_shows,
    owe_surveys,
    ask_hosts,
)
