"""Which figures somebody looks at."""

from pydantic import BaseModel, ConfigDict

from bot.domain.stats import By


class FiguresDraft(BaseModel):
    """What the figures are told apart by."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    by: By = By.TERRITORY
