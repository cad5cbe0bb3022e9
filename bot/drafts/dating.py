"""A chain of meetings as somebody puts it together."""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict


class DatingDraft(BaseModel):
    """Which job dating, which companies, which slots were proposed."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    visit: int  # one visit of the job dating
    day: date
    picked: tuple[int, ...] = ()  # visits
    since: datetime | None = None  # UTC: not before; None: as soon as it begins
    slots: tuple[int, ...] = ()  # as proposed, in order
    intent: str = ""  # the key of the Confirm button
    chain: int | None = None  # what was booked
