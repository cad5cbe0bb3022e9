"""What visitors see of the day itself: a code that opens nothing, needs, walk-ins, how it was."""

from dataclasses import dataclass

from bot.conversation import Draft, Step
from bot.domain.booking import Booking
from bot.domain.catalogue import Slot
from bot.domain.needs import Need
from bot.domain.survey import STARS, Asked
from bot.i18n import Html, Translator
from handlers.callbacks import ChooseSlot, Go, OpenBooking
from handlers.callbacks.visitor_day import AskWord, Rate, SendMap, SetNeed, StopSurveys, WouldWork
from handlers.screens.booking import hours
from handlers.screens.desk import back_key, need_rows
from handlers.screens.listing import home_key, listing, no_words, yes_words
from handlers.screens.my_bookings import summary
from handlers.screens.screen import Key, Screen, Venue


@dataclass(frozen=True, kw_only=True, slots=True)
class NeedsFacts:
    """A booking of one's own, and what its party needs."""

    booking: Booking
    needs: frozenset[Need]


@dataclass(frozen=True, kw_only=True, slots=True)
class ZoneFacts:
    """A walk-in, and everything else one can walk into that day around there."""

    slot: Slot
    others: list[Slot]  # itself too


def no_such_code(_facts: None, _draft: Draft, t: Translator) -> Screen:
    """Say that a code opens nothing; the same words whatever the reason."""
    mine = Key(t.label("home.my_visits"), Go(Step.VISITS))
    return Screen(text=t("desk.no_such_code"), rows=((mine,), (home_key(t),)))


def needs(facts: NeedsFacts, _draft: Draft, t: Translator) -> Screen:
    """Ask what one's party needs on site."""
    code = facts.booking.code
    rows = need_rows(facts.needs, t, lambda need: SetNeed(code, need.value))
    text = Html(f"{t('desk.ask_needs')}\n\n{summary(facts.booking, t)}")
    return Screen(text=text, rows=(*rows, (back_key(OpenBooking(code), t),)))


def zone(facts: ZoneFacts, draft: Draft, t: Translator) -> Screen:
    """List everything one can walk into that day around there."""
    slot = facts.slot
    rows = listing(
        facts.others,
        draft.page,
        t,
        lambda one: (
            f"{one.visit.host} · {hours(one, t)} · {one.visit.city}",
            ChooseSlot(one.id),
        ),
    )
    text = t(
        "sheet.zone",
        n=len(facts.others),
        place=slot.visit.territory,
        day=t.day(slot.day),
        hours=_from_to(facts.others, t),
    )
    foot = (back_key(ChooseSlot(slot.id), t), Key(t.label("common.home"), Go(Step.HOME)))
    located = slot.visit.lat is not None
    on_map = [(Key(t.label("sheet.map"), SendMap(slot.id)),)] if located else []
    return Screen(text=text, rows=(*rows, *on_map, foot))


def where(slot: Slot, _t: Translator) -> Screen:
    """Show on the map where a slot takes place."""
    visit = slot.visit
    address = ", ".join(p for p in (visit.address, f"{visit.postcode} {visit.city}".strip()) if p)
    venue = Venue(visit.host, address, visit.lat or 0.0, visit.lon or 0.0)
    return Screen(text=Html(), venue=venue)


def question(asked: Asked, t: Translator) -> Screen:
    """Ask how a visit was, the day after."""
    booking = asked.booking
    stars = tuple(
        Key(f"{count} ★", Rate(booking.code, count), words=(str(count),)) for count in STARS
    )
    stop = Key(t.label("survey.stop"), StopSurveys())
    text = t("survey.question", title=booking.slot.visit.title, host=booking.slot.visit.host)
    return Screen(text=text, rows=(stars, (stop,)))


def thanks(asked: Asked, _draft: Draft, t: Translator) -> Screen:
    """Thank for the stars; ask for a word, and whether one would work there."""
    code, answer = asked.booking.code, asked.answer
    given = answer.stars if answer else 0
    lines = [t("survey.thanks", stars="★" * given + "☆" * (5 - given))]
    if answer and answer.word:
        lines.append(t("survey.word", word=answer.word))
    if answer and answer.would_work is not None:
        lines.append(t("survey.would" if answer.would_work else "survey.would_not"))
    word = Key(t.label("survey.add_word"), AskWord(code), numbered=True)
    yes = Key(t.label("survey.yes"), WouldWork(code, 1), words=yes_words(t))
    no = Key(t.label("survey.no"), WouldWork(code, 0), words=no_words(t))
    lines.append(t("survey.ask_work"))
    return Screen(text=Html("\n\n".join(lines)), rows=((yes, no), (word,), (home_key(t),)))


def word(asked: Asked, _draft: Draft, t: Translator) -> Screen:
    """Ask for a word."""
    given = asked.answer.stars if asked.answer else 1
    back = back_key(Rate(asked.booking.code, given), t)
    return Screen(text=t("survey.ask_word"), rows=((back,),))


def stopped(_facts: None, _draft: Draft, t: Translator) -> Screen:
    """Say that nobody will ask any more."""
    return Screen(text=t("survey.stopped"), rows=((home_key(t),),))


def _from_to(slots: list[Slot], t: Translator) -> str:
    first = min(slots, key=lambda one: one.starts)
    last = max(slots, key=lambda one: one.ends)
    return f"{t.time(first.starts, first.tz)}–{t.time(last.ends, last.tz)}"
