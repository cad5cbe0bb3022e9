"""How it was: asked the next day, summed up for the host without anybody's name."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.domain.booking import Booking, BookingState
from bot.domain.catalogue import Slot
from bot.domain.times import at_local

ASKED_AT = time(10, 0)  # local, the day after: never at night
STARS = range(1, 6)
LONGEST_WORD = 200  # characters
WORDS_FROM = 3  # answers: with fewer a word would tell whose it is
ASKABLE = (BookingState.CONFIRMED, BookingState.ATTENDED)


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What somebody said of a visit; None where they said nothing."""

    stars: int
    word: str | None = None
    would_work: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A visit somebody is asked about, and what they have answered so far."""

    booking: Booking
    answer: Answer | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Opinion:
    """What the visitors of one visit said, as its host is told."""

    title: str
    stars: tuple[int, ...]  # how many gave one star, two, … five
    would_work: int
    would_not: int
    words: tuple[str, ...]  # none below `WORDS_FROM` answers

    @property
    def answers(self) -> int:
        """How many answered."""
        return sum(self.stars)

    @property
    def mean(self) -> float:
        """The average of stars; 0 without answers."""
        given = sum(stars * count for stars, count in zip(STARS, self.stars, strict=True))
        return given / self.answers if self.answers else 0.0


def asked_at(slot: Slot) -> datetime:
    """Return when visitors of a slot are asked (UTC)."""
    last_day = max(slot.day, slot.ends.astimezone(slot.tz).date())
    return at_local(last_day + timedelta(days=1), ASKED_AT, slot.tz)
