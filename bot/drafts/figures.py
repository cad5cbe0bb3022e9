"""Which figures somebody looks at."""

from pydantic import BaseModel, ConfigDict

from bot.domain.stats import By


class FiguresDraft(BaseModel):
    """Which edition, and what its figures are told apart by."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    by: By = By.TERRITORY
    edition: str | None = None  # its name; None: the one that is on, or next
