"""What staff say of a slot: « la visite Biscuiterie de mardi passe à 15h30 », « annule … »."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.understanding.dates import Interval, Question, understand_when
from bot.understanding.shapes import plain

HOUR = r"\d{1,2} ?(?:h|:|am|pm|u(?=hr|ur)) ?(?:\d\d)?"
HOURS = re.compile(rf"\b{HOUR}")
MINUTES = r"(?P<n>\d{1,3}) ?(?:min\w*|mn|')?"
HOUR_S = timedelta(hours=1)


class Part(StrEnum):
    """What of a slot is to change."""

    TIME = "time"
    OFF = "off"
    OPEN = "open"
    SEATS = "seats"
    LATE = "late"


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """A change in words: of which slot, and to what."""

    part: Part
    slot: str  # the words that name it
    to: str = ""  # the words of the new time
    number: int = 0  # minutes late, or seats


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """A new time: a day, an hour, an end; None where that was not said."""

    starts: datetime | None  # local: the hour, on that day when `day_said`
    ends: datetime | None  # local
    day_said: bool
    hour_said: bool


PATTERNS: tuple[tuple[Part, tuple[str, ...]], ...] = (
    (
        Part.LATE,
        (
            rf"(?P<slot>.+?),? (?:(?:est|sera|is|runs|running|will be|a|aura) )*(?:en retard|"
            rf"late|delayed)(?: de| d'environ| by| about)* {MINUTES}$",
            rf"(?P<slot>.+?),? (?:a|aura|is|runs|running|will be|prend|avec) (?:environ |about )?"
            rf"{MINUTES} (?:de retard|late)$",
            rf"(?:retard|delay|late)(?: de| of| by)? {MINUTES} (?:pour|sur|for|on) (?P<slot>.+)$",
            rf"retarde[rz]? (?P<slot>.+?) de {MINUTES}$",
        ),
    ),
    (
        Part.SEATS,
        (
            r"(?:capacite|capacity|jauge|places?|seats?)(?: de| du| d'| of| for| pour)?"
            r"(?: la| le| l')? (?P<slot>.+?)(?: (?:a|passe a|to|=|:))? (?P<n>\d{1,4})"
            r"(?: places?| seats?)?$",
            r"(?P<slot>.+?) (?:passe a|goes to|has|a) (?P<n>\d{1,4}) (?:places?|seats?)$",
        ),
    ),
    (
        Part.OPEN,
        (
            r"(?:rouvr\w+|retabli\w*|reouvr\w+|reopen|restore) (?P<slot>.+)$",
            r"(?P<slot>.+?) (?:est rouverte?|est retablie?|is open again|is back on)$",
        ),
    ),
    (
        Part.OFF,
        (
            r"(?:annule[rz]?|supprime[rz]?|cancel|call off) (?P<slot>.+)$",
            r"(?P<slot>.+?) (?:est annule\w*|n'aura pas lieu|n'a pas lieu|is cancelled|"
            r"is called off|is off)$",
        ),
    ),
    (
        Part.TIME,
        (
            r"(?P<slot>.+?) (?:passe(?:ra)?|(?:est|sera) (?:deplace|decale|reporte|avance)\w*|"
            r"commence(?:ra)?|aura lieu|se tient|moves|is moved|(?:starts|will start|begins)"
            rf"(?: now)?|is now) (?:(?:de|from) {HOUR} ?(?=a |to ))?"
            r"(?:a |au |to |at |le |on |de |from )?(?P<to>.+)$",
            r"(?:deplace|decale|reporte|avance|move|shift|reschedule)[rz]? (?P<slot>.+) "
            r"(?:a|au|to|vers|de) (?P<to>.+?)$",
        ),
    ),
)
COMPILED = tuple((part, tuple(map(re.compile, lines))) for part, lines in PATTERNS)


def change_in(text: str) -> Said | None:
    """Return the change that a sentence asks for, its slot still in words; None for others."""
    said = " ".join(plain(text).split()).rstrip(" .!")
    for part, patterns in COMPILED:
        for pattern in patterns:
            if (found := pattern.match(said)) is not None:
                parts = found.groupdict()
                return Said(
                    part=part,
                    slot=parts["slot"],
                    to=parts.get("to") or "",
                    number=int(parts.get("n") or 0),
                )
    return None


def moment_in(text: str, *, language: str, now: datetime) -> Moment | None:
    """Return the new time that words name; `now` is aware and local. None where there is none."""
    meant = understand_when(text, language=language, now=now)
    hours = HOURS.findall(plain(text))
    if isinstance(meant, Question) and len(meant.days) == 1:
        midnight = datetime.combine(meant.days[0], time(), now.tzinfo)
        return Moment(starts=midnight, ends=None, day_said=True, hour_said=False)
    if not isinstance(meant, Interval):
        return None
    several = len(hours) > 1 or meant.end - meant.start > HOUR_S
    return Moment(
        starts=meant.start,
        ends=meant.end if meant.by_clock and several else None,
        day_said=meant.day_said,
        hour_said=meant.by_clock,
    )
