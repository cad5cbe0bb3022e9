"""Composes what is owed: looks at the subject again, then draws the message of its kind."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from typing import Any

from bot.clock import Clock
from bot.delivery.request import File as Upload
from bot.delivery.wire import Call
from bot.domain.booking import Booking
from bot.domain.broadcast import MOST_CAPTION, MOST_TEXT
from bot.domain.catalogue import Slot, SlotState
from bot.domain.deliveries import Delivery, DeliveryState, Kind, Later
from bot.domain.waitlist import Entry, EntryState
from bot.i18n import Translator, best_language, translator
from bot.tickets import calendar_entry, qr_code
from handlers.fitting import fitting
from handlers.letter_spec import LetterSpec
from handlers.markup import markup
from handlers.screens import letters
from handlers.screens.screen import File, Screen
from storage import bookings, catalogue, deliveries, people, waitlist
from storage.database import Database, Transaction

BEFORE_THE_VISIT = (Kind.REMINDER_DAY, Kind.REMINDER_HOURS, Kind.OPENING)


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """What a letter is about, as it is at this moment."""

    delivery: Delivery
    booking: Booking | None = None
    slot: Slot | None = None
    entry: Entry | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """A message looked up and not yet drawn: pictures and files are made on the loop's side."""

    t: Translator
    draw: Callable[[], Screen]
    slow: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A question that came by itself, and when (UTC)."""

    screen: Screen
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Composer:
    """Turns a delivery into a call, into its end when nobody should get it any more, or later."""

    database: Database
    clock: Clock
    username: str  # of the bot, for links
    default_language: str

    async def __call__(self, delivery: Delivery) -> Call | DeliveryState | Later:
        """Compose one delivery."""
        looked = await self.database.read(lambda tx: self._look(tx, delivery))
        if not isinstance(looked, Letter):
            return looked
        screen = await asyncio.to_thread(looked.draw) if looked.slow else looked.draw()
        if delivery.doubts:
            screen = letters.perhaps_again(screen, looked.t)
        return _call(screen, delivery)

    async def newest_question(self, chat_id: int) -> "Asked | None":
        """Return the last message with a question that somebody was sent, if it still stands."""

        def look(tx: Transaction) -> tuple[Letter | DeliveryState | Later, datetime] | None:
            found = deliveries.newest_sent(tx, chat_id, _questions())
            return (self._look(tx, found[0]), found[1]) if found else None

        found = await self.database.read(look)
        if found is None or not isinstance(found[0], Letter):
            return None
        return Asked(screen=found[0].draw(), at=found[1])

    def _look(self, tx: Transaction, delivery: Delivery) -> "Letter | DeliveryState | Later":
        """Look at the subject again; return how the delivery ends where nobody should get it."""
        now = self.clock.now()
        t = translator(self._language(tx, delivery.chat_id))
        if (spec := _other_letters().get(delivery.kind)) is not None:
            facts = spec.fetch(tx, delivery, now)
            if isinstance(facts, DeliveryState | Later):
                return facts
            return Letter(t=t, draw=partial(spec.draw, facts, t), slow=spec.slow)
        subject = _subject(tx, delivery)
        drawn = partial(self._draw, subject, t, now)
        return _useless(subject, now) or Letter(t=t, draw=drawn)

    def _language(self, tx: Transaction, chat_id: int) -> str:
        person = people.find(tx, chat_id)
        wanted = (person.language, person.hinted_language) if person else ()
        return best_language(wanted, self.default_language)

    def _draw(self, subject: Subject, t: Translator, now: datetime) -> Screen:
        kind = subject.delivery.kind
        if subject.booking is not None:
            return self._draw_for(kind, subject.booking, t, now)
        if subject.entry is not None:
            return letters.offer(subject.entry, t)
        if subject.slot is not None:
            return letters.opening(subject.slot, t)
        return letters.apology(t)

    def _draw_for(self, kind: Kind, booking: Booking, t: Translator, now: datetime) -> Screen:
        if kind is Kind.CONFIRMATION:
            image = File(f"{booking.code}.png", qr_code(booking, self.username), "image/png")
            return letters.confirmation(booking, image, t)
        if kind is Kind.CALENDAR:
            text = t.label("letters.calendar_text", code=booking.code)
            entry = calendar_entry(booking, description=text, now=now)
            return letters.calendar(booking, File(f"{booking.code}.ics", entry, "text/calendar"), t)
        if kind is Kind.VENUE:
            return letters.venue(booking)
        return letters.reminder(booking, f"letters.{kind.value}", t)


def _other_letters() -> Mapping[Kind, LetterSpec[Any]]:
    from handlers.letter_kinds import LETTERS  # with all that staff and searches send

    return LETTERS


@cache
def _questions() -> tuple[Kind, ...]:
    asking = (kind for kind, spec in _other_letters().items() if spec.question)
    return (Kind.REMINDER_DAY, Kind.REMINDER_HOURS, Kind.OFFER, Kind.OPENING, *asking)


def _subject(tx: Transaction, delivery: Delivery) -> Subject:
    entry = delivery.fields.get("entry")
    booking = bookings.of_id(tx, delivery.booking_id) if delivery.booking_id else None
    return Subject(
        delivery=delivery,
        booking=booking,
        slot=_slot(tx, delivery, booking),
        entry=waitlist.of_id(tx, int(entry)) if entry is not None else None,
    )


def _slot(tx: Transaction, delivery: Delivery, booking: Booking | None) -> Slot | None:
    if booking is not None and booking.slot.id == delivery.slot_id:
        return booking.slot  # nearly always: one read less
    return catalogue.slot(tx, delivery.slot_id) if delivery.slot_id else None


def _useless(subject: Subject, now: datetime) -> DeliveryState | None:
    """Return how a delivery ends that would tell something untrue or too late."""
    if _called_off(subject) or _offer_over(subject):
        return DeliveryState.CANCELLED
    if _begun(subject, now):
        return DeliveryState.MISSED
    if subject.booking is not None and _outdated(subject.delivery, subject.booking):
        return DeliveryState.CANCELLED
    return None


def _called_off(subject: Subject) -> bool:
    slot, booking = subject.slot, subject.booking
    if slot is not None and slot.state is SlotState.CANCELLED:
        return True
    return subject.delivery.booking_id is not None and (booking is None or not booking.live)


def _begun(subject: Subject, now: datetime) -> bool:
    before = subject.delivery.kind in BEFORE_THE_VISIT
    return before and subject.slot is not None and now >= subject.slot.starts


def _offer_over(subject: Subject) -> bool:
    offered = subject.entry is not None and subject.entry.state is EntryState.OFFERED
    return subject.delivery.kind is Kind.OFFER and not offered


def _outdated(delivery: Delivery, booking: Booking) -> bool:
    told = delivery.fields.get("sequence")
    moved = delivery.slot_id != booking.slot.id
    return moved or (told is not None and told != booking.sequence)


def _call(screen: Screen, delivery: Delivery) -> Call:
    method, content = _content(screen)
    parameters: dict[str, Any] = {"chat_id": delivery.chat_id, **content}
    if screen.rows:
        parameters["reply_markup"] = markup(screen, None)
    files = {name: _upload(file) for name, file in _files(screen)}
    return Call(method=method, chat_id=delivery.chat_id, parameters=parameters, files=files or None)


def _content(screen: Screen) -> tuple[str, dict[str, Any]]:
    if screen.venue is not None:
        venue = screen.venue
        return "sendVenue", {
            "latitude": venue.lat,
            "longitude": venue.lon,
            "title": venue.title,
            "address": venue.address,
        }
    if screen.photo_id is not None:
        known = {"photo": screen.photo_id}
        return "sendPhoto", {
            **known,
            "caption": fitting(screen.text, MOST_CAPTION),
            "parse_mode": "HTML",
        }
    if screen.photo is not None:
        return "sendPhoto", {"caption": fitting(screen.text, MOST_CAPTION), "parse_mode": "HTML"}
    if screen.document is not None:
        return "sendDocument", {"caption": fitting(screen.text, MOST_CAPTION), "parse_mode": "HTML"}
    return "sendMessage", {"text": fitting(screen.text, MOST_TEXT), "parse_mode": "HTML"}


def _files(screen: Screen) -> list[tuple[str, File]]:
    named = (("photo", screen.photo), ("document", screen.document))
    return [(name, file) for name, file in named if file is not None]


def _upload(file: File) -> Upload:
    return Upload(file.name, file.data, file.type)
