"""What became of updates since the start, counted after the commit."""

from collections import Counter
from dataclasses import dataclass, field

from bot.domain.refusals import Refusal


@dataclass(slots=True)
class Tally:
    """Counts of updates, and of what people were refused."""

    applied: int = 0
    duplicate: int = 0  # handed over again: their effects stood already
    refusals: Counter[str] = field(default_factory=Counter)  # by message id

    def count(self, *, fresh: bool, refusal: Refusal | None = None) -> None:
        """Count one update whose effects are committed."""
        if not fresh:
            self.duplicate += 1
            return
        self.applied += 1
        if refusal is not None:
            self.refusals[refusal.message_id] += 1
