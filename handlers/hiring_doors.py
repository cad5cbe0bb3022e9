"""Visitors' doors among vacancies."""

from collections.abc import Mapping

from bot.conversation import Step
from handlers import hiring, interest
from handlers.callbacks import Button
from handlers.callbacks.hiring import (
    AnswerHost,
    BackToJobs,
    BrowseFamily,
    BrowseTerritory,
    JobsNear,
    LoosenJobs,
    OpenVacancy,
    SendInterest,
    ShowInterest,
)
from handlers.turn import Door

HIRING_LEADS: Mapping[type[Button], Door] = {
    OpenVacancy: hiring.open_vacancy,
    BackToJobs: hiring.back,
    BrowseTerritory: hiring.in_territory,
    BrowseFamily: hiring.in_family,
    JobsNear: hiring.near,
    LoosenJobs: hiring.loosen,
    ShowInterest: interest.show,
    AnswerHost: interest.ask_answer,
}
HIRING_ACTS: Mapping[type[Button], Door] = {SendInterest: interest.send}
HIRING_WORDS: Mapping[Step, Door] = {  # places where a text is taken as it is
    Step.INTEREST: interest.typed_words,
    Step.INTEREST_NAME: interest.typed_name,
    Step.INTEREST_BACK: interest.typed_answer,
}
