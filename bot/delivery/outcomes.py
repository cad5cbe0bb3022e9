"""What one call to the Bot API proved about its message.

Sent ─────────── it arrived
NotSent ──────── it never left: safe to try again
TooMany ──────── refused, for now (429)
Refused ──────── refused (4xx)
Unreachable ──── refused: this person can't be written to
Migrated ─────── refused: the chat has another id now
Unknown ──────── it may have arrived; only the person can tell
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

# What a 429 without a number asks for, in seconds.
DEFAULT_RETRY_AFTER = 5.0
# 4xx that find fault with the message itself. The others (401 and 404 for the token, 407 from a
# proxy, 409 …) would refuse any message: this one is as good as it was.
ABOUT_THE_MESSAGE = frozenset({400, 413})


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram did it."""

    result: Any  # the decoded "result": an object, a list or true, by method
    message_id: int | None = None  # when the result is a message


@dataclass(frozen=True, slots=True)
class NotSent:
    """Nothing reached Telegram: it may be tried again without any doubt."""

    reason: str


@dataclass(frozen=True, slots=True)
class TooMany:
    """Telegram refused for now; nothing may be sent for so many seconds."""

    retry_after: float


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram said no, and did nothing."""

    code: int
    description: str

    @property
    def about_the_message(self) -> bool:
        """Tell whether the same message would be refused again."""
        return self.code in ABOUT_THE_MESSAGE

    @property
    def cannot_parse(self) -> bool:
        """Tell whether only the markup was at fault."""
        return "can't parse entities" in self.description


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Nothing arrives in this chat: blocked, deactivated, never opened, unknown."""

    description: str


@dataclass(frozen=True, slots=True)
class Migrated:
    """The group became a supergroup with another id; nothing was sent."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody but the person can tell whether it arrived."""

    reason: str


Outcome = Sent | NotSent | TooMany | Refused | Unreachable | Migrated | Unknown


def judge(status: int, body: bytes) -> Outcome:
    """Return what an HTTP answer proves."""
    answer = _decoded(body)
    if 200 <= status < 300:
        return _accepted(answer)
    if 300 <= status < 400:  # a captive portal, a wrong address: never Telegram
        return NotSent(f"HTTP {status}")
    if status >= 500:
        return Unknown(f"HTTP {status}")
    return _refused(status, answer)


def _decoded(body: bytes) -> Mapping[str, Any]:
    try:
        answer = orjson.loads(body)
    except orjson.JSONDecodeError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _accepted(answer: Mapping[str, Any]) -> Outcome:
    if answer.get("ok") is not True:
        return Unknown("unreadable answer")
    result = answer.get("result")
    message_id = result.get("message_id") if isinstance(result, dict) else None
    return Sent(result, message_id)


def _refused(status: int, answer: Mapping[str, Any]) -> Outcome:
    description = str(answer.get("description") or f"HTTP {status}")
    parameters = answer.get("parameters") or {}
    if status == 429:
        return TooMany(float(parameters.get("retry_after", DEFAULT_RETRY_AFTER)))
    if "migrate_to_chat_id" in parameters:
        return Migrated(int(parameters["migrate_to_chat_id"]))
    if status == 403 or "chat not found" in description:
        return Unreachable(description)
    return Refused(status, description)
