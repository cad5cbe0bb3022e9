"""Messages that arrive by themselves: tickets, reminders, offers, openings.

They stay in the chat: their buttons act whenever they are tapped.
"""

from dataclasses import replace

from bot.domain.booking import Booking
from bot.domain.broadcast import MOST_CAPTION, MOST_TEXT
from bot.domain.catalogue import Slot
from bot.domain.waitlist import Entry
from bot.i18n import Html, Translator
from handlers.callbacks import (
    AcceptOffer,
    AskCancel,
    ChooseSlot,
    Coming,
    LeaveWaitlist,
    OpenBooking,
)
from handlers.screens.booking import hours
from handlers.screens.listing import no_words, yes_words
from handlers.screens.my_bookings import summary
from handlers.screens.screen import File, Key, Screen, Venue


def confirmation(booking: Booking, qr: File, t: Translator) -> Screen:
    """Draw the ticket: everything one needs at the gate, and its QR code."""
    head = t("letters.ticket_changed" if booking.sequence else "letters.ticket")
    advice = t("letters.at_the_gate", code=booking.code)
    return Screen(
        text=Html(f"{head}\n\n{summary(booking, t)}\n\n{advice}"),
        photo=qr,
        rows=(
            (
                Key(t.label("letters.change"), OpenBooking(booking.code)),
                Key(t.label("bookings.cancel"), AskCancel(booking.code)),
            ),
            (Key(t.label("letters.copy_code"), copies=booking.code),),
        ),
    )


def calendar(booking: Booking, entry: File, t: Translator) -> Screen:
    """Draw the calendar file."""
    text = t("letters.calendar_changed" if booking.sequence else "letters.calendar")
    return Screen(text=text, document=entry)


def venue(booking: Booking) -> Screen:
    """Draw where it is."""
    visit = booking.slot.visit
    address = ", ".join(p for p in (visit.address, f"{visit.postcode} {visit.city}".strip()) if p)
    return Screen(
        text=Html(),
        venue=Venue(visit.host, address, visit.lat or 0.0, visit.lon or 0.0),
    )


def reminder(booking: Booking, message_id: str, t: Translator) -> Screen:
    """Draw a reminder with what this site asks for."""
    visit = booking.slot.visit
    lines = [
        t(
            message_id,
            title=visit.title,
            moment=t.moment(booking.slot.starts, booking.slot.tz),
            time=t.time(booking.slot.starts, booking.slot.tz),
        ),
        summary(booking, t),
    ]
    if booking.slot.late:
        starts = t.time(booking.slot.starts, booking.slot.tz)
        lines.append(t("notices.late", n=booking.slot.late, time=starts))
    if visit.conditions:
        lines.append(t("sheet.conditions", text=visit.conditions))
    if visit.contact:
        lines.append(t("letters.contact", contact=visit.contact))
    return Screen(
        text=Html("\n\n".join(lines)),
        rows=(
            (Key(t.label("letters.coming"), Coming(booking.code), words=yes_words(t)),),
            (Key(t.label("letters.not_coming"), AskCancel(booking.code), words=no_words(t)),),
        ),
    )


def offer(entry: Entry, t: Translator) -> Screen:
    """Draw an offer of freed seats, and until when they are kept."""
    until = t.moment(entry.hold_until, entry.slot.tz) if entry.hold_until else ""
    return Screen(
        text=t(
            "offer.free",
            n=entry.held,
            title=entry.slot.visit.title,
            moment=t.moment(entry.slot.starts, entry.slot.tz),
            until=until,
        ),
        rows=(
            (Key(t.label("offer.take"), AcceptOffer(entry.id), words=yes_words(t)),),
            (Key(t.label("offer.decline"), LeaveWaitlist(entry.id), words=no_words(t)),),
        ),
    )


def opening(slot: Slot, t: Translator) -> Screen:
    """Say that booking has just opened."""
    return Screen(
        text=t(
            "letters.opening",
            title=slot.visit.title,
            day=t.day(slot.day),
            hours=hours(slot, t),
            n=slot.left,
        ),
        rows=((Key(t.label("letters.book_now"), ChooseSlot(slot.id), words=yes_words(t)),),),
    )


def apology(t: Translator) -> Screen:
    """Say that something went wrong on our side."""
    return Screen(text=t("common.apology"))


def perhaps_again(screen: Screen, t: Translator) -> Screen:
    """Return a message that may have arrived already, saying so where there is room for it."""
    text = Html(f"{screen.text}\n\n{t('letters.perhaps_again')}".strip())
    most = MOST_CAPTION if screen.photo_id else MOST_TEXT
    return screen if len(text) > most else replace(screen, text=text)
