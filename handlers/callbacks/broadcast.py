"""Buttons of broadcasts: composing, sending, stopping; and those of their readers."""

from dataclasses import dataclass
from typing import ClassVar

from bot.conversation import Step
from handlers.callbacks import Button


@dataclass(frozen=True, slots=True)
class NewBroadcast(Button):
    """Compose a new one."""

    tag: ClassVar[str] = "BN"


@dataclass(frozen=True, slots=True)
class ComposeAt(Button):
    """Go to another question of composing; what was answered stays."""

    tag: ClassVar[str] = "BG"
    step: Step


@dataclass(frozen=True, slots=True)
class ChoosePeople(Button):
    """Say what ties its readers to the programme."""

    tag: ClassVar[str] = "BP"
    people: str


@dataclass(frozen=True, slots=True)
class AskPart(Button):
    """Narrow the circle by a part of the programme."""

    tag: ClassVar[str] = "BA"
    part: str


@dataclass(frozen=True, slots=True)
class ChoosePart(Button):
    """Take a value of that part; an empty one for all."""

    tag: ClassVar[str] = "BC"
    part: str
    value: str


@dataclass(frozen=True, slots=True)
class WriteIn(Button):
    """Write the text in a language."""

    tag: ClassVar[str] = "BW"
    language: str


@dataclass(frozen=True, slots=True)
class DropText(Button):
    """Take the text in a language back."""

    tag: ClassVar[str] = "BT"
    language: str


@dataclass(frozen=True, slots=True)
class DropPhoto(Button):
    """Take the photo back."""

    tag: ClassVar[str] = "BD"


@dataclass(frozen=True, slots=True)
class SendSamples(Button):
    """Show me how it will look."""

    tag: ClassVar[str] = "BS"


@dataclass(frozen=True, slots=True)
class SendAtOnce(Button):
    """Let it go at once after all, not at a time."""

    tag: ClassVar[str] = "BI"


@dataclass(frozen=True, slots=True)
class SendBroadcast(Button):
    """Send what the screen shows to so many people; the intent sends once."""

    tag: ClassVar[str] = "BY"
    intent: str
    people: int


@dataclass(frozen=True, slots=True)
class OpenBroadcast(Button):
    """Show where a broadcast stands."""

    tag: ClassVar[str] = "BO"
    broadcast: int


@dataclass(frozen=True, slots=True)
class PauseBroadcast(Button):
    """Hold back what has not left."""

    tag: ClassVar[str] = "BH"
    broadcast: int


@dataclass(frozen=True, slots=True)
class ResumeBroadcast(Button):
    """Let the rest go."""

    tag: ClassVar[str] = "BR"
    broadcast: int


@dataclass(frozen=True, slots=True)
class AskCancelBroadcast(Button):
    """Ask whether nothing more should go."""

    tag: ClassVar[str] = "BQ"
    broadcast: int


@dataclass(frozen=True, slots=True)
class CancelBroadcast(Button):
    """Let nothing more go."""

    tag: ClassVar[str] = "BX"
    broadcast: int


@dataclass(frozen=True, slots=True)
class ChooseNews(Button):
    """I want news (1), or none (0)."""

    tag: ClassVar[str] = "nw"
    wanted: int
