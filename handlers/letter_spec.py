"""What makes a message that is owed: look at its subject again, then draw it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from bot.domain.deliveries import Delivery, DeliveryState, Later
from bot.i18n import Translator
from handlers.screens.screen import Screen
from storage.database import Transaction

Facts = TypeVar("Facts")


@dataclass(frozen=True, slots=True)
class LetterSpec(Generic[Facts]):
    """How a kind of message is fetched and drawn.

    `fetch` returns how the delivery ends instead where nobody should get it any more, or when
    to look again.
    `question`: its yes and no are understood when they are typed. `slow`: it takes so long to
    draw that a thread of its own does it.
    """

    fetch: Callable[[Transaction, Delivery, datetime], Facts | DeliveryState | Later]
    draw: Callable[[Facts, Translator], Screen]
    question: bool = False
    slow: bool = False
