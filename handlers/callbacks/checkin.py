"""What is tapped at the gate."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.callbacks import Button


@dataclass(frozen=True, slots=True)
class OpenParty(Button):
    """Show a party, to check it in."""

    tag: ClassVar[str] = "Do"
    code: str


@dataclass(frozen=True, slots=True)
class Present(Button):
    """So many of a party came."""

    tag: ClassVar[str] = "Dp"
    code: str
    count: int


@dataclass(frozen=True, slots=True)
class TakeBack(Button):
    """Nobody looked: take a check-in back."""

    tag: ClassVar[str] = "Dq"
    code: str


@dataclass(frozen=True, slots=True)
class GateSlot(Button):
    """Show a slot's parties, to check them in."""

    tag: ClassVar[str] = "Dr"
    slot: int


@dataclass(frozen=True, slots=True)
class Admit(Button):
    """Let people in who did not book; the intent lets in once."""

    tag: ClassVar[str] = "Ds"
    slot: int
    count: int
    intent: str
