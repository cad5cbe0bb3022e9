"""What staff see of vacancies: the list of a host, the questions for a new one, one of them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.conversation import Draft, Step
from bot.domain.catalogue import Choice
from bot.domain.vacancies import Contract, Vacancy
from bot.drafts.hiring import HiringDraft
from bot.i18n import Html, Translator
from handlers.callbacks import Button, Go
from handlers.callbacks.hiring import (
    AddVacancy,
    CloseVacancy,
    OpenOwnVacancy,
    RenewVacancy,
    VacanciesOf,
    VacancyContract,
    VacancyCount,
    VacancyFor,
)
from handlers.screens.listing import back_or_home, listing, no_words, yes_words
from handlers.screens.screen import Key, Screen
from handlers.screens.vacancy import sheet

COUNTS = (1, 2, 3, 5, 10)
DAYS = (15, 30, 60, 90)
LONGER = 30  # days that a renewal gives


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnFacts:
    """The vacancies of a host; without one, the hosts to choose among."""

    hosts: list[Choice]  # `visits` counts their vacancies
    host: Choice | None
    vacancies: list[Vacancy]
    now: datetime  # UTC


@dataclass(frozen=True, kw_only=True, slots=True)
class NewFacts:
    """For which host a vacancy is declared, where, and on which local day."""

    host: str
    town: str
    today: date


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnVacancy:
    """A vacancy, and whether people are shown it."""

    vacancy: Vacancy
    live: bool


def listed(facts: OwnFacts, draft: Draft, t: Translator) -> Screen:
    """List what a host declares; or the hosts, of which typing shortens the list."""
    if facts.host is None:
        rows = listing(facts.hosts, draft.page, t, lambda one: (_host(one, t), VacanciesOf(one.id)))
        text = t("hiring.staff_hosts" if facts.hosts else "hiring.staff_no_host")
        return Screen(text=text, rows=(*rows, _foot(Go(Step.STAFF), t)))
    found = facts.vacancies
    rows = listing(
        found, draft.page, t, lambda one: (_line(one, facts.now, t), OpenOwnVacancy(one.code))
    )
    live = sum(one.is_live(facts.now) for one in found)
    text = t("hiring.staff_list", n=live, host=facts.host.name)
    new = Key(t.label("hiring.staff_add"), AddVacancy(facts.host.id))
    up: Button = Go(Step.VACANCIES) if len(facts.hosts) > 1 else Go(Step.STAFF)
    return Screen(text=text, rows=(*rows, (new,), _foot(up, t)))


def title(facts: NewFacts, draft: Draft, t: Translator) -> Screen:
    """Ask for the title."""
    return Screen(
        text=t("hiring.staff_title", host=facts.host),
        rows=(_foot(_list_of(draft), t),),
    )


def contract(_facts: NewFacts, draft: Draft, t: Translator) -> Screen:
    """Ask for the contract."""
    rows = listing(
        list(Contract),
        draft.page,
        t,
        lambda one: (t.label(one.message_id), VacancyContract(one.value)),
    )
    text = t("hiring.staff_contract", title=_of(draft).title)
    return Screen(text=text, rows=(*rows, _foot(_again(draft), t)))


def count(_facts: NewFacts, draft: Draft, t: Translator) -> Screen:
    """Ask how many people are wanted."""
    keys = tuple(Key(t.label("openings.posts", n=one), VacancyCount(one)) for one in COUNTS)
    text = t("hiring.staff_count", title=_of(draft).title)
    return Screen(text=text, rows=(keys[:3], keys[3:], _foot(_again(draft), t)))


def until(facts: NewFacts, draft: Draft, t: Translator) -> Screen:
    """Ask until when; the town is the host's own unless one is typed."""
    of = _of(draft)
    kind = t.label(of.contract.message_id) if of.contract else ""
    rows = tuple(
        (Key(_day_in(days, facts.today, t), VacancyFor(days, of.intent), numbered=True),)
        for days in DAYS
    )
    town = facts.town or t.label("hiring.staff_no_town")
    posts = t("openings.posts", n=of.count)
    text = t("hiring.staff_until", title=of.title, contract=kind, posts=posts, town=town)
    return Screen(text=text, rows=(*rows, _foot(_again(draft), t)))


def own(facts: OwnVacancy, _draft: Draft, t: Translator) -> Screen:
    """Show a vacancy as people see it, and how to renew or close it."""
    one = facts.vacancy
    state = "hiring.staff_live" if facts.live else "hiring.staff_hidden"
    if one.closed:
        state = "hiring.staff_closed"
    text = Html(f"{t(state)}\n\n{sheet(one, t)}")
    longer = Key(t.label("hiring.staff_renew", days=LONGER), RenewVacancy(one.code, LONGER))
    end = () if one.closed else (Key(t.label("hiring.staff_close"), CloseVacancy(one.code)),)
    rows = ((longer,), end, _foot(VacanciesOf(one.host_id), t))
    return Screen(text=text, rows=tuple(row for row in rows if row))


def ask(one: Vacancy, t: Translator) -> Screen:
    """Ask whether a vacancy that ended is still open."""
    text = t("hiring.staff_ask", title=one.title, host=one.host, day=t.day(one.expires))
    yes = Key(
        t.label("hiring.staff_yes", days=LONGER),
        RenewVacancy(one.code, LONGER),
        words=yes_words(t),
    )
    no = Key(t.label("hiring.staff_no"), CloseVacancy(one.code), words=no_words(t))
    return Screen(text=text, rows=((yes,), (no,)))


def _line(one: Vacancy, now: datetime, t: Translator) -> str:
    kind = t.label(one.contract.message_id)
    label = "hiring.staff_line" if one.is_live(now) else "hiring.staff_line_over"
    if one.closed:
        label = "hiring.staff_line_closed"
    return t.label(label, title=one.title, contract=kind, day=t.short_day(one.expires))


def _host(one: Choice, t: Translator) -> str:
    return t.label("hiring.family", n=one.visits, name=one.name)


def _day_in(days: int, today: date, t: Translator) -> str:
    day = t.short_day(today + timedelta(days=days))
    return t.label("hiring.staff_days", days=days, day=day)


def _again(draft: Draft) -> Button:
    return AddVacancy(_of(draft).host or 0)


def _list_of(draft: Draft) -> Button:
    return VacanciesOf(_of(draft).host or 0)


def _of(draft: Draft) -> HiringDraft:
    return draft.hiring or HiringDraft()


def _foot(up: Button, t: Translator) -> tuple[Key, ...]:
    return back_or_home("common.back", up, t)
