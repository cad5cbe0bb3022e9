"""Visitors' places among vacancies: what is fetched, then how it is drawn."""

from collections.abc import Mapping
from typing import Any

from bot.conversation import Step
from handlers import hiring
from handlers.place_spec import PlaceSpec
from handlers.screens import hiring as hiring_screens
from handlers.screens import jobs as jobs_screens
from handlers.screens import vacancy as vacancy_screens

HIRING_PLACES: Mapping[Step, PlaceSpec[Any]] = {  # facts of each place's own
    Step.JOBS: PlaceSpec(hiring.answer, jobs_screens.answer),
    Step.JOB_FAMILIES: PlaceSpec(hiring.families, hiring_screens.families),
    Step.VACANCY: PlaceSpec(hiring.vacancy, vacancy_screens.vacancy),
}
