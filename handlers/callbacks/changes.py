"""Buttons by which staff change a slot, and follow what people answer."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.callbacks import Button


@dataclass(frozen=True, slots=True)
class ChangeIn(Button):
    """List the visits of a territory."""

    tag: ClassVar[str] = "Ct"
    territory: int


@dataclass(frozen=True, slots=True)
class ChangeVisit(Button):
    """List the slots of a visit."""

    tag: ClassVar[str] = "Cv"
    visit: int


@dataclass(frozen=True, slots=True)
class ChangeOpen(Button):
    """Show a slot's card."""

    tag: ClassVar[str] = "Co"
    slot: int


@dataclass(frozen=True, slots=True)
class AskChange(Button):
    """Ask what a slot's `part` shall be: its time, seats, place, or how late it is."""

    tag: ClassVar[str] = "Ca"
    slot: int
    part: str


@dataclass(frozen=True, slots=True)
class ShiftBy(Button):
    """Preview a slot so many minutes later, or earlier."""

    tag: ClassVar[str] = "Cm"
    slot: int
    minutes: int


@dataclass(frozen=True, slots=True)
class EndBy(Button):
    """Preview a slot that ends so many minutes later, or earlier."""

    tag: ClassVar[str] = "Cd"
    slot: int
    minutes: int


@dataclass(frozen=True, slots=True)
class CallOff(Button):
    """Preview a slot that is called off (1), or reopened (0)."""

    tag: ClassVar[str] = "Cx"
    slot: int
    off: int


@dataclass(frozen=True, slots=True)
class SetCapacity(Button):
    """Preview a slot with another capacity."""

    tag: ClassVar[str] = "Cn"
    slot: int
    seats: int


@dataclass(frozen=True, slots=True)
class OwnPlace(Button):
    """Preview a slot that meets at the visit's own address again."""

    tag: ClassVar[str] = "Cp"
    slot: int


@dataclass(frozen=True, slots=True)
class RunLate(Button):
    """Preview a slot that runs late by so many minutes."""

    tag: ClassVar[str] = "Cl"
    slot: int
    minutes: int


@dataclass(frozen=True, slots=True)
class SendChange(Button):
    """Change the slot as the preview shows it; propose other slots (1) to those it clashes with."""

    tag: ClassVar[str] = "Cs"
    slot: int
    version: int
    propose: int


@dataclass(frozen=True, slots=True)
class FollowChange(Button):
    """Show who answered what to a change."""

    tag: ClassVar[str] = "Cf"
    change: int


@dataclass(frozen=True, slots=True)
class TickCall(Button):
    """Tick off somebody on the call list."""

    tag: ClassVar[str] = "Cc"
    notice: int


@dataclass(frozen=True, slots=True)
class ShowImport(Button):
    """Show what an import does to those who booked."""

    tag: ClassVar[str] = "Ci"
    change: int


@dataclass(frozen=True, slots=True)
class SendImport(Button):
    """Tell those whom an import concerns."""

    tag: ClassVar[str] = "Cj"
    change: int
