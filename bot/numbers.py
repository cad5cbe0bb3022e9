"""Which numbers /metrics shows."""

from functools import partial

from bot.delivery.processor import Turnstile
from bot.delivery.receive import Receiver
from bot.delivery.sender import Sender
from bot.delivery.wire import Wire
from bot.health import Numbers


def count_everything(
    numbers: Numbers, receiver: Receiver, turnstile: Turnstile, sender: Sender, wire: Wire
) -> None:
    """Name every number of the running parts."""
    numbers.counter("toctoc_updates_received", "updates that came in", lambda: receiver.received)
    numbers.counter(
        "toctoc_update_failures", "tries of an update that raised", lambda: turnstile.failures
    )
    numbers.counter(
        "toctoc_updates_set_aside",
        "updates given up after five tries",
        lambda: turnstile.set_aside,
    )
    counts = sender.counters
    for name in ("sent", "failed", "unknown", "doubts", "not_sent"):
        numbers.counter(
            f"toctoc_sends_{name}", f"deliveries: {name}", partial(getattr, counts, name)
        )
    numbers.gauge(
        "toctoc_gate_open_in_seconds",
        "how long nothing may be sent",
        lambda: wire.pace.gate_open_in(0),
    )
