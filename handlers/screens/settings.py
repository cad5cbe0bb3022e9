"""Settings, privacy, and being forgotten."""

from dataclasses import dataclass

from bot.conversation import Draft, Step
from bot.domain.alerts import Alert
from bot.domain.booking import Booking
from bot.domain.desk import Caller
from bot.domain.interest import Word
from bot.domain.needs import Need
from bot.domain.survey import Answer
from bot.domain.team import Member
from bot.i18n import Html, Translator, languages
from handlers.callbacks import Forget, Go, SetLanguage
from handlers.callbacks.broadcast import ChooseNews
from handlers.screens.alerts import name_of
from handlers.screens.interest import my_data as my_words
from handlers.screens.listing import home_key, no_words, yes_words
from handlers.screens.screen import Key, Screen


@dataclass(frozen=True, kw_only=True, slots=True)
class ForgetFacts:
    """What erasing somebody would take with it."""

    bookings: list[Booking]


@dataclass(frozen=True, kw_only=True, slots=True)
class MyData:
    """Everything that is stored about a person."""

    bookings: list[Booking]
    waiting: int
    messages: int
    news: bool
    callers: list[Caller]  # names and numbers given to the desk
    needs: list[Need]
    answers: list[Answer]  # how visits were
    words: list[Word]  # to hosts, and theirs
    alerts: list[Alert]
    roles: list[Member]  # on the team, and what it calls them


def settings(news: bool, _draft: Draft, t: Translator) -> Screen:
    """Ask for the language, and whether news are wanted; lead to privacy."""
    keys = tuple(
        Key(t.label(f"settings.language_{code}"), SetLanguage(code), numbered=True)
        for code in languages()
    )
    privacy = Key(t.label("settings.privacy"), Go(Step.PRIVACY), numbered=True)
    rows = tuple((key,) for key in keys)
    return Screen(
        text=t("settings.ask"), rows=(*rows, (news_key(news, t),), (privacy,), (home_key(t),))
    )


def news_key(wanted: bool, t: Translator) -> Key:
    """Return the key that asks for news, or stops them."""
    label = t.label("settings.news_off" if wanted else "settings.news_on")
    return Key(label, ChooseNews(int(not wanted)), numbered=True)


def news(wanted: bool, _draft: Draft, t: Translator) -> Screen:
    """Say whether news will come."""
    text = t("settings.news_to_come") if wanted else t("settings.stopped")
    return Screen(text=text, rows=((news_key(wanted, t),), (home_key(t),)))


def privacy(_facts: None, _draft: Draft, t: Translator) -> Screen:
    """Say what is stored, why and how long."""
    forget = Key(t.label("settings.forget_me"), Go(Step.FORGET), numbered=True)
    return Screen(text=t("settings.privacy_text"), rows=((forget,), (home_key(t),)))


def forget(facts: ForgetFacts, _draft: Draft, t: Translator) -> Screen:
    """Ask once before erasing; name the bookings that would be cancelled."""
    count = len(facts.bookings)
    lines = [t("settings.ask_forget", n=count) if count else t("settings.ask_forget_none")]
    lines += [
        t(
            "settings.would_cancel",
            title=booking.slot.visit.title,
            moment=t.moment(booking.slot.starts, booking.slot.tz),
        )
        for booking in facts.bookings
    ]
    yes = Key(t.label("settings.forget_anyway"), Forget(), words=yes_words(t))
    no = Key(t.label("settings.keep_me"), Go(Step.HOME), words=no_words(t))
    return Screen(text=Html("\n".join(lines)), rows=((yes,), (no,)))


def my_data(facts: MyData, _draft: Draft, t: Translator) -> Screen:
    """Show everything that is stored about a person."""
    lines = [
        t("settings.my_data"),
        t("settings.my_data_language", language=t.language_name(t.language)),
    ]
    count = len(facts.bookings)
    lines.append(
        t("settings.my_data_bookings", n=count) if count else t("settings.my_data_no_booking")
    )
    lines += [
        t(
            "settings.my_data_booking",
            code=booking.code,
            title=booking.slot.visit.title,
            moment=t.moment(booking.slot.starts, booking.slot.tz),
            state=t.label(f"bookings.state_{booking.state.value}"),
        )
        for booking in facts.bookings
    ]
    lines.append(t("settings.my_data_waiting", n=facts.waiting))
    lines.append(t("settings.my_data_messages", n=facts.messages))
    lines += [t("settings.my_data_news")] if facts.news else []
    lines += _said(facts, t)
    forget = Key(t.label("settings.forget_me"), Go(Step.FORGET), numbered=True)
    return Screen(text=Html("\n".join(lines)), rows=((forget,), (home_key(t),)))


def _said(facts: MyData, t: Translator) -> list[Html]:
    """Say what somebody gave of their own accord: to the desk, for the visit, after it."""
    given = [", ".join(part for part in (one.name, one.phone) if part) for one in facts.callers]
    lines = [t("desk.my_data_caller", who=who) for who in given if who]
    lines += [
        t("desk.my_data_need", need=t.label(f"desk.need_{need.value}")) for need in facts.needs
    ]
    lines += [t("survey.my_data", n=one.stars, word=one.word or "–") for one in facts.answers]
    lines += [t("alerts.my_data", name=name_of(one, t)) for one in facts.alerts]
    lines += [
        t("team.my_data", role=t.label(f"team.role_{one.grant.role.value}"), name=one.name or "–")
        for one in facts.roles
    ]
    return lines + my_words(facts.words, t)


def stopped(_facts: None, _draft: Draft, t: Translator) -> Screen:
    """Say that no news will come."""
    return Screen(text=t("settings.stopped"), rows=((home_key(t),),))


def forgotten(_facts: None, _draft: Draft, t: Translator) -> Screen:
    """Say that everything is gone."""
    return Screen(text=t("settings.forgotten"), rows=((home_key(t),),))
