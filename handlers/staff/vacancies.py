"""Staff's vacancies: the list of a host, four answers for a new one, renewing and closing."""

from datetime import datetime, timedelta

from bot.conversation import Draft, Here, Place, Step
from bot.domain.catalogue import Wanted
from bot.domain.deliveries import Delivery, DeliveryState
from bot.domain.interest import LONGEST_WORDS, Interest, readable
from bot.domain.refusals import NothingNamed, NotYours
from bot.domain.staff import Right
from bot.domain.text import fold
from bot.domain.vacancies import LONGEST_SHOWN, Contract, Vacancy, VacancyLine
from bot.drafts.hiring import HiringDraft
from bot.services import speak_for_host
from bot.services.answer_interest import answer_interest, interest_within
from bot.services.know_jobs import read_jobs
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
from handlers.screens.vacancy_staff import NewFacts, OwnFacts, OwnVacancy
from storage import catalogue, hiring, vacancies
from storage.database import Transaction

LONGEST_TITLE = 120
LONGEST_TOWN = 80
MOST_WANTED = 999


def of_host(_tx: Transaction, _here: Here, button: VacanciesOf) -> Place:
    """List what a host declares."""
    return _at(Step.VACANCIES, HiringDraft(host=button.host))


def typed_host(_tx: Transaction, here: Here, text: str) -> Place:
    """Shorten the list of hosts to the names that hold what was typed."""
    query = fold(text.strip()[:60]) or None
    return Place(step=Step.VACANCIES, draft=here.place.draft.having(query=query))


def add(_tx: Transaction, here: Here, button: AddVacancy) -> Place:
    """Ask for the title."""
    return _at(Step.VACANCY_NEW, HiringDraft(host=button.host, intent=here.ids.key()))


def typed_title(tx: Transaction, here: Here, text: str) -> Place:
    """Take the title, and what job it means; ask for the contract."""
    title = readable(text.replace("\n", " "), LONGEST_TITLE)
    trade = read_jobs(tx).code_of(title)
    return _next(here, Step.VACANCY_CONTRACT, title=title, trade=trade)


def contract(_tx: Transaction, here: Here, button: VacancyContract) -> Place:
    """Take the contract; ask how many. Raises `NotYours` for none of ours."""
    if button.contract not in set(Contract):
        raise NotYours()
    return _next(here, Step.VACANCY_COUNT, contract=Contract(button.contract))


def count(_tx: Transaction, here: Here, button: VacancyCount) -> Place:
    """Take how many; ask until when."""
    wanted = max(1, min(button.count, MOST_WANTED))
    return _next(here, Step.VACANCY_UNTIL, count=wanted)


def typed_count(tx: Transaction, here: Here, text: str) -> Place:
    """Take a number that no key shows. Raises `NothingNamed`."""
    if not text.strip().isdecimal():
        raise NothingNamed(text=text[:60])
    return count(tx, here, VacancyCount(int(text.strip()[:4])))


def typed_town(_tx: Transaction, here: Here, text: str) -> Place:
    """Take another town."""
    return _next(here, Step.VACANCY_UNTIL, town=readable(text, LONGEST_TOWN))


def declare(tx: Transaction, here: Here, button: VacancyFor) -> Place:
    """Declare it. Raises `NotYours`, also for a draft that is gone."""
    draft = _draft(here.place.draft)
    if draft.host is None or draft.contract is None or draft.intent != button.intent:
        raise NotYours()
    tz = catalogue.zone_of(tx, Wanted())
    today = here.now.astimezone(tz).date()
    host = speak_for_host.own_host(tx, here.staff, draft.host)
    line = VacancyLine(
        line=0,
        ref=f"chat|{draft.intent}",
        host=host.name,
        title=draft.title,
        contract=draft.contract,
        count=draft.count,
        city=draft.town or speak_for_host.town_of(tx, host.id),
        declared=today,
        expires=today + timedelta(days=max(1, min(button.days, LONGEST_SHOWN.days))),
    )
    new = speak_for_host.Declared(line=line, host_id=host.id, trade=draft.trade)
    added = speak_for_host.declare(tx, here.staff, new, tz=tz, ids=here.ids, now=here.now)
    return _at(Step.VACANCY_OWN, HiringDraft(vacancy=added.code))


def open_own(_tx: Transaction, _here: Here, button: OpenOwnVacancy) -> Place:
    """Show one."""
    return _at(Step.VACANCY_OWN, HiringDraft(vacancy=button.code))


def renew(tx: Transaction, here: Here, button: RenewVacancy) -> Place:
    """Show it longer."""
    tz = catalogue.zone_of(tx, Wanted())
    speak_for_host.renew(tx, here.staff, button.code, button.days, tz=tz, now=here.now)
    return _at(Step.VACANCY_OWN, HiringDraft(vacancy=button.code))


def close(tx: Transaction, here: Here, button: CloseVacancy) -> Place:
    """Take it away."""
    speak_for_host.close(tx, here.staff, button.code, now=here.now)
    return _at(Step.VACANCY_OWN, HiringDraft(vacancy=button.code))


def ask_answer(_tx: Transaction, _here: Here, button: AnswerInterest) -> Place:
    """Ask what to answer."""
    return _at(Step.INTEREST_ANSWER, HiringDraft(interest=button.interest))


def typed_answer(tx: Transaction, here: Here, text: str) -> Place:
    """Send the answer."""
    code = _draft(here.place.draft).interest or ""
    answer_interest(tx, here.staff, code, readable(text, LONGEST_WORDS), now=here.now)
    return Place(step=Step.INTEREST_SENT)


def listed(tx: Transaction, here: Here, draft: Draft) -> OwnFacts:
    """Fetch the vacancies of a host, or the hosts to choose among. Raises `NotYours`."""
    hosts = speak_for_host.hosts_of(tx, here.staff)
    wanted = _draft(draft).host
    if wanted is None and len(hosts) == 1:
        wanted = hosts[0].id
    if wanted is None:
        named = [one for one in hosts if draft.query is None or draft.query in fold(one.name)]
        return OwnFacts(hosts=named, host=None, vacancies=[], now=here.now)
    host = speak_for_host.own_host(tx, here.staff, wanted)
    reach = here.staff.reach(Right.VACANCIES) if here.staff else None
    found = hiring.of_host_within(tx, host.id, reach) if reach else []
    return OwnFacts(hosts=hosts, host=host, vacancies=found, now=here.now)


def new(tx: Transaction, here: Here, draft: Draft) -> NewFacts:
    """Fetch for which host one declares, and where it is at home. Raises `NotYours`."""
    host = speak_for_host.own_host(tx, here.staff, _draft(draft).host or 0)
    tz = catalogue.zone_of(tx, Wanted())
    town = _draft(draft).town or speak_for_host.town_of(tx, host.id)
    return NewFacts(host=host.name, town=town, today=here.now.astimezone(tz).date())


def own(tx: Transaction, here: Here, draft: Draft) -> OwnVacancy:
    """Fetch the vacancy at hand. Raises `NotYours`."""
    found = speak_for_host.own_vacancy(tx, here.staff, _draft(draft).vacancy or "")
    return OwnVacancy(vacancy=found, live=found.is_live(here.now))


def exchange(tx: Transaction, here: Here, draft: Draft) -> Interest:
    """Fetch the exchange at hand. Raises `NotYours`."""
    return interest_within(tx, here.staff, _draft(draft).interest or "")


def to_ask(tx: Transaction, delivery: Delivery, now: datetime) -> Vacancy | DeliveryState:
    """Fetch a vacancy that has ended; nobody is asked who answered, or reads no more."""
    found = vacancies.of_code(tx, str(delivery.fields["vacancy"]))
    if found is None or found.closed or found.is_live(now):
        return DeliveryState.CANCELLED
    read = hiring.readers(tx, found.host_id, hiring.territory_of(tx, found.id))
    return found if delivery.chat_id in read else DeliveryState.CANCELLED


def _next(here: Here, step: Step, **answers: object) -> Place:
    return _at(step, _draft(here.place.draft).model_copy(update=answers))


def _draft(draft: Draft) -> HiringDraft:
    return draft.hiring or HiringDraft()


def _at(step: Step, draft: HiringDraft) -> Place:
    return Place(step=step, draft=Draft(hiring=draft))
