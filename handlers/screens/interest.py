"""Writing to a host and answering: what is asked, what will be sent, what arrives."""

from bot.conversation import Draft
from bot.domain.interest import LONGEST_WORDS, Interest, Word
from bot.domain.vacancies import Vacancy
from bot.i18n import Html, Translator, as_typed
from handlers.callbacks.hiring import (
    AnswerHost,
    AnswerInterest,
    BackToJobs,
    OpenVacancy,
    SendInterest,
    ShowInterest,
)
from handlers.screens.listing import back_or_home, home_key, yes_words
from handlers.screens.screen import Key, Screen


def words(one: Vacancy, _draft: Draft, t: Translator) -> Screen:
    """Ask what to say."""
    text = t("interest.ask_words", host=one.host, title=one.title, most=LONGEST_WORDS)
    return Screen(text=text, rows=(_foot(one, t),))


def name(one: Vacancy, _draft: Draft, t: Translator) -> Screen:
    """Ask what to be called."""
    text = t("interest.ask_name", host=one.host)
    return Screen(text=text, rows=(_foot(one, t),))


def preview(one: Vacancy, draft: Draft, t: Translator) -> Screen:
    """Show what will be sent, to whom."""
    said = draft.hiring.words if draft.hiring else ""
    who = draft.hiring.first_name if draft.hiring else ""
    intent = draft.hiring.intent if draft.hiring else ""
    text = t(
        "interest.preview",
        host=one.host,
        title=one.title,
        name=as_typed(who),
        words=as_typed(said),
    )
    send = Key(t.label("interest.send"), SendInterest(intent), words=yes_words(t))
    again = Key(t.label("interest.again"), ShowInterest(one.code))
    return Screen(text=text, rows=((send,), (again,), _foot(one, t)))


def sent(_facts: None, draft: Draft, t: Translator) -> Screen:
    """Say that it is on its way."""
    back = (Key(t.label("interest.to_jobs"), BackToJobs()),) if draft.jobs else ()
    return Screen(text=t("interest.sent"), rows=((*back, home_key(t)),))


def answer_host(one: Interest, _draft: Draft, t: Translator) -> Screen:
    """Ask what to answer the host."""
    text = t("interest.ask_answer", who=one.vacancy.host, most=LONGEST_WORDS)
    return Screen(text=text, rows=((home_key(t),),))


def answer_person(one: Interest, _draft: Draft, t: Translator) -> Screen:
    """Ask what to answer who is interested."""
    text = t("interest.ask_answer", who=as_typed(one.first_name), most=LONGEST_WORDS)
    return Screen(text=text, rows=((home_key(t),),))


def for_host(one: Word, t: Translator) -> Screen:
    """Tell the host who is interested, and what they wrote."""
    text = t(
        "interest.for_host",
        name=as_typed(one.interest.first_name),
        title=one.interest.vacancy.title,
        host=one.interest.vacancy.host,
        words=as_typed(one.words),
    )
    key = Key(t.label("interest.answer"), AnswerInterest(one.interest.code))
    return Screen(text=text, rows=((key,),))


def for_person(one: Word, t: Translator) -> Screen:
    """Tell the person what the host answers."""
    text = t(
        "interest.for_person",
        host=one.interest.vacancy.host,
        title=one.interest.vacancy.title,
        words=as_typed(one.words),
    )
    key = Key(t.label("interest.answer"), AnswerHost(one.interest.code))
    return Screen(text=text, rows=((key,),))


def my_data(found: list[Word], t: Translator) -> list[Html]:
    """Say what one and the hosts wrote to each other."""
    return [
        t(
            "interest.my_data_host" if one.from_host else "interest.my_data",
            host=one.interest.vacancy.host,
            name=as_typed(one.interest.first_name),
            words=as_typed(one.words),
        )
        for one in found
    ]


def _foot(one: Vacancy, t: Translator) -> tuple[Key, ...]:
    return back_or_home("common.back", OpenVacancy(one.code), t)
