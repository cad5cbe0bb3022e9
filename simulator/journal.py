"""What the bot did, as seen from outside."""

import time
from collections import Counter
from dataclasses import dataclass, field

from simulator.wire import Json


@dataclass(frozen=True, slots=True)
class Call:
    """A call Telegram accepted: its effect exists, even if a fault broke the answer."""

    method: str
    params: Json
    chat_id: int | None
    message_id: int | None
    at: float  # time.monotonic()
    fault: str | None

    def body(self) -> Json:
        """The call as the control API shows it."""
        return {
            "method": self.method,
            "params": self.params,
            "chat_id": self.chat_id,
            "message_id": self.message_id,
            "at": self.at,
            "fault": self.fault,
        }


@dataclass(slots=True)
class Journal:
    """Every accepted call that changes something, and the number of calls per method."""

    accepted: list[Call] = field(default_factory=list)
    calls: Counter[str] = field(default_factory=Counter)

    def accept(self, method: str, params: Json, result: object, fault: str | None) -> None:
        """Note an accepted call; questions (get…) are only counted."""
        if method.startswith("get"):
            return
        message_id = result.get("message_id") if isinstance(result, dict) else None
        chat_id = params.get("chat_id")
        call = Call(method, params, chat_id, message_id, time.monotonic(), fault)
        self.accepted.append(call)
