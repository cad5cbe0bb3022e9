"""Staff's doors and places about vacancies, and the right each asks for."""

from collections.abc import Mapping
from typing import Any

from bot.conversation import Step
from bot.domain.staff import Right
from handlers.callbacks import Button
from handlers.callbacks.hiring import (
    AddVacancy,
    AnswerInterest,
    CloseVacancy,
    OpenOwnVacancy,
    RenewVacancy,
    VacanciesOf,
    VacancyContract,
    VacancyCount,
    VacancyFor,
)
from handlers.place_spec import PlaceSpec
from handlers.screens import interest as interest_screens
from handlers.screens import vacancy_staff as screens
from handlers.staff import vacancies
from handlers.staff.door import StaffDoor

RIGHT = Right.VACANCIES
VACANCY_TAPS: Mapping[type[Button], StaffDoor] = {
    VacanciesOf: StaffDoor(RIGHT, vacancies.of_host),
    AddVacancy: StaffDoor(RIGHT, vacancies.add),
    VacancyContract: StaffDoor(RIGHT, vacancies.contract),
    VacancyCount: StaffDoor(RIGHT, vacancies.count),
    VacancyFor: StaffDoor(RIGHT, vacancies.declare, acts=True),
    OpenOwnVacancy: StaffDoor(RIGHT, vacancies.open_own),
    RenewVacancy: StaffDoor(RIGHT, vacancies.renew, acts=True),
    CloseVacancy: StaffDoor(RIGHT, vacancies.close, acts=True),
    AnswerInterest: StaffDoor(RIGHT, vacancies.ask_answer),
}
VACANCY_TYPED: Mapping[Step, StaffDoor] = {
    Step.VACANCIES: StaffDoor(RIGHT, vacancies.typed_host),
    Step.VACANCY_NEW: StaffDoor(RIGHT, vacancies.typed_title, whole=True),
    Step.VACANCY_COUNT: StaffDoor(RIGHT, vacancies.typed_count),
    Step.VACANCY_UNTIL: StaffDoor(RIGHT, vacancies.typed_town),
    Step.INTEREST_ANSWER: StaffDoor(RIGHT, vacancies.typed_answer, acts=True, whole=True),
}
VACANCY_PLACES: Mapping[Step, PlaceSpec[Any]] = {  # facts of each place's own
    Step.VACANCIES: PlaceSpec(vacancies.listed, screens.listed, right=RIGHT),
    Step.VACANCY_NEW: PlaceSpec(vacancies.new, screens.title, right=RIGHT),
    Step.VACANCY_CONTRACT: PlaceSpec(vacancies.new, screens.contract, right=RIGHT),
    Step.VACANCY_COUNT: PlaceSpec(vacancies.new, screens.count, right=RIGHT),
    Step.VACANCY_UNTIL: PlaceSpec(vacancies.new, screens.until, right=RIGHT),
    Step.VACANCY_OWN: PlaceSpec(vacancies.own, screens.own, right=RIGHT),
    Step.INTEREST_ANSWER: PlaceSpec(
        vacancies.exchange, interest_screens.answer_person, right=RIGHT
    ),
}
