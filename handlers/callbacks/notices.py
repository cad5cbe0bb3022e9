"""Buttons of a notice, for those who booked."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.callbacks import Button


@dataclass(frozen=True, slots=True)
class AgreeToChange(Button):
    """OK: I have read it."""

    tag: ClassVar[str] = "nk"
    notice: int
