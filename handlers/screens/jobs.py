"""The answer to who is hiring: what is declared, group by group, with source and day."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation import Draft
from bot.domain.catalogue import Slot
from bot.domain.text import fold
from bot.domain.vacancies import Answer, Group, GroupKind, Hit, JobQuestion, Loosening, Trader
from bot.i18n import Html, Translator
from handlers.callbacks import ChooseSector, ChooseSlot, Start
from handlers.callbacks.alerts import WatchSearch
from handlers.callbacks.hiring import LoosenJobs, OpenVacancy
from handlers.screens.hiring import hiring_foot
from handlers.screens.listing import EVERY_PAGE, page_keys
from handlers.screens.screen import Key, Screen

ON_PAGE = 3  # vacancies


@dataclass(frozen=True, kw_only=True, slots=True)
class _Page:
    """Some vacancies of an answer, each with its group, and which page they are."""

    hits: Sequence[tuple[Group, Hit]]
    number: int
    pages: int


def answer(facts: Answer, draft: Draft, t: Translator) -> Screen:
    """Say who declares what; nothing that nobody declared."""
    page = _page(facts, draft.page)
    family = draft.hiring.family if draft.hiring else ""
    lines = [_head(facts, family, t)] if page.number == 0 else []
    group = None
    for number, (of, hit) in enumerate(page.hits, 1):
        if of is not group:
            lines += _group_head(of, len(facts.groups), t)
            group = of
        lines.append(_vacancy(number, hit, t))
    last = page.number + 1 >= page.pages
    if last and facts.traders:
        lines.append(_traders(facts, t))
    if page.number == 0 and not facts.question.nothing and not _unknown(facts.question):
        lines.append(t("openings.refine"))
    return Screen(
        text=Html("\n\n".join(lines)), rows=_rows(facts, page, last, _beside(draft, t), t)
    )


def meet_key(label: str, slot: Slot, t: Translator, **fields: object) -> Key:
    """Return the key that leads to the sheet of a meeting."""
    moment = t.short_moment(slot.starts, slot.tz)
    return Key(t.label(label, moment=moment, **fields), ChooseSlot(slot.id))


def _page(facts: Answer, wanted: int) -> _Page:
    hits = [(group, hit) for group in facts.groups for hit in group.hits]
    if wanted == EVERY_PAGE:
        return _Page(hits=hits, number=0, pages=1)
    pages = max(1, -(-len(hits) // ON_PAGE))
    number = min(max(wanted, 0), pages - 1)
    return _Page(hits=hits[number * ON_PAGE : (number + 1) * ON_PAGE], number=number, pages=pages)


def _rows(
    facts: Answer, page: _Page, last: bool, beside: tuple[tuple[Key, ...], ...], t: Translator
) -> tuple[tuple[Key, ...], ...]:
    hits = [hit for _, hit in page.hits]
    sheets = tuple(
        Key(t.label("openings.sheet", number=number), OpenVacancy(hit.vacancy.code), numbered=True)
        for number, hit in enumerate(hits, 1)
    )
    in_rows = [sheets[first : first + ON_PAGE] for first in range(0, len(sheets), ON_PAGE)]
    meets = [
        (meet_key("openings.meet", hit.slot, t, number=number),)
        for number, hit in enumerate(hits, 1)
        if hit.slot is not None
    ]
    loose = [(_loosening(one, t),) for one in facts.loosenings]
    others = [
        (meet_key("openings.meet_trader", one.slot, t, host=one.host),)
        for one in facts.traders
        if last and one.slot is not None
    ]
    watch = () if facts.question.nothing else (Key(t.label("alerts.watch"), WatchSearch()),)
    turn = page_keys(page.number, page.pages, t)
    rows = (*meets, *in_rows, turn, *loose, *others, watch, *beside, hiring_foot(t))
    return tuple(row for row in rows if row)


def _beside(draft: Draft, t: Translator) -> tuple[tuple[Key, ...], ...]:
    """Return the key to the visits that may be meant as well, where a job was typed alone."""
    told = draft.hiring
    if told is None or told.beside is None:
        return ()
    if told.beside_name:
        label = t.label("openings.visits", sector=told.beside_name)
        return ((Key(label, ChooseSector(told.beside)),),)
    return ((Key(t.label("home.book"), Start()),),)


def _loosening(one: Loosening, t: Translator) -> Key:
    label = t.label(one.message_id, n=one.vacancies, km=one.km)
    return Key(label, LoosenJobs(one.part, one.km or 0), numbered=True)


def _head(facts: Answer, family: str, t: Translator) -> Html:
    question = facts.question
    what, where = _what(question, family, t), _where(question, t)
    exact = next((one for one in facts.groups if one.kind is GroupKind.EXACT), None)
    if exact is not None:
        return t("openings.found", n=exact.hosts, what=what, where=where, days=_days(exact, t))
    lines = [t("openings.nobody", what=what, where=where)]
    if _unknown(question):
        lines = [t("openings.unknown", words=question.words)]
    if facts.loosenings:
        lines.append(t("openings.loosen"))
    return Html("\n".join(lines))


def _unknown(question: JobQuestion) -> bool:
    return question.has_job and not (question.romes or question.terms)


def _group_head(group: Group, groups: int, t: Translator) -> list[Html]:
    """Return what stands above a group; the exact one alone needs nothing but the answer."""
    said = t(group.kind.message_id, n=group.count)
    if group.kind is GroupKind.EXACT:
        return [t("openings.group", said=said)] if groups > 1 else []
    return [t("openings.other_group", said=said, days=_days(group, t))]


def _vacancy(number: int, hit: Hit, t: Translator) -> Html:
    one = hit.vacancy
    return t(
        "openings.vacancy",
        number=number,
        title=one.title,
        contract=t.label(one.contract.message_id),
        posts=t("openings.posts", n=one.count),
        host=one.host,
        town=_town(one.city, hit.km, t),
        by=one.declared_by,
        day=t.day(one.declared),
    )


def _traders(facts: Answer, t: Translator) -> Html:
    lines = [_trader(one, t) for one in facts.traders]
    return Html("\n".join([t("openings.traders", n=len(lines)), *lines]))


def _trader(one: Trader, t: Translator) -> Html:
    return t("openings.trader", host=one.host, town=_town(one.city, one.km, t), title=one.title)


def _town(city: str, km: int | None, t: Translator) -> str:
    return city if not km else t.label("openings.town_away", city=city, km=km)


def _what(question: JobQuestion, family: str, t: Translator) -> Html:
    """Say what is looked for: the job as they said it, then the rest."""
    parts: list[str] = []
    if question.words:
        many = question.words.split()[0].endswith(("s", "x"))
        label = "openings.what_people" if many else "openings.what_words"
        parts.append(t(label, words=question.words))
    elif family:
        parts.append(t("openings.what_words", words=t.label(f"vacancies.family_{family}")))
    if question.sector:
        parts.append(t("openings.what_words", words=question.sector))
    return Html("".join(f" {part}" for part in (*parts, *_terms(question, t))))


def _terms(question: JobQuestion, t: Translator) -> list[str]:
    """Say with which contract, for whom, at whose place."""
    kinds = [t.label(one.message_id) for one in sorted(question.contracts)]
    parts: list[str] = [t("openings.what_contract", contracts=t.listed(kinds))] if kinds else []
    parts += [t("openings.what_beginners")] if question.beginners else []
    parts += [t("openings.what_accessible")] if question.accessible else []
    parts += [t("openings.what_host", host=question.host)] if question.host else []
    return parts


def _where(question: JobQuestion, t: Translator) -> Html:
    spot = question.spot
    if spot is None:
        return Html()
    if spot.km and spot.name:
        vowel = fold(spot.name).startswith(tuple("aeiou"))
        said = "openings.within_vowel" if vowel else "openings.within"
        return Html(f" {t(said, km=spot.km, place=spot.name)}")
    if spot.km:
        return Html(f" {t('openings.within_of_you', km=spot.km)}")
    return Html(f" {t('openings.there', place=spot.name)}")


def _days(group: Group, t: Translator) -> Html:
    first, last = t.short_day(group.first_declared), t.short_day(group.last_declared)
    return (
        t("openings.of_day", day=first) if first == last else t("openings.of_days", a=first, z=last)
    )
