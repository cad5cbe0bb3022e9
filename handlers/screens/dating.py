"""Job dating: companies to pick, the chain of meetings, its ticket, and a company's queue."""

from dataclasses import dataclass

from bot.conversation import Draft, Step
from bot.domain.booking import Booking, BookingState
from bot.domain.catalogue import Choice, Slot
from bot.domain.dating import MOST_COMPANIES, Chain, Company, Dating
from bot.i18n import Html, Translator
from bot.tickets import calendar_of
from handlers.callbacks import Go, OpenBooking
from handlers.callbacks.dating import (
    ConfirmChain,
    LaterChain,
    MetInQueue,
    PickCompany,
    ProposeChain,
    QueueOfHost,
)
from handlers.screens.listing import PAGE_SIZE, home_key, listing, ways_out, yes_words
from handlers.screens.screen import File, Key, Screen


@dataclass(frozen=True, kw_only=True, slots=True)
class QueueFacts:
    """A company's meetings of a day, or the companies to choose among."""

    host: Choice | None  # None: no company of theirs holds meetings today
    meetings: list[Booking]
    others: list[Choice]  # other companies of the same person, from the next one on


def dating(facts: Dating, draft: Draft, t: Translator) -> Screen:
    """List the companies of a job dating; a tap picks one or leaves it out."""
    picked = draft.dating.picked if draft.dating else ()
    rows = listing(
        facts.companies,
        draft.page,
        t,
        lambda one: (_company(one, one.visit_id in picked, t), PickCompany(one.visit_id)),
    )
    go = Key(t.label("dating.propose", n=len(picked)), ProposeChain(), words=yes_words(t))
    text = t(
        "dating.pick",
        city=facts.city,
        day=t.day(facts.day),
        most=MOST_COMPANIES,
    )
    return Screen(text=text, rows=(*rows, *(((go,),) if picked else ()), ways_out(t)))


def chain(slots: list[Slot], _draft: Draft, t: Translator) -> Screen:
    """Show the meetings one after the other, before they are booked."""
    lines = [t("dating.chain", day=t.day(slots[0].day) if slots else ""), _meetings(slots, t)]
    confirm = Key(t.label("dating.confirm", n=len(slots)), ConfirmChain(), words=yes_words(t))
    later = Key(t.label("dating.later"), LaterChain())
    return Screen(text=Html("\n\n".join(lines)), rows=((confirm,), (later,), ways_out(t)))


def booked(facts: Chain, _draft: Draft, t: Translator) -> Screen:
    """Draw what one sees right after confirming; the ticket is on its way."""
    text = Html("\n\n".join((t("dating.booked"), _ordered(facts, t), t("dating.on_its_way"))))
    mine = Key(t.label("home.my_visits"), Go(Step.VISITS))
    return Screen(text=text, rows=((mine,), (home_key(t),)))


def ticket(facts: Chain, t: Translator) -> Screen:
    """Draw the ticket of a chain: every meeting with its code, and one calendar file."""
    text = Html("\n\n".join((t("dating.ticket"), _ordered(facts, t), t("dating.at_the_gate"))))
    entries = calendar_of(
        facts.bookings,
        describe=lambda one: t.label("letters.calendar_text", code=one.code),
        now=max(one.created for one in facts.bookings),
    )
    keys = tuple(
        (
            Key(
                f"{t.time(one.slot.starts, one.slot.tz)} {one.slot.visit.host}",
                OpenBooking(one.code),
            ),
        )
        for one in facts.bookings
    )
    return Screen(text=text, document=File("job-dating.ics", entries, "text/calendar"), rows=keys)


def next_meeting(slot: Slot, t: Translator) -> Screen:
    """Say which meeting is next, in two minutes."""
    return Screen(
        text=t(
            "dating.next",
            host=slot.visit.host,
            title=slot.visit.title,
            time=t.time(slot.starts, slot.tz),
        )
    )


def queue(facts: QueueFacts, draft: Draft, t: Translator) -> Screen:
    """Draw a company's meetings of the day in order; a tap says that somebody came."""
    back = (Key(t.label("team.back"), Go(Step.STAFF)), home_key(t))
    host = facts.host
    if host is None:
        return Screen(text=t("dating.no_queue"), rows=(back,))
    waiting = [one for one in facts.meetings if one.state is BookingState.CONFIRMED]
    met = sum(one.state is BookingState.ATTENDED for one in facts.meetings)
    lines = [t("dating.queue", host=host.name, n=len(facts.meetings), met=met)]
    if waiting:
        following = waiting[0]
        lines.append(
            t(
                "dating.queue_next",
                time=t.time(following.slot.starts, following.slot.tz),
                code=following.code,
            )
        )
    rows = listing(
        waiting,
        draft.page,
        t,
        lambda one: (_in_queue(one, t), MetInQueue(host.id, one.code)),
    )
    others = tuple((Key(one.name, QueueOfHost(one.id)),) for one in facts.others[:PAGE_SIZE])
    return Screen(text=Html("\n\n".join(lines)), rows=(*rows, *others, back))


def _in_queue(booking: Booking, t: Translator) -> str:
    return t.label(
        "dating.in_queue", time=t.time(booking.slot.starts, booking.slot.tz), code=booking.code
    )


def _company(one: Company, picked: bool, t: Translator) -> str:
    mark = "☑" if picked else "☐"
    return f"{mark} {t.label('dating.company', host=one.host, n=one.free)}"


def _meetings(slots: list[Slot], t: Translator) -> Html:
    lines = [
        t("dating.meeting", hours=_hours(slot, t), host=slot.visit.host, title=slot.visit.title)
        for slot in slots
    ]
    return Html("\n".join(lines))


def _ordered(facts: Chain, t: Translator) -> Html:
    day = t.day(facts.bookings[0].slot.day)
    lines = [
        t(
            "dating.booked_meeting",
            hours=_hours(one.slot, t),
            host=one.slot.visit.host,
            code=one.code,
        )
        for one in facts.bookings
    ]
    return Html("\n".join([t("dating.day", day=day), *lines]))


def _hours(slot: Slot, t: Translator) -> str:
    return f"{t.time(slot.starts, slot.tz)}–{t.time(slot.ends, slot.tz)}"
