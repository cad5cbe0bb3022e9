"""A host answers who is interested, through the bot."""

from datetime import datetime

from bot.domain.deliveries import Delivery, Kind
from bot.domain.interest import LONGEST_WORDS, Interest, InterestGone, readable
from bot.domain.refusals import NotYours
from bot.domain.staff import Right, Staff
from storage import deliveries, interests
from storage.database import Transaction


def interest_within(tx: Transaction, staff: Staff | None, code: str) -> Interest:
    """Return an exchange that staff may read and answer. Raises `NotYours` or `InterestGone`."""
    if staff is None or not staff.may(Right.VACANCIES):
        raise NotYours()
    found = interests.of_code(tx, code)
    if found is None:
        raise InterestGone()
    host, territory = found.vacancy.host_id, found.territory_id
    if not staff.may_at(Right.VACANCIES, territory_id=territory, host_id=host):
        raise NotYours()
    return found


def answer_interest(
    tx: Transaction, staff: Staff | None, code: str, words: str, *, now: datetime
) -> None:
    """Keep an answer and owe it to the person.

    Raises `NotYours`, `InterestGone`, `NothingWritten` or `WordsTooLong`.
    """
    interest = interest_within(tx, staff, code)
    word = interests.add_word(
        tx, interest.id, readable(words, LONGEST_WORDS), from_host=True, now=now
    )
    deliveries.add(
        tx,
        Delivery(
            kind=Kind.INTEREST_ANSWER,
            chat_id=interest.chat_id,
            dedup_key=f"interest:{word}:{interest.chat_id}",
            due=now,
            urgency=now,
            fields={"word": word},
        ),
    )
