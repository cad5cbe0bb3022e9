"""What the sender counts, for the metrics."""

from dataclasses import dataclass

from bot.delivery.verdicts import Verdict
from bot.domain.deliveries import DeliveryState


@dataclass(slots=True)
class Counters:
    """What became of messages since the start."""

    sent: int = 0
    failed: int = 0
    unknown: int = 0
    cancelled: int = 0
    missed: int = 0
    doubts: int = 0  # outcomes that nobody knows
    not_sent: int = 0  # tries that can't have arrived and are repeated

    def add(self, verdict: Verdict) -> None:
        """Count one verdict."""
        in_doubt = verdict.doubts > verdict.delivery.doubts
        self.doubts += in_doubt
        if verdict.state is not DeliveryState.QUEUED:
            setattr(self, verdict.state.value, getattr(self, verdict.state.value) + 1)
        elif not in_doubt:
            self.not_sent += 1
