"""Somebody writes to the host of a vacancy; its people are told."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.deliveries import Delivery, Kind
from bot.domain.interest import (
    A_DAY,
    LONGEST_NAME,
    LONGEST_WORDS,
    MOST_A_DAY,
    MOST_WORDS_A_DAY,
    Interest,
    NobodyReads,
    TooManyToday,
    VacancyOver,
    readable,
)
from bot.domain.refusals import NotYours
from bot.ids import Ids, bare
from storage import deliveries, hiring, interests, vacancies
from storage.database import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """What somebody wants to send."""

    vacancy: str  # its code
    chat_id: int
    first_name: str
    words: str
    intent: str  # one intent sends once


def show_interest(tx: Transaction, letter: Letter, *, now: datetime, ids: Ids) -> None:
    """Keep what somebody wrote and owe it to whoever reads for the host.

    The same intent sends nothing again. Raises `VacancyOver`, `NobodyReads`, `TooManyToday`,
    `NothingWritten` or `WordsTooLong`.
    """
    name = readable(letter.first_name, LONGEST_NAME)
    words = readable(letter.words, LONGEST_WORDS)
    vacancy = vacancies.of_code(tx, letter.vacancy)
    if vacancy is None or not vacancy.is_live(now):
        raise VacancyOver()
    if not hiring.readers(tx, vacancy.host_id, hiring.territory_of(tx, vacancy.id)):
        raise NobodyReads()
    code = bare(ids.key())
    before = interests.counts_since(tx, letter.chat_id, now - A_DAY)
    fresh = interests.add(
        tx,
        code=code,
        intent=letter.intent,
        chat_id=letter.chat_id,
        vacancy_id=vacancy.id,
        first_name=name,
        now=now,
    )
    if not fresh:
        return
    if before[0] >= MOST_A_DAY:
        raise TooManyToday(most=MOST_A_DAY)
    _write(tx, _stored(tx, code), words, now)


def write_again(tx: Transaction, code: str, words: str, *, chat_id: int, now: datetime) -> None:
    """Answer what a host wrote.

    Raises `NotYours` for anybody else's exchange, `NobodyReads`, `TooManyToday`,
    `NothingWritten` or `WordsTooLong`.
    """
    said = readable(words, LONGEST_WORDS)
    interest = interests.of_code(tx, code)
    if interest is None or interest.chat_id != chat_id:
        raise NotYours()
    if interests.counts_since(tx, chat_id, now - A_DAY)[1] >= MOST_WORDS_A_DAY:
        raise TooManyToday(most=MOST_WORDS_A_DAY)
    _write(tx, interest, said, now)


def _write(tx: Transaction, interest: Interest, words: str, now: datetime) -> None:
    told = hiring.readers(tx, interest.vacancy.host_id, interest.territory_id)
    if not told:
        raise NobodyReads()
    word = interests.add_word(tx, interest.id, words, from_host=False, now=now)
    for chat_id in told:
        deliveries.add(
            tx,
            Delivery(
                kind=Kind.INTEREST,
                chat_id=chat_id,
                dedup_key=f"interest:{word}:{chat_id}",
                due=now,
                urgency=now,
                fields={"word": word},
            ),
        )


def _stored(tx: Transaction, code: str) -> Interest:
    interest = interests.of_code(tx, code)
    if interest is None:
        raise NotYours()
    return interest
