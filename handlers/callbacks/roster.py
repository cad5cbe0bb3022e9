"""What hosts tap on their roster: days, slots, seats at the gate."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from handlers.callbacks import Button


@dataclass(frozen=True, slots=True)
class RosterDay(Button):
    """Show the roster of a day."""

    tag: ClassVar[str] = "Dj"
    day: date


@dataclass(frozen=True, slots=True)
class RosterSlot(Button):
    """Show who comes to a slot."""

    tag: ClassVar[str] = "Dk"
    slot: int


@dataclass(frozen=True, slots=True)
class AskGate(Button):
    """Ask how many seats should be on sale."""

    tag: ClassVar[str] = "Dl"
    slot: int


@dataclass(frozen=True, slots=True)
class SetGate(Button):
    """Have so many seats on sale."""

    tag: ClassVar[str] = "Dm"
    slot: int
    seats: int


@dataclass(frozen=True, slots=True)
class CapDay(Button):
    """Take no more than so many people that day; -1 for no cap."""

    tag: ClassVar[str] = "Dn"
    slot: int
    people: int
