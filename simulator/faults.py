"""What goes wrong between the bot and Telegram, when a test or a person asks for it."""

import random
import time
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Literal, get_args

from simulator.errors import ApiError, too_many_requests

Kind = Literal[
    # before the call is accepted: nothing happened
    "refuse",  # answer with `code` (429 with retry_after, 403, 400, 502)
    "hang_up",  # close the connection
    # after it was accepted: the message exists, the bot can't know
    "hold",  # answer `seconds` late
    "reset",  # abort the connection (RST)
    "close",  # close it without an answer
    "bad_gateway",  # answer 502
    "truncate",  # half of the answer, then close
    "garbage",  # 200 with something that is no JSON
]
DESCRIPTIONS = {
    400: "Bad Request: chat not found",
    403: "Forbidden: bot was blocked by the user",
    500: "Internal Server Error",
}
WRITING = ("send*", "forwardMessage", "copyMessage")


@dataclass(slots=True, kw_only=True)
class Fault:
    """One kind of fault and the calls it strikes."""

    kind: Kind
    method: str = "*"  # a pattern: "sendMessage", "send*"
    chat_id: int | None = None  # only calls that name this chat
    skip: int = 0  # leave the first n matching calls alone
    times: int | None = 1  # then strike so often; None for ever
    chance: float = 1.0  # strike with this probability, drawn with the seed of `Faults`
    code: int = 429
    description: str = ""
    retry_after: int = 1
    seconds: float = 60.0
    seen: int = 0
    struck: int = 0

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind):
            raise ValueError(f"{self.kind} is none of {', '.join(get_args(Kind))}")

    @property
    def spent(self) -> bool:
        """True when it has struck as often as it should."""
        return self.times is not None and self.struck >= self.times

    def matches(self, method: str, chat_id: int | None) -> bool:
        """Is this one of the calls it is meant for?"""
        return fnmatchcase(method, self.method) and self.chat_id in (None, chat_id)

    def refusal(self) -> ApiError:
        """The error answered by `refuse`."""
        if self.code == 429:
            return too_many_requests(self.retry_after)
        return ApiError(self.code, self.description or DESCRIPTIONS.get(self.code, "Bad Request"))


@dataclass(slots=True, kw_only=True)
class Gate:
    """A time in which Telegram wants no messages: 429 with the seconds left."""

    opens_at: float  # time.monotonic()
    chat_id: int | None = None
    refusals: int | None = None  # after so many, accept and count; None refuses all
    refused: int = 0
    leaked: int = 0  # sends accepted inside the closed gate

    @property
    def left(self) -> float:
        """Seconds until it opens."""
        return self.opens_at - time.monotonic()

    def check(self) -> None:
        """Refuse or count a send."""
        if self.refusals is not None and self.refused >= self.refusals:
            self.leaked += 1
            return
        self.refused += 1
        raise too_many_requests(self.left)


class Faults:
    """All faults in force; `latency` in seconds delays every call, half before, half after."""

    def __init__(self, seed: int = 0) -> None:
        self.latency = 0.0
        self.gates: list[Gate] = []
        self._active: list[Fault] = []
        self._random = random.Random(seed)  # noqa: S311 - repeatable on purpose

    def add(self, fault: Fault) -> Fault:
        """Put a fault in force; its `struck` tells how often it did."""
        self._active.append(fault)
        return fault

    def clear(self) -> None:
        """No more faults, gates or latency."""
        self.latency = 0.0
        self.gates.clear()
        self._active.clear()

    def close_gate(
        self, seconds: float, *, chat_id: int | None = None, refusals: int | None = None
    ) -> Gate:
        """Refuse sends (of one chat or all) for `seconds`; see `Gate.refusals` for leniency."""
        gate = Gate(opens_at=time.monotonic() + seconds, chat_id=chat_id, refusals=refusals)
        self.gates.append(gate)
        return gate

    def choose(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault that strikes this call."""
        for fault in self._active:
            if not fault.spent and fault.matches(method, chat_id):
                fault.seen += 1
                if fault.seen > fault.skip and self._random.random() < fault.chance:
                    fault.struck += 1
                    return fault
        return None

    def check_gates(self, method: str, chat_id: int | None) -> None:
        """ApiError 429 when a closed gate refuses this send."""
        if method == "sendChatAction" or not any(fnmatchcase(method, name) for name in WRITING):
            return
        for gate in self.gates:
            if gate.left > 0 and gate.chat_id in (None, chat_id):
                gate.check()
