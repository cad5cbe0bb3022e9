"""Visitors' places among vacancies: what is fetched, then how it is drawn."""

from collections.abc import Mapping
from typing import Any

from bot.conversation import Step
from handlers import hiring, interest
from handlers.place_spec import PlaceSpec, nothing
from handlers.screens import hiring as hiring_screens
from handlers.screens import interest as interest_screens
from handlers.screens import jobs as jobs_screens
from handlers.screens import vacancy as vacancy_screens

HIRING_PLACES: Mapping[Step, PlaceSpec[Any]] = {  # facts of each place's own
    Step.JOBS: PlaceSpec(hiring.answer, jobs_screens.answer),
    Step.JOB_FAMILIES: PlaceSpec(hiring.families, hiring_screens.families),
    Step.VACANCY: PlaceSpec(hiring.vacancy, vacancy_screens.vacancy),
    Step.INTEREST: PlaceSpec(interest.vacancy, interest_screens.words),
    Step.INTEREST_NAME: PlaceSpec(interest.vacancy, interest_screens.name),
    Step.INTEREST_PREVIEW: PlaceSpec(interest.vacancy, interest_screens.preview),
    Step.INTEREST_SENT: PlaceSpec(nothing, interest_screens.sent),
    Step.INTEREST_BACK: PlaceSpec(interest.own, interest_screens.answer_host),
}
