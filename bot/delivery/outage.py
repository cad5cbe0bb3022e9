"""When nothing gets through: hold back, ever longer, instead of spending what is owed."""

import asyncio

from bot.delivery.outcomes import NotSent, Outcome, Refused, Unknown
from bot.delivery.verdicts import delay

TOLERATED = 3  # failures in a row; fewer are each message's own affair


class Outage:
    """How often in a row Telegram failed to answer, and until when to leave it alone."""

    def __init__(self) -> None:
        self._failures = 0
        self._until = 0.0  # the event loop's time

    @property
    def lasts(self) -> bool:
        """Tell whether the next message must be the only one, and the line be tried first."""
        return self._failures >= TOLERATED

    def pause(self) -> float:
        """Return the seconds to leave Telegram alone for."""
        return max(0.0, self._until - asyncio.get_running_loop().time())

    def note(self, outcome: Outcome) -> None:
        """Count a failure, or forget them all. What fails during a pause was sent before it."""
        if not _is_failure(outcome):
            self._failures = 0
            self._until = 0.0
        elif not self.pause():
            self._failures += 1
            if self.lasts:
                seconds = delay(self._failures - TOLERATED + 1).total_seconds()
                self._until = asyncio.get_running_loop().time() + seconds


def _is_failure(outcome: Outcome) -> bool:
    if isinstance(outcome, Refused):
        return not outcome.about_the_message
    return isinstance(outcome, NotSent | Unknown)
