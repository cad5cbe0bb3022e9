"""Telegram's rate limits, when a test wants them."""

import time
from dataclasses import dataclass, field

from simulator.errors import too_many_requests


@dataclass(slots=True)
class Bucket:
    """Tokens that fill up at `rate` a second, `size` at most."""

    rate: float
    size: float
    tokens: float = field(init=False)
    at: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.tokens = self.size

    def lacks(self) -> float:
        """Seconds until a token is there; 0 when one is."""
        now = time.monotonic()
        self.tokens = min(self.size, self.tokens + (now - self.at) * self.rate)
        self.at = now
        return max(0.0, (1 - self.tokens) / self.rate)


@dataclass(slots=True, kw_only=True)
class Limits:
    """Messages a second over all and per chat, and a minute per group, with bursts."""

    overall: float = 30.0
    per_chat: float = 1.0
    per_chat_burst: float = 3.0
    per_group_minute: float = 20.0
    refused: int = 0
    _overall: Bucket = field(init=False)
    _chats: dict[int, Bucket] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._overall = Bucket(self.overall, self.overall)

    @classmethod
    def real(cls) -> "Limits":
        """What Telegram's FAQ for bots states."""
        return cls()

    def check(self, chat_id: int) -> None:
        """Take a token for one message; ApiError 429 when there is none."""
        chat = self._chats.get(chat_id) or self._chats.setdefault(chat_id, self._bucket(chat_id))
        if (wait := max(self._overall.lacks(), chat.lacks())) > 0:
            self.refused += 1
            raise too_many_requests(wait)
        self._overall.tokens -= 1
        chat.tokens -= 1

    def _bucket(self, chat_id: int) -> Bucket:
        if chat_id < 0:
            return Bucket(self.per_group_minute / 60, self.per_group_minute)
        return Bucket(self.per_chat, self.per_chat_burst)
