"""Which numbers /metrics shows. No label ever holds an id: kinds, states, methods, outcomes."""

from dataclasses import dataclass
from functools import partial

from bot.delivery.processor import Turnstile
from bot.delivery.receive import Receiver
from bot.delivery.sender import Sender
from bot.delivery.wire import Wire
from bot.domain.refusals import SlotFull
from bot.health import Numbers
from bot.stock import Stock
from bot.tally import Tally
from storage.database import Database


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """The running parts that count."""

    receiver: Receiver
    turnstile: Turnstile
    tally: Tally
    sender: Sender
    wire: Wire
    database: Database
    stock: Stock


def count_everything(numbers: Numbers, parts: Counted) -> None:
    """Name every number of the running parts."""
    _count_updates(numbers, parts)
    _count_sends(numbers, parts)
    _count_stock(numbers, parts.stock)
    for sort in ("read", "write"):
        numbers.counter(
            f"toctoc_database_{sort}_busy_seconds",
            f"time that {sort} jobs took in the database's thread",
            partial(_busy, parts.database, sort),
        )


def _busy(database: Database, sort: str) -> float:
    return database.busy_seconds()[sort]


def _count_updates(numbers: Numbers, parts: Counted) -> None:
    receiver, turnstile, tally = parts.receiver, parts.turnstile, parts.tally
    for name, meaning, read in (
        ("updates_received", "updates that came in", lambda: receiver.received),
        ("updates_applied", "updates whose effects are committed", lambda: tally.applied),
        ("updates_duplicate", "updates that had been applied before", lambda: tally.duplicate),
        ("updates_not_understood", "updates of unknown shape", lambda: receiver.not_understood),
        ("updates_set_aside", "updates given up after five tries", lambda: turnstile.set_aside),
        ("update_failures", "tries of an update that raised", lambda: turnstile.failures),
        (
            "seats_refused",
            "bookings refused because too few seats were left",
            lambda: tally.refusals[SlotFull.message_id],
        ),
    ):
        numbers.counter(f"toctoc_{name}", meaning, read)
    numbers.counters(
        "toctoc_refusals",
        "what people were refused",
        ("reason",),
        lambda: {(name.rpartition(".")[2],): n for name, n in tally.refusals.items()},
    )


def _count_sends(numbers: Numbers, parts: Counted) -> None:
    counts, wire = parts.sender.counters, parts.wire
    for name in ("sent", "failed", "unknown", "cancelled", "missed", "doubts", "not_sent"):
        numbers.counter(
            f"toctoc_sends_{name}", f"deliveries: {name}", partial(getattr, counts, name)
        )
    numbers.counters(
        "toctoc_calls",
        "calls of the Bot API, and what each proved",
        ("method", "outcome"),
        lambda: wire.outcomes,
    )
    numbers.gauge(
        "toctoc_gate_open_in_seconds",
        "how long nothing may be sent",
        lambda: wire.pace.gate_open_in(0),
    )
    numbers.counter(
        "toctoc_gate_closures", "how often a 429 stopped everybody", lambda: wire.gate.closures
    )
    numbers.counter(
        "toctoc_gate_closed_seconds",
        "how long a 429 stopped everybody",
        lambda: wire.gate.closed_seconds,
    )


def _count_stock(numbers: Numbers, stock: Stock) -> None:
    numbers.before(stock.refresh)
    numbers.gauges(
        "toctoc_deliveries",
        "messages in the outbox",
        ("kind", "state"),
        lambda: stock.now.deliveries,
    )
    numbers.gauges("toctoc_bookings", "bookings", ("state",), lambda: stock.now.bookings)
    numbers.gauge(
        "toctoc_oldest_due_seconds", "how long the longest due waits", stock.oldest_due_age
    )
    numbers.gauge("toctoc_backup_age_seconds", "since the last good backup", stock.backup_age)
    numbers.counter(
        "toctoc_retention_rows", "rows let go by retention", lambda: stock.now.erased_rows
    )
