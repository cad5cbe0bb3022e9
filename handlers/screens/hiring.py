"""Who is hiring: the first screen, families of trades, and where companies meet candidates."""

from dataclasses import dataclass

from bot.conversation import Draft, Step
from bot.domain.catalogue import Slot
from bot.domain.vacancies import FamilyChoice, TerritoryChoice
from bot.i18n import Html, Translator
from handlers.callbacks import ChooseSlot, Go
from handlers.callbacks.hiring import BrowseFamily, BrowseTerritory, JobsNear
from handlers.screens.listing import back_or_home, home_key, listing, on_page, yes_words
from handlers.screens.screen import Key, Screen


@dataclass(frozen=True, kw_only=True, slots=True)
class Overview:
    """How many vacancies how many hosts declare, where; and the coming meetings."""

    vacancies: int
    hosts: int
    territories: list[TerritoryChoice]
    meetings: list[Slot]


@dataclass(frozen=True, kw_only=True, slots=True)
class FamilyFacts:
    """The families of trades in which somebody hires, in a territory or anywhere."""

    territory: TerritoryChoice | None
    families: list[FamilyChoice]


def hiring(facts: Overview, draft: Draft, t: Translator) -> Screen:
    """Tell who hires where; the meetings alone while nobody declares a vacancy."""
    if draft.told is not None or not facts.vacancies:
        return meetings(facts.meetings, draft, t)
    hosts = t("hiring.hosts", n=facts.hosts)
    rows = listing(
        facts.territories,
        draft.page,
        t,
        lambda one: (
            t.label("hiring.territory", n=one.vacancies, name=one.name),
            BrowseTerritory(one.id),
        ),
    )
    everywhere = Key(t.label("hiring.everywhere", n=facts.vacancies), BrowseTerritory(0))
    near = Key(t.label("hiring.near"), JobsNear())
    meet = (Key(t.label("hiring.meetings"), Go(Step.MEETINGS)),) if facts.meetings else ()
    text = t("hiring.overview", n=facts.vacancies, hosts=hosts)
    rows = (*rows, (everywhere,), (near,), meet, (home_key(t),))
    return Screen(text=text, rows=tuple(row for row in rows if row))


def families(facts: FamilyFacts, draft: Draft, t: Translator) -> Screen:
    """Ask in which family of trades."""
    count = sum(one.vacancies for one in facts.families)
    place = facts.territory.name if facts.territory else t.label("hiring.anywhere")
    rows = listing(
        facts.families,
        draft.page,
        t,
        lambda one: (
            t.label("hiring.family", n=one.vacancies, name=t.label(one.message_id)),
            BrowseFamily(one.name),
        ),
    )
    every = (Key(t.label("hiring.every_family", n=count), BrowseFamily("")),)
    return Screen(
        text=t("hiring.ask_family", n=count, place=place),
        rows=(*rows, every, hiring_foot(t)),
    )


def meetings(slots: list[Slot], draft: Draft, t: Translator) -> Screen:
    """List the coming job datings and interviews, one line a visit."""
    if not slots and draft.told:
        everything = Key(t.label("hiring.all"), Go(Step.MEETINGS), words=yes_words(t))
        return Screen(text=t("hiring.none_fits"), rows=((everything,), (home_key(t),)))
    if not slots:
        return Screen(text=t("hiring.none"), rows=((home_key(t),),))
    shown, _page, _pages = on_page(slots, draft.page)
    lines = [
        t(
            "hiring.line",
            number=number,
            host=slot.visit.host,
            title=slot.visit.title,
            city=slot.visit.city,
            moment=t.moment(slot.starts, slot.tz),
        )
        for number, slot in enumerate(shown, 1)
    ]
    rows = listing(
        slots,
        draft.page,
        t,
        lambda slot: (
            f"{slot.visit.host} · {t.short_moment(slot.starts, slot.tz)}",
            ChooseSlot(slot.id),
        ),
    )
    text = Html("\n".join([t("hiring.list", n=len(slots)), "", *lines]))
    return Screen(text=text, rows=(*rows, (home_key(t),)))


def hiring_foot(t: Translator) -> tuple[Key, ...]:
    """Return the keys to the first screen of who is hiring, and home."""
    return back_or_home("hiring.back", Go(Step.HIRING), t)
