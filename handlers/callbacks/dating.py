"""Buttons of a job dating."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.callbacks import Button


@dataclass(frozen=True, slots=True)
class StartDating(Button):
    """Meet several companies of the job dating that a slot is part of."""

    tag: ClassVar[str] = "ds"
    slot: int


@dataclass(frozen=True, slots=True)
class PickCompany(Button):
    """Pick a company, or leave it out again."""

    tag: ClassVar[str] = "dh"
    visit: int


@dataclass(frozen=True, slots=True)
class ProposeChain(Button):
    """Put the meetings one after the other."""

    tag: ClassVar[str] = "dp"


@dataclass(frozen=True, slots=True)
class LaterChain(Button):
    """The same companies, later."""

    tag: ClassVar[str] = "dl"


@dataclass(frozen=True, slots=True)
class ConfirmChain(Button):
    """Book every meeting that is shown."""

    tag: ClassVar[str] = "dc"


@dataclass(frozen=True, slots=True)
class QueueOfHost(Button):
    """Show the queue of one of one's companies."""

    tag: ClassVar[str] = "Qh"
    host: int


@dataclass(frozen=True, slots=True)
class MetInQueue(Button):
    """This person came to their meeting."""

    tag: ClassVar[str] = "Qm"
    host: int
    code: str
