"""What makes a place of the conversation: fetch first, draw after."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.conversation import Draft, Here
from bot.domain.staff import Right
from bot.i18n import Translator
from handlers.screens.screen import Screen
from storage.database import Transaction

Facts = TypeVar("Facts")


@dataclass(frozen=True, slots=True)
class PlaceSpec(Generic[Facts]):
    """What is fetched for a place, how it is drawn, and the right that staff need to see it."""

    fetch: Callable[[Transaction, Here, Draft], Facts]
    draw: Callable[[Facts, Draft, Translator], Screen]
    right: Right | None = None


def nothing(_tx: Transaction, _here: Here, _draft: Draft) -> None:
    """Fetch nothing: a screen that needs no facts."""
