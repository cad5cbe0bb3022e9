"""My visits: the list, a booking's card, and what one can change there."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.conversation import Draft, Step
from bot.domain.booking import Booking, most_seats
from bot.domain.catalogue import Slot
from bot.domain.deliveries import Kind
from bot.domain.waitlist import Entry
from bot.i18n import Html, Translator
from handlers.callbacks import (
    AskCancel,
    AskMove,
    AskSeats,
    Button,
    Cancel,
    ChangeSeats,
    ChooseSlot,
    Confirm,
    Go,
    MoveTo,
    OpenBooking,
    SendTicket,
    Start,
)
from handlers.callbacks.visitor_day import AskNeeds
from handlers.screens.booking import hours, seats_left
from handlers.screens.classes import heads
from handlers.screens.listing import home_key, listing, no_words, yes_words
from handlers.screens.screen import Key, Screen


@dataclass(frozen=True, kw_only=True, slots=True)
class VisitsFacts:
    """What one has booked, and what one waits for."""

    bookings: list[Booking]
    entries: list[Entry]


@dataclass(frozen=True, kw_only=True, slots=True)
class BookedFacts:
    """A new booking, and the reminders that are still to come."""

    booking: Booking
    reminders: frozenset[Kind]


@dataclass(frozen=True, kw_only=True, slots=True)
class MoveFacts:
    """A booking and the other slots of its visit, or those of one day."""

    booking: Booking
    slots: list[Slot]
    day: date | None = None  # to which it was asked to move


@dataclass(frozen=True, kw_only=True, slots=True)
class OverlapFacts:
    """A slot somebody wants, and the booking it clashes with."""

    slot: Slot
    clash: Booking | None
    now: datetime


def visits(facts: VisitsFacts, draft: Draft, t: Translator) -> Screen:
    """List the coming bookings and the waiting lists."""
    if not facts.bookings and not facts.entries:
        book = Key(t.label("home.book"), Start(), words=yes_words(t))
        return Screen(text=t("bookings.none"), rows=((book,), (home_key(t),)))
    coming: list[Booking | Entry] = [*facts.bookings, *facts.entries]
    rows = listing(coming, draft.page, t, lambda one: _line(one, t))
    say = "bookings.list" if facts.bookings else "bookings.only_waiting"
    number = len(facts.bookings or facts.entries)
    return Screen(text=t(say, n=number), rows=(*rows, (home_key(t),)))


def _line(one: Booking | Entry, t: Translator) -> tuple[str, Button]:
    when = t.short_moment(one.slot.starts, one.slot.tz)
    if isinstance(one, Entry):
        label = t.label("bookings.waiting_line", when=when, title=one.slot.visit.title)
        return label, ChooseSlot(one.slot.id)
    return f"{when} · {one.slot.visit.title}", OpenBooking(one.code)


def card(booking: Booking, _draft: Draft, t: Translator) -> Screen:
    """Draw one booking and what one can do with it."""
    code = booking.code
    actions = (
        (Key(t.label("bookings.ticket"), SendTicket(code), numbered=True),),
        (
            Key(t.label("bookings.change_seats"), AskSeats(code), numbered=True),
            Key(t.label("bookings.move"), AskMove(code), numbered=True),
        ),
        (
            Key(
                t.label("bookings.cancel"),
                AskCancel(code),
                numbered=True,
                words=tuple(t.label("words.cancel").split("|")),
            ),
        ),
    )
    needs = (Key(t.label("desk.needs"), AskNeeds(code), numbered=True),)
    return Screen(text=summary(booking, t), rows=(*actions, needs, _foot(t)))


def booked(facts: BookedFacts, _draft: Draft, t: Translator) -> Screen:
    """Draw what one sees right after Confirm; the ticket itself is on its way."""
    booking = facts.booking
    promise = " ".join([t("bookings.on_its_way"), *_reminders_promised(facts.reminders, t)])
    text = Html(f"{t('bookings.booked')}\n\n{summary(booking, t)}\n\n{promise}")
    manage = Key(t.label("bookings.manage"), OpenBooking(booking.code), numbered=True)
    again = Key(t.label("bookings.book_another"), Start(), numbered=True)
    return Screen(text=text, rows=((manage,), (again,), (home_key(t),)))


def _reminders_promised(kinds: frozenset[Kind], t: Translator) -> list[Html]:
    if len(kinds) > 1:
        return [t("bookings.will_remind")]
    return [t(f"bookings.will_{kind.value}") for kind in kinds]


def seats(booking: Booking, _draft: Draft, t: Translator) -> Screen:
    """Ask how many seats a booking should have."""
    most = min(most_seats(booking.slot), booking.slot.left + booking.seats)
    keys = [
        Key(
            t.label("bookings.seats_choice", n=count),
            ChangeSeats(booking.code, count),
            words=(str(count),),
        )
        for count in range(max(1, booking.seats - 5), min(most, booking.seats + 5) + 1)
        if count != booking.seats
    ]
    rows = tuple(tuple(keys[start : start + 2]) for start in range(0, len(keys), 2))
    text = t("bookings.ask_seats", n=booking.seats, most=most)
    return Screen(text=text, rows=(*rows, (_to_card(booking, t),)))


def move(facts: MoveFacts, draft: Draft, t: Translator) -> Screen:
    """Ask to which other slot of the same visit a booking should move."""
    foot = (_to_card(facts.booking, t),)
    if not facts.slots:
        book = Key(t.label("home.book"), Start())
        return Screen(text=t("bookings.nowhere_to_move"), rows=((book,), foot))
    rows = listing(
        facts.slots,
        draft.page,
        t,
        lambda slot: (
            f"{t.short_day(slot.day)} {hours(slot, t)} · {seats_left(slot, t)}",
            MoveTo(facts.booking.code, slot.id),
        ),
    )
    day = facts.day
    if day is None:
        return Screen(text=t("bookings.ask_move"), rows=(*rows, foot))
    if facts.slots[0].day != day:
        text = Html(f"{t('bookings.no_move_on', day=t.day(day))}\n\n{t('bookings.ask_move')}")
        return Screen(text=text, rows=(*rows, foot))
    others = (Key(t.label("bookings.other_days"), AskMove(facts.booking.code)),)
    return Screen(text=t("bookings.ask_move_on", day=t.day(day)), rows=(*rows, others, foot))


def cancel(booking: Booking, _draft: Draft, t: Translator) -> Screen:
    """Ask once whether a booking should really be cancelled."""
    yes = Key(t.label("bookings.really_cancel"), Cancel(booking.code), words=yes_words(t))
    no = Key(t.label("bookings.keep"), OpenBooking(booking.code), words=no_words(t))
    text = Html(f"{t('bookings.ask_cancel', n=booking.seats)}\n\n{summary(booking, t)}")
    return Screen(text=text, rows=((yes,), (no,)))


def cancelled(booking: Booking, _draft: Draft, t: Translator) -> Screen:
    """Say that a booking was cancelled."""
    text = t(
        "bookings.cancelled",
        n=booking.seats,
        title=booking.slot.visit.title,
        moment=t.moment(booking.slot.starts, booking.slot.tz),
        code=booking.code,
    )
    book = Key(t.label("home.book"), Start(), numbered=True)
    return Screen(text=text, rows=((book,), _foot(t)))


def coming(booking: Booking, _draft: Draft, t: Translator) -> Screen:
    """Thank for « Je viens »."""
    text = Html(f"{t('bookings.coming')}\n\n{summary(booking, t)}")
    manage = Key(t.label("bookings.manage"), OpenBooking(booking.code), numbered=True)
    return Screen(text=text, rows=((manage,), _foot(t)))


def overlap(facts: OverlapFacts, draft: Draft, t: Translator) -> Screen:
    """Ask whether two visits at the same time are meant."""
    clash = facts.clash
    text = t(
        "bookings.overlap",
        title=facts.slot.visit.title,
        moment=t.moment(facts.slot.starts, facts.slot.tz),
        other=clash.slot.visit.title if clash else "",
        other_hours=hours(clash.slot, t) if clash else "",
    )
    yes = Key(
        t.label("bookings.book_anyway"),
        Confirm(facts.slot.id, draft.seats or 1, draft.intent or "", 1),
        words=yes_words(t),
    )
    no = Key(t.label("bookings.choose_another"), Start(), words=no_words(t))
    return Screen(text=text, rows=((yes,), (no,), (home_key(t),)))


def summary(booking: Booking, t: Translator) -> Html:
    """Say what is booked: when, where, how many, code."""
    visit = booking.slot.visit
    address = ", ".join(part for part in (visit.address, visit.city) if part)
    return t(
        "bookings.summary",
        n=booking.seats,
        title=visit.title,
        host=visit.host,
        day=t.day(booking.slot.day),
        hours=hours(booking.slot, t),
        place=address,
        code=booking.code,
        heads=f" ({heads(booking.pupils, booking.adults, t)})" if booking.pupils else "",
    )


def _foot(t: Translator) -> tuple[Key, ...]:
    return (Key(t.label("home.my_visits"), Go(Step.VISITS)), home_key(t))


def _to_card(booking: Booking, t: Translator) -> Key:
    words = tuple(t.label("words.back").split("|"))
    return Key(t.label("common.back"), OpenBooking(booking.code), words=(*words, *no_words(t)))
