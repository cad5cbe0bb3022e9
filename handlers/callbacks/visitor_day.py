"""What visitors tap about the day itself: needs, walk-ins, how it was."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.callbacks import Button


@dataclass(frozen=True, slots=True)
class AskNeeds(Button):
    """Ask what one's party needs on site."""

    tag: ClassVar[str] = "nd"
    code: str


@dataclass(frozen=True, slots=True)
class SetNeed(Button):
    """Say that one's party needs something, or does not after all."""

    tag: ClassVar[str] = "ne"
    code: str
    need: str


@dataclass(frozen=True, slots=True)
class OpenZone(Button):
    """Show everything one can walk into that day around there."""

    tag: ClassVar[str] = "zo"
    slot: int


@dataclass(frozen=True, slots=True)
class SendMap(Button):
    """Send where a slot is, on the map."""

    tag: ClassVar[str] = "zm"
    slot: int


@dataclass(frozen=True, slots=True)
class Rate(Button):
    """Give a visit one to five stars."""

    tag: ClassVar[str] = "va"
    code: str
    stars: int


@dataclass(frozen=True, slots=True)
class AskWord(Button):
    """Ask for a word about the visit."""

    tag: ClassVar[str] = "vb"
    code: str


@dataclass(frozen=True, slots=True)
class WouldWork(Button):
    """Say whether one would like to work there."""

    tag: ClassVar[str] = "vc"
    code: str
    would: int


@dataclass(frozen=True, slots=True)
class StopSurveys(Button):
    """Ask me no more how it was."""

    tag: ClassVar[str] = "vd"
