"""Answer the question how it was: stars, a word, would you work there."""

from dataclasses import replace
from datetime import datetime

from bot.domain.booking import Booking
from bot.domain.refusals import BookingGone
from bot.domain.survey import ASKABLE, LONGEST_WORD, STARS, Answer
from bot.programme.text import clean
from storage import bookings, surveys
from storage.database import Transaction


def rate(tx: Transaction, code: str, stars: int, *, chat_id: int, now: datetime) -> Booking:
    """Give a visit one to five stars. Raises `BookingGone` for anybody else's."""
    booking = _own(tx, code, chat_id)
    if stars not in STARS:
        raise BookingGone()
    earlier = surveys.of_booking(tx, booking.id)
    answer = replace(earlier, stars=stars) if earlier else Answer(stars=stars)
    surveys.save(tx, booking, answer, now)
    return booking


def add_word(tx: Transaction, code: str, word: str, *, chat_id: int, now: datetime) -> Booking:
    """Say a word about a visit that was rated. Raises `BookingGone`."""
    booking = _own(tx, code, chat_id)
    said = clean(word)[:LONGEST_WORD].strip() or None
    surveys.save(tx, booking, replace(_rated(tx, booking), word=said), now)
    return booking


def would_work_there(
    tx: Transaction, code: str, *, would: bool, chat_id: int, now: datetime
) -> Booking:
    """Say whether one would like to work there. Raises `BookingGone`."""
    booking = _own(tx, code, chat_id)
    surveys.save(tx, booking, replace(_rated(tx, booking), would_work=would), now)
    return booking


def _own(tx: Transaction, code: str, chat_id: int) -> Booking:
    booking = bookings.of_code(tx, code)
    if booking is None or booking.chat_id != chat_id or booking.state not in ASKABLE:
        raise BookingGone()
    return booking


def _rated(tx: Transaction, booking: Booking) -> Answer:
    answer = surveys.of_booking(tx, booking.id)
    if answer is None:
        raise BookingGone()
    return answer
