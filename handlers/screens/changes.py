"""Finding a slot and saying what it shall be."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.conversation import Draft, Step
from bot.domain.catalogue import Choice, Slot, SlotState
from bot.domain.changes import Answer, Counts
from bot.i18n import Html, Translator
from handlers.callbacks import Button, Go
from handlers.callbacks.changes import (
    AskChange,
    CallOff,
    ChangeIn,
    ChangeOpen,
    ChangeVisit,
    ShowImport,
)
from handlers.screens.booking import hours
from handlers.screens.listing import listing
from handlers.screens.screen import Key, Screen

STATES = {
    SlotState.OPEN: "changes.state_open",
    SlotState.CLOSED: "changes.state_closed",
    SlotState.CANCELLED: "changes.state_cancelled",
}
ANSWERS = {
    Answer.OK: "changes.answer_ok",
    Answer.MOVED: "changes.answer_moved",
    Answer.CANCELLED: "changes.answer_cancelled",
    Answer.SILENT: "changes.answer_silent",
    Answer.UNREACHABLE: "changes.answer_unreachable",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class WhereFacts:
    """Where one may change slots, and the imports that wait to be confirmed."""

    territories: list[Choice]
    imports: list[tuple[int, str]]  # a change's id, and when it was, as it is shown
    may_change: bool  # not only say that something runs late


@dataclass(frozen=True, kw_only=True, slots=True)
class VisitLine:
    """A visit to choose."""

    id: int
    title: str
    host: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CardFacts:
    """A slot as staff see it, and what they may do with it."""

    slot: Slot
    counts: Counts
    may_change: bool
    answers: Mapping[Answer, int]  # to the last notices of its bookings
    may_call: bool


def where(facts: WhereFacts, draft: Draft, t: Translator) -> Screen:
    """Ask which slot: by a sentence, or by territory."""
    rows = listing(
        facts.territories,
        draft.page,
        t,
        lambda one: (f"{one.name} · {one.visits}", ChangeIn(one.id)),
    )
    asked = tuple(
        (Key(t.label("changes.import_line", at=at), ShowImport(change)),)
        for change, at in facts.imports
    )
    text = t("changes.ask_slot" if facts.may_change else "changes.ask_late_slot")
    return Screen(text=text, rows=(*rows, *asked, _foot(t)))


def visit(visits: list[VisitLine], draft: Draft, t: Translator) -> Screen:
    """Ask which visit."""
    rows = listing(
        visits, draft.page, t, lambda one: (f"{one.title} · {one.host}", ChangeVisit(one.id))
    )
    return Screen(text=t("changes.ask_visit", n=len(visits)), rows=(*rows, _to_where(t)))


def slot(slots: list[Slot], draft: Draft, t: Translator) -> Screen:
    """Ask which slot of a visit, or of those that a sentence may mean."""
    rows = listing(slots, draft.page, t, lambda one: (_line(one, t), ChangeOpen(one.id)))
    return Screen(text=t("changes.ask_which", n=len(slots)), rows=(*rows, _to_where(t)))


def card(facts: CardFacts, _draft: Draft, t: Translator) -> Screen:
    """Draw a slot with its counts and what can be changed of it."""
    one, counts = facts.slot, facts.counts
    lines = [
        slot_head(one, t),
        t(STATES[one.state]),
        t("changes.counts", n=counts.confirmed, bookings=counts.bookings, capacity=one.capacity),
        t("changes.held", held=counts.held, waiting=counts.waiting),
    ]
    if one.late:
        lines.append(t("changes.runs_late", late=one.late))
    if facts.answers:
        lines.append(answers_line(facts.answers, t))
    keys = _card_keys(facts, t)
    calls = ((Key(t.label("changes.calls"), Go(Step.CALLS)),),) if facts.may_call else ()
    return Screen(text=Html("\n".join(lines)), rows=(*keys, *calls, _to_where(t)))


def _card_keys(facts: CardFacts, t: Translator) -> tuple[tuple[Key, ...], ...]:
    one = facts.slot
    off = one.state is SlotState.CANCELLED
    late = Key(t.label("changes.late"), AskChange(one.id, "late"), numbered=True)
    if not facts.may_change:
        return () if off else ((late,),)
    open_again = Key(t.label("changes.reopen"), CallOff(one.id, 0), numbered=True)
    if off:
        return ((open_again,),)
    closed = ((open_again,),) if one.state is SlotState.CLOSED else ()
    return (
        (Key(t.label("changes.move"), AskChange(one.id, "time"), numbered=True), late),
        (
            Key(t.label("changes.capacity"), AskChange(one.id, "seats"), numbered=True),
            Key(t.label("changes.place"), AskChange(one.id, "place"), numbered=True),
        ),
        (Key(t.label("changes.call_off"), CallOff(one.id, 1), numbered=True),),
        *closed,
    )


def slot_head(one: Slot, t: Translator) -> Html:
    """Say which slot it is."""
    visit = one.visit
    return t(
        "changes.head",
        title=visit.title,
        host=visit.host,
        day=t.day(one.day),
        hours=hours(one, t),
        place=", ".join(part for part in (visit.address, visit.city) if part),
    )


def answers_line(answers: Mapping[Answer, int], t: Translator) -> Html:
    """Say how many answered what."""
    told = [t.label(ANSWERS[one], count=answers[one]) for one in ANSWERS if answers.get(one)]
    return t("changes.answers", answers=", ".join(told))


def _line(one: Slot, t: Translator) -> str:
    mark = "" if one.state is SlotState.OPEN else f" · {t.label(STATES[one.state])}"
    return f"{t.short_day(one.day)} {hours(one, t)} · {one.visit.title}{mark}"


def back_to(button: Button, t: Translator) -> tuple[Key, ...]:
    """Return the foot of a question: back to something, or home."""
    words = tuple(t.label("words.back").split("|"))
    return (Key(t.label("common.back"), button, words=words), _home(t))


def _to_where(t: Translator) -> tuple[Key, ...]:
    return back_to(Go(Step.CHANGE_WHERE), t)


def _foot(t: Translator) -> tuple[Key, ...]:
    return back_to(Go(Step.STAFF), t)


def _home(t: Translator) -> Key:
    return Key(t.label("common.home"), Go(Step.HOME), words=tuple(t.label("words.home").split("|")))
