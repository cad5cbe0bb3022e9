"""A door of staff."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.conversation import Here, Place
from bot.domain.staff import Right
from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class StaffDoor:
    """A door, the right it asks for, and whether it changes anything."""

    right: Right
    door: Callable[[Transaction, Here, Any], Place]
    acts: bool = False
    whole: bool = False  # of a text: it is content, to be taken as it is, and names no key
    photos: bool = False  # it takes a photo instead of a text, too
