"""Notices: what a booking's party is told of changes to its slot, and what they answered."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.booking import Booking
from bot.domain.changes import Answer, Known
from bot.domain.desk import Caller


class NoticeState(StrEnum):
    """Whether a notice is told."""

    DRAFT = "draft"  # of an import that nobody has confirmed
    OWED = "owed"  # told, or on its way
    DROPPED = "dropped"  # all is as they know it


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """One booking is told of changes to its slot."""

    id: int
    change_id: int  # the last change that it tells of
    booking_id: int
    slot_id: int  # that changed
    before: Known
    after: Known
    first: datetime  # UTC: the first of the edits that it tells of
    state: NoticeState
    answer: Answer | None
    called: datetime | None  # UTC: staff rang them up
    open: bool = False  # it has not gone out: a further edit is told in the same

    @property
    def stays(self) -> bool:
        """Tell whether the party has not decided for something else since."""
        return self.answer in (None, Answer.OK)


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """Somebody to ring up: they were told of a change and did not answer, or can't be told."""

    notice: Notice
    booking: Booking
    answer: Answer
    caller: Caller | None = None  # whom the desk booked for, and their number


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What staff sent with one tap, or one import."""

    id: int
    at: datetime  # UTC
    origin: str  # staff, import
    slot_id: int | None  # of one that concerns one slot
    sent: datetime | None  # UTC; None: nobody was told yet


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """How many bookings answered what to a change."""

    answers: dict[Answer, int]

    @property
    def told(self) -> int:
        """All of them."""
        return sum(self.answers.values())
