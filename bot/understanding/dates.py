"""When somebody means: text, language, now → an interval, a question, or nothing.

The text becomes tokens (`shapes`), rules over them find days and hours (`rules_days`,
`rules_spans`, `rules_hours`; the words of a language in `rules_fr` and its siblings), and here
they become one answer. Where two readings are sensible the likelier is the answer and the other
stands beside it; where the words contradict each other, or the day has just gone, it is asked.

A weekday is the next one; said on that very day, today is the other reading. `mardi prochain` is
the nearest, one week later the other reading; `next Tuesday` is next week's. A week is Monday to
Sunday, even when it has begun; a week-end Saturday and Sunday; "from Thursday" lasts a month. An
hour without a half of the day is the afternoon from 1 to 4 in French (`5h` is the morning, on a
clock of 24), from 1 to 6 in the other languages, and `half` is the other one. A date that passed
less than a month ago is asked back as next year's; one of a past year is nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.understanding import rules_de, rules_en, rules_fr, rules_nl
from bot.understanding.absolute import spelled_out
from bot.understanding.grammar import Rule, Scene, reduce
from bot.understanding.hours import likely, likely_first, one_time
from bot.understanding.lexicon import Lexicon
from bot.understanding.rules_ahead import AHEAD, CLOSEST, EITHER
from bot.understanding.rules_clocks import CLOCKS, MIDNIGHT, QUARTERS
from bot.understanding.rules_days import DATES, SPANS
from bot.understanding.rules_hours import PARTS_OF_DAY, RANGES
from bot.understanding.rules_numbers import COUNTS, FIGURES
from bot.understanding.rules_spans import BOUNDS, OF_MONTHS, PERIODS
from bot.understanding.rules_weekdays import LONE_WEEKDAYS, NTH_WEEKDAYS, WEEKDAYS
from bot.understanding.rules_weeks import NAMED_WEEKS
from bot.understanding.shapes import plain, tokenise
from bot.understanding.tokens import Days, Hours, Token

GRAMMAR: tuple[Rule, ...] = (
    *FIGURES,
    *QUARTERS,
    *AHEAD,
    *CLOCKS,
    *PARTS_OF_DAY,
    *COUNTS,
    *NTH_WEEKDAYS,
    *OF_MONTHS,
    *EITHER,
    *DATES,
    *CLOSEST,
    *NAMED_WEEKS,
    *WEEKDAYS,
    *PERIODS,
    *LONE_WEEKDAYS,
    *SPANS,
    *RANGES,
    *BOUNDS,
)
LANGUAGES: dict[str, tuple[Lexicon, frozenset[str]]] = {
    "fr": (rules_fr.LEXICON, rules_fr.HABITS),
    "en": (rules_en.LEXICON, rules_en.HABITS),
    "de": (rules_de.LEXICON, rules_de.HABITS),
    "nl": (rules_nl.LEXICON, rules_nl.HABITS),
}
SHORTEST = 5
"""Shorter texts (`Don`, `Thur`) are not taken for another language than the person's."""
SURELY = 2
"""So many words more make a text another language's for sure."""
UNREAD = ("next", "coming", "following", "short")
"""They stand beside a day: where none was read, an hour alone is not today's."""
COMMON_WORDS = ("pro", "so", "zo", "do")
FARTHEST = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class Interval:
    """From an instant to another, end exclusive, both in local time; it ends after now.

    `alternative` is the other day that the words may mean (`mardi prochain`: one week later),
    `half` the same twelve hours later or earlier (`à 3 h`): both are whole readings, ready to be
    offered as buttons beside this one. `by_clock`: an hour was said; `day_said` is false where
    only an hour or a part of the day was, and the day is the next.
    """

    start: datetime
    end: datetime
    alternative: "Interval | None" = None
    half: "Interval | None" = None
    by_clock: bool = False
    day_said: bool = True

    def touches(self, day: date) -> bool:
        """Tell whether any of it is on a day."""
        return self.start.date() <= day <= (self.end - timedelta(microseconds=1)).date()

    @property
    def others(self) -> tuple["Interval", ...]:
        """The other readings, the other day before the other half of the day."""
        return tuple(other for other in (self.alternative, self.half) if other)


@dataclass(frozen=True, slots=True)
class Question:
    """The text can mean several days, or contradicts itself: ask which of these is meant.

    `options` are the same days with the hours that were said (`lundi 24 à 14 h`: both at 14:00),
    to be taken as they are once one is chosen; a day on which those hours are over has none.
    """

    days: tuple[date, ...]
    options: tuple[Interval, ...] = ()


def understand_when(text: str, *, language: str, now: datetime) -> Interval | Question | None:
    """Return what a text means, in the time zone of the aware local `now`; never the past.

    Only the first 200 characters count. The text's own language is tried before the person's.
    """
    folded = plain(text)
    meant = _by_grammar(folded, language, now)
    if meant is not None and not (isinstance(meant, Interval) and not meant.day_said):
        return meant
    spelled = spelled_out(folded, now)
    return (_by_grammar(spelled, language, now) if spelled else None) or meant


def _by_grammar(folded: str, language: str, now: datetime) -> Interval | Question | None:
    for spoken in _languages_of(folded, language):
        meant = _in_language(folded, spoken, now)
        vague = spoken != language and isinstance(meant, Interval) and not meant.day_said
        if meant is not None and not (vague and language in LANGUAGES):
            return meant
    return None


def _languages_of(folded: str, language: str) -> tuple[str, ...]:
    """Return the language of most words, then the person's own; a tie is the person's."""
    if len(folded) < SHORTEST and language in LANGUAGES:
        return (language,)
    words = [word for word in re.findall(r"[^\W_]+", folded) if not word.isdecimal()]
    known = {
        name: sum(word in lexicon.words for word in words) + (name == language) * 0.5
        for name, (lexicon, _) in LANGUAGES.items()
    }
    best = max(known, key=lambda name: known[name])
    near = language in LANGUAGES and known[best] - known[language] < SURELY
    return (best, language) if best != language and near else (best,)


def _in_language(folded: str, language: str, now: datetime) -> Interval | Question | None:
    lexicon, habits = LANGUAGES[language]
    scene = Scene(now, habits)
    tokens = [token for token in tokenise(folded, lexicon) if token.kind != "fill"]
    return _answer(reduce(tokens, GRAMMAR, scene), scene)


def _answer(tokens: Sequence[Token], scene: Scene) -> Interval | Question | None:
    days = _one_span(_days_said(tokens))
    said = [token.hours for token in tokens if token.hours and token.kind == "hours"]
    hours = one_time(said)
    if isinstance(days, Question):
        return _with_options(days, hours if len(set(said)) == 1 else None, scene)
    if days is None:
        unread = any(token.kind in UNREAD and token.text not in COMMON_WORDS for token in tokens)
        return _today_or_tomorrow(hours, scene) if hours and not unread else None
    return _on_days(days, hours, scene)


def _with_options(question: Question, hours: Hours | None, scene: Scene) -> Question:
    whole = (Days(day, day + timedelta(days=1)) for day in question.days)
    options = (_interval(days, hours, scene) for days in whole)
    return replace(question, options=tuple(option for option in options if option))


def _days_said(tokens: Sequence[Token]) -> Sequence[Days]:
    """Return the days named by themselves, else those that came with an hour."""
    named = [token.days for token in tokens if token.kind == "days" and token.days]
    beside = [token.days for token in tokens if token.kind == "hours" and token.days]
    return named or beside


def _on_days(days: Days, hours: Hours | None, scene: Scene) -> Interval | None:
    if days.first > scene.today + FARTHEST:
        return None
    found = _interval(days, hours, scene)
    if found is None or not days.shift:
        return found
    return replace(found, alternative=_interval(_moved(days, days.shift), hours, scene))


def _moved(days: Days, by: int) -> Days:
    return Days(days.first + timedelta(days=by), days.after + timedelta(days=by))


def _one_span(spans: Sequence[Days]) -> Days | Question | None:
    """Return the narrowest of spans within each other, else ask which of them is meant."""
    if not spans:
        return None
    doubts = [span for span in spans if span.doubt]
    if doubts:
        return Question(doubts[0].doubt)
    narrow = min(spans, key=lambda span: span.after - span.first)
    if all(span.first <= narrow.first and narrow.after <= span.after for span in spans):
        return narrow
    return Question(tuple(sorted({span.first for span in spans})))


def _today_or_tomorrow(hours: Hours, scene: Scene) -> Interval | None:
    for day in (scene.today, scene.today + timedelta(days=1)):
        found = _interval(Days(day, day + timedelta(days=1)), hours, scene)
        if found is not None:
            return replace(found, day_said=False)
    return None


def _interval(days: Days, hours: Hours | None, scene: Scene) -> Interval | None:
    """Return the interval of days and hours in its likelier reading that is not over."""
    if hours is None:
        return _between(days, Hours(0, MIDNIGHT), scene)
    likelier, other = likely_first(hours, scene.habits)
    first = _between(days, likelier, scene)
    second = _between(days, other, scene) if other and (first or likely(other)) else None
    return replace(first, half=second) if first else second


def _between(days: Days, hours: Hours, scene: Scene) -> Interval | None:
    zone, last = scene.now.tzinfo, days.after - timedelta(days=1)
    start = datetime.combine(days.first, time(), zone) + timedelta(minutes=hours.start)
    end = datetime.combine(last, time(), zone) + timedelta(minutes=hours.end)
    begun = hours.end - hours.start == 60 and start + timedelta(minutes=1) <= scene.now
    return None if end <= scene.now or begun else Interval(start, end, by_clock=hours.clock)
