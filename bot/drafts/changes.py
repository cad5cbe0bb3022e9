"""A change of a slot as it comes about."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from bot.domain.catalogue import SlotState
from bot.domain.changes import Edit


class ChangeDraft(BaseModel):
    """Where staff are in the programme, what they want a slot to be, and what they sent."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    territory: int | None = None
    visits: tuple[int, ...] = ()  # whose slots are listed
    among: tuple[int, ...] = ()  # the slots that a sentence may mean
    said: str = ""  # a sentence whose slot is still to be chosen
    slot: int | None = None
    starts: datetime | None = None  # UTC
    ends: datetime | None = None  # UTC
    state: SlotState | None = None
    capacity: int | None = None
    place: str | None = None  # the meeting point; empty: the visit's own again
    late: int | None = None  # minutes
    intent: str | None = None  # the key of the Send button
    change: int | None = None  # that was sent, or an import's

    def edit(self) -> Edit:
        """Return what the slot shall be."""
        return Edit(
            starts=self.starts,
            ends=self.ends,
            state=self.state,
            capacity=self.capacity,
            place=self.place,
            late=self.late,
        )

    def of(self, **edit: object) -> "ChangeDraft":
        """Return this draft with one change of its slot, and no other."""
        nothing = dict.fromkeys(("starts", "ends", "state", "capacity", "place", "late"))
        return self.model_copy(update={**nothing, "change": None, **edit})
