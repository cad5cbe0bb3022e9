"""Visitors' doors among vacancies."""

from collections.abc import Mapping

from handlers import hiring
from handlers.callbacks import Button
from handlers.callbacks.hiring import (
    BackToJobs,
    BrowseFamily,
    BrowseTerritory,
    JobsNear,
    LoosenJobs,
    OpenVacancy,
)
from handlers.turn import Door

HIRING_LEADS: Mapping[type[Button], Door] = {
    OpenVacancy: hiring.open_vacancy,
    BackToJobs: hiring.back,
    BrowseTerritory: hiring.in_territory,
    BrowseFamily: hiring.in_family,
    JobsNear: hiring.near,
    LoosenJobs: hiring.loosen,
}
HIRING_ACTS: Mapping[type[Button], Door] = {}
