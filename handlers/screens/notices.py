"""What people are told of a changed slot, and their OK; what admins are told of an import."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.conversation import Draft
from bot.domain.booking import Booking
from bot.domain.catalogue import Visit
from bot.domain.changes import Known, calendar_changes
from bot.domain.notices import Notice
from bot.domain.waitlist import Entry
from bot.i18n import Html, Translator
from bot.services.follow_import import ImportPreview
from bot.tickets import calendar_entry
from handlers.callbacks import AcceptOffer, AskCancel, AskMove, OpenBooking, Start
from handlers.callbacks.changes import SendImport, ShowImport
from handlers.callbacks.notices import AgreeToChange
from handlers.screens.listing import home_key, no_words, yes_words
from handlers.screens.my_bookings import summary
from handlers.screens.screen import File, Key, Screen


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeFacts:
    """A notice, the booking it concerns, and the seats held for its party elsewhere."""

    notice: Notice
    booking: Booking  # as it is now
    held: list[Entry]
    now: datetime


def notice(facts: NoticeFacts, t: Translator) -> Screen:
    """Draw a notice; with the calendar entry, where that has changed."""
    told, booking = facts.notice, facts.booking
    lines = [notice_text(booking, told.before, told.after, t)]
    if facts.held:
        until = min(entry.hold_until for entry in facts.held if entry.hold_until)
        lines.append(t("notices.held", until=t.moment(until, booking.slot.tz)))
    dated = calendar_changes(told.before, told.after)
    return Screen(
        text=Html("\n\n".join(lines)),
        document=_entry(booking, facts.now, t) if dated else None,
        rows=(*_others(facts.held, t), *_answers(facts, t)),
    )


def notice_text(booking: Booking, before: Known, after: Known, t: Translator) -> Html:
    """Say to one party what has changed, and what that means for them."""
    lines = [change_text(booking.slot.visit, booking.slot.tz, before, after, t)]
    if not after.called_off:
        lines.append(_when(booking, after, t))
    if calendar_changes(before, after):
        lines.append(t("notices.calendar_gone" if after.called_off else "notices.calendar"))
    return Html("\n\n".join(lines))


def change_text(visit: Visit, tz: ZoneInfo, before: Known, after: Known, t: Translator) -> Html:
    """Say what has changed, to anybody who booked."""
    head = t("notices.head", title=visit.title, host=visit.host)
    return Html("\n".join([head, *changed(before, after, tz, t)]))


def changed(before: Known, after: Known, tz: ZoneInfo, t: Translator) -> list[Html]:
    """Say each thing that has changed, a line each."""
    moment = t.moment(after.starts, tz)
    if after.called_off:
        return [t("notices.called_off", moment=t.moment(before.starts, tz))]
    lines = [t("notices.reopened", moment=moment)] if before.called_off else []
    if before.starts != after.starts:
        lines.append(_moved(before, after, tz, t))
    if before.ends - before.starts != after.ends - after.starts:
        fields = {"old": t.time(before.ends, tz), "new": t.time(after.ends, tz)}
        lines.append(t("notices.ends", **fields))
    if before.place != after.place:
        lines.append(t("notices.place", place=after.place))
    return [*lines, *_lateness(before, after, tz, t)]


def _moved(before: Known, after: Known, tz: ZoneInfo, t: Translator) -> Html:
    old, new = before.starts.astimezone(tz), after.starts.astimezone(tz)
    if old.date() == new.date():
        return t("notices.same_day", old=t.time(old, tz), new=t.time(new, tz))
    return t("notices.other_day", old=t.moment(old, tz), new=t.moment(new, tz))


def _lateness(before: Known, after: Known, tz: ZoneInfo, t: Translator) -> list[Html]:
    if before.late == after.late:
        return []
    if not after.late:
        return [t("notices.on_time", time=t.time(after.starts, tz))]
    return [t("notices.late", n=after.late, time=t.time(after.starts, tz))]


def _when(booking: Booking, after: Known, t: Translator) -> Html:
    tz = booking.slot.tz
    return t(
        "notices.when",
        n=booking.seats,
        day=t.day(after.starts.astimezone(tz).date()),
        hours=f"{t.time(after.starts, tz)}–{t.time(after.ends, tz)}",
        code=booking.code,
    )


def _others(held: list[Entry], t: Translator) -> tuple[tuple[Key, ...], ...]:
    return tuple(
        (
            Key(
                t.label(
                    "notices.take",
                    when=t.short_moment(entry.slot.starts, entry.slot.tz),
                    title=entry.slot.visit.title,
                ),
                AcceptOffer(entry.id),
            ),
        )
        for entry in held
    )


def _answers(facts: NoticeFacts, t: Translator) -> tuple[tuple[Key, ...], ...]:
    agree = Key(t.label("notices.ok"), AgreeToChange(facts.notice.id), words=yes_words(t))
    if facts.notice.after.called_off:
        return ((agree,), (Key(t.label("notices.see_others"), Start()),))
    code = facts.booking.code
    return (
        (agree,),
        (
            Key(t.label("notices.other_slot"), AskMove(code)),
            Key(t.label("notices.cancel"), AskCancel(code), words=no_words(t)),
        ),
    )


def _entry(booking: Booking, now: datetime, t: Translator) -> File:
    text = t.label("letters.calendar_text", code=booking.code)
    data = calendar_entry(booking, description=text, now=now)
    return File(f"{booking.code}.ics", data, "text/calendar")


def noted(booking: Booking, _draft: Draft, t: Translator) -> Screen:
    """Thank for an OK."""
    if not booking.live:
        book = Key(t.label("notices.see_others"), Start(), numbered=True)
        return Screen(text=t("notices.noted"), rows=((book,), (home_key(t),)))
    text = Html(f"{t('notices.noted')}\n\n{summary(booking, t)}")
    manage = Key(t.label("bookings.manage"), OpenBooking(booking.code), numbered=True)
    return Screen(text=text, rows=((manage,), (home_key(t),)))


def import_to_confirm(preview: ImportPreview, t: Translator) -> Screen:
    """Ask an admin whether those whom an import concerns are to be told."""
    change = preview.change
    text = t(
        "changes.import_asked",
        n=preview.bookings,
        at=t.moment(change.at, preview.hits[0].slot.tz),
    )
    return Screen(
        text=text,
        rows=(
            (Key(t.label("changes.see"), ShowImport(change.id)),),
            (Key(t.label("changes.send"), SendImport(change.id)),),
        ),
    )
