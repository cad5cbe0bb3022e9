"""A broadcast as it is composed."""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict

from bot.domain.broadcast import Circle, Content, Part, People
from bot.domain.programme import Audience


class BroadcastDraft(BaseModel):
    """What was chosen and typed so far, and which broadcast is at hand."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    intent: str = ""  # the key in the Send button
    people: People = People.BOOKED
    edition: int | None = None
    territory: int | None = None
    sector: int | None = None
    host: int | None = None
    slot: int | None = None
    day: date | None = None
    audience: Audience | None = None
    picking: Part | None = None  # which of these is being chosen
    texts: dict[str, str] = {}  # by language
    photo: str | None = None  # Telegram's file id
    language: str | None = None  # in which the next text is; None: the first one
    at: datetime | None = None  # UTC: when it is to go; None: at once
    broadcast: int | None = None  # the one at hand
    sure: bool = False  # somebody is asked whether to cancel it

    def circle(self, within: tuple[int, ...] | None) -> Circle:
        """Return whom it goes to, within these territories (None: everywhere)."""
        chosen = {part.value: getattr(self, part.value) for part in Part}
        return Circle(people=self.people, within=within, **chosen)

    def content(self) -> Content:
        """Return what it says."""
        return Content(texts=self.texts, photo=self.photo)

    def having(self, **answers: object) -> "BroadcastDraft":
        """Return this draft with other answers."""
        return self.model_copy(update=answers)
