"""Buttons of the figures."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.callbacks import Button


@dataclass(frozen=True, slots=True)
class FiguresBy(Button):
    """Tell the figures apart by territory, sector, host or day."""

    tag: ClassVar[str] = "Fb"
    by: str


@dataclass(frozen=True, slots=True)
class FiguresOf(Button):
    """Show another edition: the number it has among the others."""

    tag: ClassVar[str] = "Fe"
    number: int


@dataclass(frozen=True, slots=True)
class SendFigures(Button):
    """Send the figures as a chart or as a table."""

    tag: ClassVar[str] = "Fs"
    by: str
    form: str
