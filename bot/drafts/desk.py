"""Whom the desk is booking for, while they are on the line."""

from pydantic import BaseModel, ConfigDict

from bot.domain.desk import Caller


class CallerDraft(BaseModel):
    """What a caller said of themselves; both may be left out."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: str = ""
    phone: str = ""

    def caller(self) -> Caller:
        """Return whom a booking is made for."""
        return Caller(name=self.name, phone=self.phone)
