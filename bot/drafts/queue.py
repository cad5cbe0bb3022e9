"""Whose queue somebody looks at."""

from pydantic import BaseModel, ConfigDict


class QueueDraft(BaseModel):
    """A company of one's own."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    host: int
