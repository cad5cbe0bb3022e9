"""One vacancy, whole: what its host declared, where to meet it, and how to write to it."""

from dataclasses import dataclass

from bot.conversation import Draft
from bot.domain.catalogue import Slot
from bot.domain.vacancies import Vacancy
from bot.i18n import Html, Translator
from handlers.callbacks.hiring import BackToJobs, ShowInterest
from handlers.screens.jobs import meet_key
from handlers.screens.listing import back_or_home
from handlers.screens.screen import Key, Screen

MOST_TOLD = 1500  # characters of a description


@dataclass(frozen=True, kw_only=True, slots=True)
class VacancyFacts:
    """A vacancy, where one meets its host, and whether somebody reads what one writes to it."""

    vacancy: Vacancy
    slot: Slot | None
    live: bool
    read: bool


def vacancy(facts: VacancyFacts, _draft: Draft, t: Translator) -> Screen:
    """Show everything that was declared."""
    one = facts.vacancy
    foot = back_or_home("common.back", BackToJobs(), t)
    if not facts.live:
        return Screen(text=t("openings.over", title=one.title, host=one.host), rows=(foot,))
    lines = [sheet(one, t)]
    if not facts.read:
        lines.append(t(_unread(facts), host=one.host))
    meet = (meet_key("openings.meet_host", facts.slot, t),) if facts.slot else ()
    link = (Key(t.label("openings.link"), url=one.url),) if one.url else ()
    write = (Key(t.label("interest.show"), ShowInterest(one.code)),) if facts.read else ()
    rows = tuple(row for row in (meet, link, write, foot) if row)
    return Screen(text=Html("\n\n".join(lines)), rows=rows)


def sheet(one: Vacancy, t: Translator) -> Html:
    """Say everything about a vacancy."""
    contract = t.label(one.contract.message_id)
    lines = [
        t("openings.title", title=one.title),
        t("openings.of_host", host=one.host, city=one.city),
        t("openings.contract", contract=contract, posts=t("openings.posts", n=one.count)),
    ]
    if one.experience:
        lines.append(t("openings.experience", experience=one.experience))
    if one.beginners:
        lines.append(t("openings.beginners"))
    if one.accessible:
        lines.append(t("openings.accessible"))
    if one.description:
        told = one.description[:MOST_TOLD]
        cut = "…" if len(one.description) > MOST_TOLD else ""
        lines.append(t("openings.description", text=f"{told}{cut}"))
    lines.append(t("openings.declared", by=one.declared_by, day=t.day(one.declared)))
    lines.append(t("openings.until", day=t.day(one.expires)))
    return Html("\n".join(lines))


def _unread(facts: VacancyFacts) -> str:
    if facts.vacancy.url:
        return "interest.unread_link"
    return "interest.unread_meet" if facts.slot else "interest.unread"
