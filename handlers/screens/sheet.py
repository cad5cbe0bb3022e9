"""A slot's sheet: what, where, conditions, seats, and what one can do there."""

from dataclasses import dataclass
from datetime import datetime

from bot.conversation import Draft
from bot.domain.booking import Booking, check_open, most_seats
from bot.domain.catalogue import Slot
from bot.domain.programme import Audience, Regime
from bot.domain.refusals import Refusal, SlotNotOpen, SlotWalkIn
from bot.domain.waitlist import Entry
from bot.i18n import Html, Translator
from bot.services.split_class import Plan
from handlers.callbacks import (
    AcceptOffer,
    Confirm,
    Intend,
    JoinWaitlist,
    LeaveWaitlist,
    OpenBooking,
    SetSeats,
    WatchOpening,
)
from handlers.callbacks.dating import StartDating
from handlers.callbacks.visitor_day import OpenZone, SendMap
from handlers.screens.booking import hours
from handlers.screens.classes import class_on_sheet
from handlers.screens.listing import no_words, ways_out, yes_words
from handlers.screens.notice import refusal_text
from handlers.screens.screen import Key, Screen

PERSONAL = (Intend, WatchOpening)  # what the desk can't do for a caller
Situation = tuple[Html, tuple[tuple[Key, ...], ...]]  # what it says, and its keys


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetFacts:
    """A slot, and how this person stands to it."""

    slot: Slot
    mine: Booking | None
    entry: Entry | None
    queue: int  # parties that wait already
    intends: bool
    watches: bool
    now: datetime
    companies: int = 0  # at the job dating that it is part of
    plan: Plan | None = None  # how a class that is too large can be split over that day


def sheet(facts: SheetFacts, draft: Draft, t: Translator) -> Screen:
    """Draw what one should know before booking, and the keys that fit the situation."""
    state, rows = _situation(facts, draft, t)
    if draft.caller is not None:  # one can book for them, and no more
        rows = tuple(row for row in rows if not any(_personal(key) for key in row))
    if facts.companies > 1 and facts.mine is None:
        rows = (*rows, (Key(t.label("dating.several"), StartDating(facts.slot.id)),))
    text = Html("\n\n".join([*description(facts.slot, t), state]))
    return Screen(text=text, rows=(*rows, ways_out(t)))


def _personal(key: Key) -> bool:
    return isinstance(key.button, PERSONAL)


def description(slot: Slot, t: Translator) -> list[Html]:
    """Describe a slot: title, when and where, what, conditions."""
    visit = slot.visit
    place = ", ".join(part for part in (visit.address, f"{visit.postcode} {visit.city}") if part)
    head = t("sheet.head", title=visit.title, host=visit.host, sector=visit.sector)
    when = t("sheet.when", day=t.day(slot.day), hours=hours(slot, t))
    where = t("sheet.where", place=place.strip())
    parts = [Html(f"{head}\n{when}\n{where}")]
    if visit.description:
        parts.append(t("sheet.text", text=visit.description))
    if conditions := _conditions(slot, t):
        parts.append(Html("\n".join(conditions)))
    return parts


def _conditions(slot: Slot, t: Translator) -> list[Html]:
    visit = slot.visit
    lines = []
    if Audience.PUBLIC not in slot.audience:
        names = [t.label(f"sheet.audience_{name.value}") for name in sorted(slot.audience)]
        lines.append(t("sheet.audience", names=t.listed(names)))
    if visit.age_min:
        lines.append(t("sheet.age_min", age=visit.age_min))
    if visit.pupils_per_adult:
        lines.append(t("sheet.pupils_per_adult", pupils=visit.pupils_per_adult))
    lines += [
        t(message_id, text=text)
        for message_id, text in (
            ("sheet.conditions", visit.conditions),
            ("sheet.accessibility", visit.accessibility),
            ("sheet.language", t.language_name(visit.language)),
        )
        if text
    ]
    return lines


def _situation(facts: SheetFacts, draft: Draft, t: Translator) -> Situation:
    if facts.mine is not None:
        return _booked(facts.mine, t)
    try:
        check_open(facts.slot, facts.now)
    except SlotWalkIn:
        return _walk_in(facts, t)
    except SlotNotOpen as refusal:
        return _not_open(facts, refusal, t)
    except Refusal as refusal:
        return refusal_text(refusal, t), ()
    if facts.entry is not None:
        return waiting_state(facts.entry, t)
    if facts.slot.left <= 0:
        return _full(facts, draft, t)
    return _bookable(facts, draft, t)


def _booked(mine: Booking, t: Translator) -> Situation:
    key = Key(t.label("sheet.see_booking"), OpenBooking(mine.code), words=yes_words(t))
    return t("sheet.booked_already", code=mine.code, n=mine.seats), ((key,),)


def _walk_in(facts: SheetFacts, t: Translator) -> Situation:
    slot = facts.slot
    around = [Key(t.label("sheet.zone_key"), OpenZone(slot.id))]
    if slot.visit.lat is not None:
        around.append(Key(t.label("sheet.map"), SendMap(slot.id)))
    more = tuple((key,) for key in around)
    if facts.intends:
        key = Key(t.label("sheet.not_coming"), Intend(slot.id, 0), words=no_words(t))
        return t("sheet.walk_in_intends"), ((key,), *more)
    key = Key(t.label("sheet.ill_be_there"), Intend(slot.id, 1), words=yes_words(t))
    return t("sheet.walk_in"), ((key,), *more)


def _not_open(facts: SheetFacts, refusal: SlotNotOpen, t: Translator) -> Situation:
    text = refusal_text(refusal, t)
    if facts.watches:
        return Html(f"{text}\n{t('sheet.watching')}"), ()
    key = Key(t.label("sheet.tell_me"), WatchOpening(facts.slot.id), words=yes_words(t))
    return text, ((key,),)


def waiting_state(entry: Entry, t: Translator) -> Situation:
    """Say where a party stands in a queue, or what is kept for it, with the keys for that."""
    leave = Key(t.label("sheet.leave_waitlist"), LeaveWaitlist(entry.id), words=no_words(t))
    if entry.hold_until is None:
        return t("sheet.waiting", rank=entry.rank, n=entry.seats), ((leave,),)
    take = Key(t.label("offer.take"), AcceptOffer(entry.id), words=yes_words(t))
    until = t.moment(entry.hold_until, entry.slot.tz)
    return t("sheet.held", n=entry.held, until=until), ((take,), (leave,))


def _full(facts: SheetFacts, draft: Draft, t: Translator) -> Situation:
    most = most_seats(facts.slot)
    asked = draft.seats or draft.party or 0
    counts = (asked,) if 1 <= asked <= most else range(1, min(4, most) + 1)
    parties = tuple(
        Key(
            t.label("sheet.join_waitlist", n=seats),
            JoinWaitlist(facts.slot.id, seats),
            words=(str(seats), *(yes_words(t) if seats == counts[0] else ())),
        )
        for seats in counts
    )
    rows = tuple((key,) for key in parties)
    message_id = "sheet.full" if draft.caller is None else "desk.full"
    return t(message_id, rank=facts.queue + 1), rows


def _bookable(facts: SheetFacts, draft: Draft, t: Translator) -> Situation:
    slot = facts.slot
    if draft.pupils:
        return class_on_sheet(slot, facts.plan, draft, t)
    most = min(most_seats(slot), slot.left)
    asked = draft.seats or draft.party or 1
    seats = min(asked, most)
    lines = [t("sheet.seats_left", n=slot.left)]
    if asked > most:
        lines.append(t("sheet.fewer_than_asked", asked=asked, n=most))
    if slot.regime is Regime.OPTIONAL:
        lines.append(t("sheet.optional"))
    if most > 1:
        lines.append(t("sheet.how_to_confirm", n=seats, most=most))
    else:
        lines.append(t("sheet.how_to_confirm_one"))
    confirm = Key(
        t.label("sheet.confirm", n=seats),
        Confirm(slot.id, seats, draft.intent or ""),
        words=yes_words(t),
    )
    stepper = seat_stepper(seats, most, t)
    rows = (stepper, (confirm,)) if stepper else ((confirm,),)
    if most < asked <= most_seats(slot):
        wait = Key(t.label("sheet.join_waitlist", n=asked), JoinWaitlist(slot.id, asked))
        rows = (*rows, (wait,))
    return Html("\n".join(lines)), rows


def seat_stepper(seats: int, most: int, t: Translator) -> tuple[Key, ...]:
    """Return the keys that take one seat less or one more; the number stands between them."""
    if most == 1:
        return ()
    number = Key(t.label("sheet.seats", n=seats), SetSeats(seats))
    less = Key("−", SetSeats(seats - 1), words=("-", "−")) if seats > 1 else None
    more = Key("+", SetSeats(seats + 1), words=("+",)) if seats < most else None
    return tuple(key for key in (less, number, more) if key)
