"""Buttons of alerts."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.callbacks import Button


@dataclass(frozen=True, slots=True)
class WatchSearch(Button):
    """Tell me what is new for the search at hand."""

    tag: ClassVar[str] = "aw"


@dataclass(frozen=True, slots=True)
class OpenAlert(Button):
    """Show one of one's alerts."""

    tag: ClassVar[str] = "ao"
    alert: int


@dataclass(frozen=True, slots=True)
class SetCadence(Button):
    """Speak once a day, or at once."""

    tag: ClassVar[str] = "ac"
    alert: int
    cadence: str


@dataclass(frozen=True, slots=True)
class SetHour(Button):
    """Speak at this local hour."""

    tag: ClassVar[str] = "ah"
    alert: int
    hour: int


@dataclass(frozen=True, slots=True)
class StopAlert(Button):
    """End an alert."""

    tag: ClassVar[str] = "as"
    alert: int


@dataclass(frozen=True, slots=True)
class KeepAlert(Button):
    """Sixty days more."""

    tag: ClassVar[str] = "ak"
    alert: int


@dataclass(frozen=True, slots=True)
class SearchAgain(Button):
    """Show everything that fits an alert now."""

    tag: ClassVar[str] = "ag"
    alert: int
