"""Looking around vacancies, writing to a host, and declaring a vacancy, as each comes about."""

from pydantic import BaseModel, ConfigDict

from bot.domain.vacancies import Contract


class HiringDraft(BaseModel):
    """What was chosen and typed so far about vacancies."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    territory: int | None = None  # looked around in; None: everywhere
    family: str = ""  # of trades, as the answer names it
    beside: int | None = None  # the sector of the visits that may be meant as well; 0: any
    beside_name: str = ""
    vacancy: str | None = None  # the code of the vacancy at hand
    words: str = ""  # what somebody wants to say to the host
    first_name: str = ""  # as they want to be called
    interest: str | None = None  # the code of the exchange at hand
    host: int | None = None  # for whom staff speak
    title: str = ""
    trade: str = ""  # the code that the title means
    contract: Contract | None = None
    count: int = 1
    town: str = ""  # typed; empty: where the host is at home
    intent: str = ""  # what is added with it is added once
