"""Who is hiring: asked in words, looked around without, one vacancy at hand."""

from dataclasses import replace

from bot.conversation import ANY, Draft, Here, Place, Step
from bot.domain.alerts import AROUND_KM
from bot.domain.catalogue import Slot
from bot.domain.refusals import NothingFound
from bot.domain.vacancies import Answer, JobQuestion, Spot, TerritoryChoice
from bot.drafts.hiring import HiringDraft
from bot.services.browse_vacancies import family_question, hiring_families, hiring_territories
from bot.services.find_vacancies import find_vacancies
from bot.services.loosen_question import loosened
from bot.services.meet_hosts import Meetings
from bot.understanding.world import Named
from handlers.booking import located as visits_near
from handlers.callbacks.hiring import (
    BackToJobs,
    BrowseFamily,
    BrowseTerritory,
    JobsNear,
    LoosenJobs,
    OpenVacancy,
)
from handlers.screens.hiring import FamilyFacts, Overview
from handlers.screens.vacancy import VacancyFacts
from storage import hiring, vacancies
from storage.database import Transaction


def ask(_tx: Transaction, here: Here, question: JobQuestion) -> Place:
    """Answer a question; one about "near me" needs their location first."""
    if question.nothing:
        return Place(step=Step.HIRING)
    if question.here and question.spot is None:
        asked = (Step.JOBS,) if here.place.step is Step.JOBS else (Step.HIRING,)
        return Place(step=Step.LOCATION, draft=Draft(jobs=question, asked=asked))
    family = _draft(here.place.draft).family
    same = here.place.draft.jobs is not None and question.romes == here.place.draft.jobs.romes
    told = HiringDraft(family=family) if family and same else None
    return Place(step=Step.JOBS, draft=Draft(jobs=question, hiring=told))


def ask_by_job(tx: Transaction, here: Here, said: tuple[JobQuestion, Named | None]) -> Place:
    """Answer somebody's job typed alone; the visits it may mean as well stand beside."""
    question, sector = said
    asked = ask(tx, here, question)
    beside = HiringDraft(
        beside=sector.id if sector else ANY, beside_name=sector.name if sector else ""
    )
    return replace(asked, draft=asked.draft.model_copy(update={"hiring": beside}))


def near(_tx: Transaction, here: Here, _button: JobsNear) -> Place:
    """Ask where they are."""
    question = replace(here.place.draft.jobs or JobQuestion(), here=True, spot=None)
    return ask(_tx, here, question)


def located(tx: Transaction, here: Here, location: tuple[float, float]) -> Place:
    """Look around a shared location: for work where that was asked, else for visits."""
    question = here.place.draft.jobs
    if question is None or here.place.step not in (Step.LOCATION, Step.JOBS):
        return visits_near(tx, here, location)
    near_them = question.near(*location, AROUND_KM)
    return ask(tx, here, near_them)


def loosen(tx: Transaction, here: Here, button: LoosenJobs) -> Place:
    """Let one part of the question go."""
    question = here.place.draft.jobs or JobQuestion()
    return ask(tx, here, loosened(question, button.part, button.km or None))


def open_vacancy(_tx: Transaction, here: Here, button: OpenVacancy) -> Place:
    """Show everything about one; the answer stays at hand."""
    kept = _draft(here.place.draft).model_copy(update={"vacancy": button.code})
    draft = Draft(jobs=here.place.draft.jobs, hiring=kept, page=here.place.draft.page)
    return Place(step=Step.VACANCY, draft=draft)


def back(_tx: Transaction, here: Here, _button: BackToJobs) -> Place:
    """Go back to the answer at hand."""
    draft = here.place.draft
    if draft.jobs is None:
        return Place(step=Step.HIRING)
    kept = _draft(draft).model_copy(update={"vacancy": None})
    page = draft.page if here.place.step is Step.VACANCY else 0
    return Place(step=Step.JOBS, draft=Draft(jobs=draft.jobs, hiring=kept, page=page))


def in_territory(_tx: Transaction, _here: Here, button: BrowseTerritory) -> Place:
    """Look around in a territory."""
    draft = Draft(hiring=HiringDraft(territory=button.territory or None))
    return Place(step=Step.JOB_FAMILIES, draft=draft)


def in_family(tx: Transaction, here: Here, button: BrowseFamily) -> Place:
    """List a family of trades where one looks around."""
    territory = _territory(tx, here, here.place.draft)
    spot = Spot(name=territory.name, territory_id=territory.id) if territory else None
    question = JobQuestion(spot=spot)
    if button.family:
        question = family_question(tx, here.now, button.family, spot)
    draft = Draft(jobs=question, hiring=HiringDraft(family=button.family))
    return Place(step=Step.JOBS, draft=draft)


def overview(tx: Transaction, here: Here, meetings: list[Slot]) -> Overview:
    """Fetch how many declare how much, and where."""
    whole = vacancies.tally(tx, JobQuestion(), here.now)
    return Overview(
        vacancies=whole["vacancies"],
        hosts=whole["hosts"],
        territories=hiring_territories(tx, here.now),
        meetings=meetings,
    )


def families(tx: Transaction, here: Here, draft: Draft) -> FamilyFacts:
    """Fetch the families of trades where one looks around."""
    territory = _territory(tx, here, draft)
    found = hiring_families(tx, here.now, territory.id if territory else None)
    return FamilyFacts(territory=territory, families=found)


def answer(tx: Transaction, here: Here, draft: Draft) -> Answer:
    """Fetch what is declared for the question at hand."""
    return find_vacancies(tx, draft.jobs or JobQuestion(), here.now)


def vacancy(tx: Transaction, here: Here, draft: Draft) -> VacancyFacts:
    """Fetch the vacancy at hand. Raises `NothingFound`."""
    found = vacancies.of_code(tx, _draft(draft).vacancy or "")
    if found is None:
        raise NothingFound()
    question = draft.jobs or JobQuestion()
    territory = hiring.territory_of(tx, found.id)
    return VacancyFacts(
        vacancy=found,
        slot=Meetings(tx, [found], question.audience, here.now).of(found),
        live=found.is_live(here.now),
        read=bool(hiring.readers(tx, found.host_id, territory)),
    )


def _territory(tx: Transaction, here: Here, draft: Draft) -> TerritoryChoice | None:
    wanted = _draft(draft).territory
    found = (one for one in hiring_territories(tx, here.now) if one.id == wanted)
    return next(found, None)


def _draft(draft: Draft) -> HiringDraft:
    return draft.hiring or HiringDraft()
