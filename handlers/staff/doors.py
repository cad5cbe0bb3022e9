"""Staff's doors: which tap or text leads where, and the right it asks for.

`handlers.turn` asks for the right, from the sender's own id, before a door opens and before a
place is drawn; whether it reaches the slot or host at hand, the service behind the door asks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.conversation import Here, Place, Step
from bot.domain.staff import Right
from handlers.callbacks import Button
from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class StaffDoor:
    """A door, the right it asks for, and whether it changes anything."""

    right: Right
    door: Callable[[Transaction, Here, Any], Place]
    acts: bool = False
    whole: bool = False  # of a text: it is content, to be taken as it is, and names no key


TAPS: Mapping[type[Button], StaffDoor] = {}
TYPED: Mapping[Step, StaffDoor] = {}  # what a text means at a staff place
