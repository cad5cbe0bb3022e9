"""Typed buttons: what a tap means and carries; `handlers.callback_data` writes it in 64 bytes.

The visitors' buttons are here; staff's are in the files beside this one, a noun each.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.conversation import Step


@dataclass(frozen=True, slots=True)
class Button:
    """What a tap means; subclasses add fields of type int, str, date or Step."""

    tag: ClassVar[str] = ""


@dataclass(frozen=True, slots=True)
class Go(Button):
    """Go to a place that needs nothing else."""

    tag: ClassVar[str] = "go"
    step: Step


@dataclass(frozen=True, slots=True)
class Start(Button):
    """Begin a new booking."""

    tag: ClassVar[str] = "st"


@dataclass(frozen=True, slots=True)
class Back(Button):
    """Go back to the question before."""

    tag: ClassVar[str] = "bk"


@dataclass(frozen=True, slots=True)
class Page(Button):
    """Show another page of the list."""

    tag: ClassVar[str] = "pg"
    number: int


@dataclass(frozen=True, slots=True)
class ChooseTerritory(Button):
    """Answer "where?"."""

    tag: ClassVar[str] = "te"
    territory: int


@dataclass(frozen=True, slots=True)
class ChooseSector(Button):
    """Answer "which sector?"; 0 for all."""

    tag: ClassVar[str] = "se"
    sector: int


@dataclass(frozen=True, slots=True)
class ChooseDay(Button):
    """Answer "which day?"."""

    tag: ClassVar[str] = "dy"
    day: date


@dataclass(frozen=True, slots=True)
class ChooseSlot(Button):
    """Answer "which slot?"."""

    tag: ClassVar[str] = "sl"
    slot: int


@dataclass(frozen=True, slots=True)
class ChooseVisit(Button):
    """Pick one visit from those nearby."""

    tag: ClassVar[str] = "vi"
    visit: int


@dataclass(frozen=True, slots=True)
class AskLocation(Button):
    """Ask for the phone's location."""

    tag: ClassVar[str] = "lo"


@dataclass(frozen=True, slots=True)
class SetSeats(Button):
    """Set the number of seats on the sheet."""

    tag: ClassVar[str] = "ns"
    seats: int


@dataclass(frozen=True, slots=True)
class Confirm(Button):
    """Book: everything it needs is in the button, and the intent books once."""

    tag: ClassVar[str] = "ok"
    slot: int
    seats: int
    intent: str
    overlap_agreed: int = 0


@dataclass(frozen=True, slots=True)
class WatchOpening(Button):
    """Tell me when booking opens."""

    tag: ClassVar[str] = "wo"
    slot: int


@dataclass(frozen=True, slots=True)
class Intend(Button):
    """I'll be there (1), or not after all (0)."""

    tag: ClassVar[str] = "in"
    slot: int
    coming: int


@dataclass(frozen=True, slots=True)
class JoinWaitlist(Button):
    """Wait for a full slot."""

    tag: ClassVar[str] = "wj"
    slot: int
    seats: int


@dataclass(frozen=True, slots=True)
class LeaveWaitlist(Button):
    """Stop waiting, or decline an offer."""

    tag: ClassVar[str] = "wl"
    entry: int


@dataclass(frozen=True, slots=True)
class AcceptOffer(Button):
    """Take the seats that were kept."""

    tag: ClassVar[str] = "wa"
    entry: int


@dataclass(frozen=True, slots=True)
class OpenBooking(Button):
    """Show a booking's card."""

    tag: ClassVar[str] = "bo"
    code: str


@dataclass(frozen=True, slots=True)
class AskSeats(Button):
    """Ask how many seats a booking should have."""

    tag: ClassVar[str] = "bs"
    code: str


@dataclass(frozen=True, slots=True)
class ChangeSeats(Button):
    """Change a booking's seats."""

    tag: ClassVar[str] = "bn"
    code: str
    seats: int


@dataclass(frozen=True, slots=True)
class AskMove(Button):
    """Ask to which slot a booking should move."""

    tag: ClassVar[str] = "bm"
    code: str


@dataclass(frozen=True, slots=True)
class MoveTo(Button):
    """Move a booking to a slot."""

    tag: ClassVar[str] = "mt"
    code: str
    slot: int


@dataclass(frozen=True, slots=True)
class AskCancel(Button):
    """Ask whether a booking should really be cancelled."""

    tag: ClassVar[str] = "bc"
    code: str


@dataclass(frozen=True, slots=True)
class Cancel(Button):
    """Cancel a booking."""

    tag: ClassVar[str] = "cy"
    code: str


@dataclass(frozen=True, slots=True)
class SendTicket(Button):
    """Send the ticket again."""

    tag: ClassVar[str] = "tk"
    code: str


@dataclass(frozen=True, slots=True)
class Coming(Button):
    """Answer a reminder: I'm coming."""

    tag: ClassVar[str] = "co"
    code: str


@dataclass(frozen=True, slots=True)
class SetLanguage(Button):
    """Choose the language."""

    tag: ClassVar[str] = "la"
    language: str


@dataclass(frozen=True, slots=True)
class Forget(Button):
    """Erase everything about me."""

    tag: ClassVar[str] = "fo"
