"""What the desk taps: bookings for callers, and paper lists."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from handlers.callbacks import Button


@dataclass(frozen=True, slots=True)
class SkipAsking(Button):
    """Leave a caller's name or phone out."""

    tag: ClassVar[str] = "Da"


@dataclass(frozen=True, slots=True)
class OpenForCaller(Button):
    """Show a booking to the desk."""

    tag: ClassVar[str] = "Db"
    code: str


@dataclass(frozen=True, slots=True)
class AskMoveFor(Button):
    """Ask to which slot a caller's booking should move."""

    tag: ClassVar[str] = "Dc"
    code: str


@dataclass(frozen=True, slots=True)
class MoveFor(Button):
    """Move a caller's booking."""

    tag: ClassVar[str] = "Dd"
    code: str
    slot: int


@dataclass(frozen=True, slots=True)
class AskCancelFor(Button):
    """Ask whether a caller's booking should really be cancelled."""

    tag: ClassVar[str] = "De"
    code: str


@dataclass(frozen=True, slots=True)
class CancelFor(Button):
    """Cancel a caller's booking."""

    tag: ClassVar[str] = "Df"
    code: str


@dataclass(frozen=True, slots=True)
class NeedFor(Button):
    """Say what a caller's party needs, or that it does not after all."""

    tag: ClassVar[str] = "Dg"
    code: str
    need: str


@dataclass(frozen=True, slots=True)
class PrintDay(Button):
    """Send the paper lists of a day."""

    tag: ClassVar[str] = "Dh"
    day: date


@dataclass(frozen=True, slots=True)
class PrintSlot(Button):
    """Send the paper list of a slot."""

    tag: ClassVar[str] = "Di"
    slot: int


@dataclass(frozen=True, slots=True)
class OpenWaiter(Button):
    """Show a caller who waits for a full slot."""

    tag: ClassVar[str] = "Dt"
    entry: int


@dataclass(frozen=True, slots=True)
class TakeFor(Button):
    """Book the seats that are kept for a caller."""

    tag: ClassVar[str] = "Du"
    entry: int


@dataclass(frozen=True, slots=True)
class LeaveFor(Button):
    """Give up a caller's place in the queue, or the seats that are kept."""

    tag: ClassVar[str] = "Dv"
    entry: int
