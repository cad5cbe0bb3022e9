"""The desk: whom one books for, a booking to read out, and paper lists."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.conversation import Draft, Step
from bot.domain.booking import Booking
from bot.domain.catalogue import DayChoice, Slot
from bot.domain.desk import Caller, CallersBooking
from bot.domain.needs import Need
from bot.i18n import Html, Translator
from bot.ids import bare
from handlers.callbacks import Button, Go
from handlers.callbacks.desk import (
    AskCancelFor,
    AskMoveFor,
    CancelFor,
    MoveFor,
    NeedFor,
    OpenForCaller,
    PrintDay,
    SkipAsking,
)
from handlers.screens.booking import hours, seats_left
from handlers.screens.listing import home_key, listing, no_words, yes_words
from handlers.screens.my_bookings import summary
from handlers.screens.screen import Key, Screen


@dataclass(frozen=True, kw_only=True, slots=True)
class CardFacts:
    """A booking at the desk."""

    found: CallersBooking
    needs: frozenset[Need]
    now: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class MoveFacts:
    """A booking, and the slots of its visit that have room for it."""

    booking: Booking
    slots: list[Slot]


def desk(_facts: None, _draft: Draft, t: Translator) -> Screen:
    """Ask what a caller wants; whatever is typed is looked for."""
    book = Key(t.label("desk.book"), Go(Step.DESK_NAME), numbered=True)
    paper = Key(t.label("desk.paper"), Go(Step.PAPER), numbered=True)
    waiting = Key(t.label("desk.waiting"), Go(Step.DESK_WAITING), numbered=True)
    rows = ((book,), (waiting,), (paper,), staff_foot(Step.STAFF, t))
    return Screen(text=t("desk.menu"), rows=rows)


def name(_facts: None, _draft: Draft, t: Translator) -> Screen:
    """Ask for the caller's name."""
    skip = Key(t.label("desk.no_name"), SkipAsking())
    return Screen(text=t("desk.ask_name"), rows=((skip,), staff_foot(Step.DESK, t)))


def phone(_facts: None, _draft: Draft, t: Translator) -> Screen:
    """Ask for the caller's phone number."""
    skip = Key(t.label("desk.no_phone"), SkipAsking())
    return Screen(text=t("desk.ask_phone"), rows=((skip,), staff_foot(Step.DESK, t)))


def found(choices: list[CallersBooking], draft: Draft, t: Translator) -> Screen:
    """List the bookings that were found or just made."""
    rows = listing(
        choices, draft.page, t, lambda one: (_line(one, t), OpenForCaller(one.booking.code))
    )
    return Screen(text=t("desk.found", n=len(choices)), rows=(*rows, staff_foot(Step.DESK, t)))


def card(facts: CardFacts, _draft: Draft, t: Translator) -> Screen:
    """Draw a booking, its code to be read out, and what the caller can change."""
    one = facts.found
    code = one.booking.code
    parts = [t("desk.code", code=code, spelled=spelled(code)), _who(one, t)]
    parts.append(summary(one.booking, t))
    if not one.booking.live or facts.now >= one.booking.slot.starts:
        parts.append(t(f"bookings.state_{one.booking.state.value}"))
        return Screen(text=Html("\n\n".join(parts)), rows=(staff_foot(Step.DESK, t),))
    if not one.claimed:
        parts.append(t("desk.how_to_claim", code=bare(code)))
    actions = (
        Key(t.label("bookings.move"), AskMoveFor(code), numbered=True),
        Key(t.label("desk.cancel"), AskCancelFor(code), numbered=True),
    )
    rows = (actions, *need_rows(facts.needs, t, lambda need: NeedFor(code, need.value)))
    return Screen(text=Html("\n\n".join(parts)), rows=(*rows, staff_foot(Step.DESK, t)))


def move(facts: MoveFacts, draft: Draft, t: Translator) -> Screen:
    """Ask to which other slot of the same visit it should move."""
    code = facts.booking.code
    rows = listing(
        facts.slots,
        draft.page,
        t,
        lambda slot: (
            f"{t.short_day(slot.day)} {hours(slot, t)} · {seats_left(slot, t)}",
            MoveFor(code, slot.id),
        ),
    )
    text = t("bookings.ask_move" if facts.slots else "bookings.nowhere_to_move")
    return Screen(text=text, rows=(*rows, (back_key(OpenForCaller(code), t),)))


def cancel(facts: CardFacts, _draft: Draft, t: Translator) -> Screen:
    """Ask once whether it should really be cancelled."""
    booking = facts.found.booking
    yes = Key(t.label("bookings.really_cancel"), CancelFor(booking.code), words=yes_words(t))
    no = Key(t.label("bookings.keep"), OpenForCaller(booking.code), words=no_words(t))
    text = Html(f"{t('bookings.ask_cancel', n=booking.seats)}\n\n{summary(booking, t)}")
    return Screen(text=text, rows=((yes,), (no,)))


def paper(days: list[DayChoice], draft: Draft, t: Translator) -> Screen:
    """Ask for which day lists are wanted; or say that they are on their way."""
    rows = listing(
        days,
        draft.page,
        t,
        lambda one: (
            t.label("desk.paper_day", n=one.slots, day=t.short_day(one.day)),
            PrintDay(one.day),
        ),
    )
    text = t("desk.paper_coming", day=t.day(draft.day)) if draft.day else t("desk.ask_paper")
    return Screen(text=text, rows=(*rows, staff_foot(Step.STAFF, t)))


def cancelled(one: CallersBooking, t: Translator) -> Screen:
    """Tell somebody that the desk cancelled their booking, as they asked by phone."""
    slot = one.booking.slot
    text = t(
        "desk.cancelled_letter",
        title=slot.visit.title,
        moment=t.moment(slot.starts, slot.tz),
        code=one.booking.code,
    )
    return Screen(text=text, rows=((home_key(t),),))


def with_caller(screen: Screen, draft: Draft, t: Translator) -> Screen:
    """Return a screen that says first for whom it books, while a caller is on the line."""
    if draft.caller is None:
        return screen
    banner = t("desk.on_the_line", who=named(draft.caller.caller(), t))
    return replace(screen, text=Html(f"{banner}\n\n{screen.text}"))


def need_rows(
    needs: frozenset[Need], t: Translator, button: Callable[[Need], Button]
) -> tuple[tuple[Key, ...], ...]:
    """Return a key for each need; those that were said are ticked."""
    keys = []
    for need in Need:
        mark = "☑" if need in needs else "☐"
        keys.append((Key(f"{mark} {t.label(f'desk.need_{need.value}')}", button(need)),))
    return tuple(keys)


def spelled(code: str) -> str:
    """Return a code letter by letter, as it is read out: `K · 7 · M — 4 · P · X`."""
    return " — ".join(" · ".join(part) for part in code.split("-"))


def named(caller: Caller, t: Translator) -> str:
    """Say who is on the line."""
    said = ", ".join(part for part in (caller.name, caller.phone) if part)
    return said or t.label("desk.somebody")


def _who(one: CallersBooking, t: Translator) -> Html:
    who = t("desk.for", who=named(one.caller, t)) if one.caller else t("desk.for_own_chat")
    return Html(f"{who} {t('desk.claimed')}") if one.caller and one.claimed else who


def _line(one: CallersBooking, t: Translator) -> str:
    when = t.short_moment(one.booking.slot.starts, one.booking.slot.tz)
    who = named(one.caller, t) if one.caller else ""
    parts = (one.booking.code, who, when, one.booking.slot.visit.title)
    return " · ".join(part for part in parts if part)


def back_key(button: Button, t: Translator) -> Key:
    """Return the key that leads back to where one came from."""
    return Key(t.label("common.back"), button, words=tuple(t.label("words.back").split("|")))


def staff_foot(step: Step, t: Translator) -> tuple[Key, ...]:
    """Return the keys at the foot of a staff screen: back to a place, home."""
    return (back_key(Go(step), t), Key(t.label("common.home"), Go(Step.HOME)))
