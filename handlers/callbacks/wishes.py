"""Buttons about what was said in a sentence: another reading of it, another part, a class."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from handlers.callbacks import Button


@dataclass(frozen=True, slots=True)
class Loosen(Button):
    """Let one part of a wish go: the hours, the day…; or take another sector, more adults."""

    tag: ClassVar[str] = "lx"
    part: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Reopen(Button):
    """Ask one part of what was understood again."""

    tag: ClassVar[str] = "ro"
    part: str


@dataclass(frozen=True, slots=True)
class ChooseReading(Button):
    """Say which time was meant: as it was read, the other `half` of the day, a `week` later."""

    tag: ClassVar[str] = "rd"
    reading: str


@dataclass(frozen=True, slots=True)
class ChooseAudience(Button):
    """Answer "who comes?"; empty for everybody."""

    tag: ClassVar[str] = "au"
    audience: str


@dataclass(frozen=True, slots=True)
class ChooseParty(Button):
    """Answer "how many come?"; 0 where it doesn't matter."""

    tag: ClassVar[str] = "pa"
    seats: int


@dataclass(frozen=True, slots=True)
class ChooseAdults(Button):
    """Take so many adults along with a class."""

    tag: ClassVar[str] = "ad"
    adults: int


@dataclass(frozen=True, slots=True)
class ChooseSplit(Button):
    """Split a class over the slots of a visit on a day."""

    tag: ClassVar[str] = "cs"
    visit: int
    day: date


@dataclass(frozen=True, slots=True)
class ConfirmClass(Button):
    """Book the groups on the screen, all or none; the intent books once."""

    tag: ClassVar[str] = "cc"
    intent: str
