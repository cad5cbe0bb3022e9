"""What was understood, said first and changed with one tap; and what to try where nothing fits."""

from dataclasses import dataclass, replace

from bot.conversation import Draft, Moments, Step
from bot.i18n import Html, Translator
from bot.services.relax import FURTHER_KM, Relaxation
from bot.services.settle_time import a_week_later
from handlers.callbacks import Start
from handlers.callbacks.alerts import WatchSearch
from handlers.callbacks.wishes import ChooseReading, Loosen, Reopen
from handlers.screens.classes import heads
from handlers.screens.listing import ways_out, yes_words
from handlers.screens.screen import Key, Screen
from handlers.screens.understood import moments_said, parts_said, visit_named, zone_said

CHIPS_IN_A_ROW = 3
ECHOED = frozenset(
    {
        Step.TERRITORY,
        Step.SECTOR,
        Step.DAY,
        Step.SLOT,
        Step.SHEET,
        Step.NOTHING,
        Step.HALF,
        Step.AUDIENCE,
        Step.PARTY,
        Step.SPLIT,
        Step.HIRING,
    }
)
CHANGED = frozenset({Step.TERRITORY, Step.SECTOR, Step.DAY, Step.SLOT, Step.SHEET})
TRY = {
    "hours": "sentence.try_hours",
    "split": "sentence.try_split",
    "day": "sentence.try_day",
    "further": "sentence.try_further",
    "sector": "sentence.try_sector",
    "seats": "sentence.try_seats",
    "audience": "sentence.try_audience",
    "what": "sentence.try_what",
    "place": "sentence.try_place",
}
OTHER = {
    "day": "sentence.other_day",
    "hours": "sentence.other_hours",
    "what": "sentence.other_visit",
    "sector": "sentence.other_sector",
    "place": "sentence.other_place",
    "audience": "sentence.other_audience",
    "seats": "sentence.other_seats",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class NothingFacts:
    """What would fit if a part of the wish were let go."""

    relaxations: list[Relaxation]


def nothing(facts: NothingFacts, draft: Draft, t: Translator) -> Screen:
    """Say that nothing fits, and offer the nearest that does, each with its count."""
    only = yes_words(t) if len(facts.relaxations) == 1 else ()
    keys = [
        Key(_try(one, draft, t), Loosen(one.part, one.number), words=only, numbered=True)
        for one in facts.relaxations
    ]
    said = t("sentence.nothing")
    if any(one.part in ("split", "adults") for one in facts.relaxations):
        said = t("class.too_large_for_any", heads=heads(draft.pupils or 0, draft.adults, t))
    if not keys:
        said = t("sentence.nothing_at_all")
        keys = [Key(t.label("sentence.start_again"), Start(), words=yes_words(t), numbered=True)]
    watch = Key(t.label("alerts.watch"), WatchSearch())
    return Screen(text=said, rows=(*((key,) for key in keys), (watch,), ways_out(t)))


def half(_facts: None, draft: Draft, t: Translator) -> Screen:
    """Ask which half of the day was meant: both have slots."""
    said = Moments(day=draft.day, since=draft.since, until=draft.until)
    readings = [(said, "said"), (draft.half or said, "half")]
    keys = [
        Key(moments_said(moments, zone_said(draft), t), ChooseReading(name), numbered=True)
        for moments, name in sorted(readings, key=lambda one: str(one[0].since))
    ]
    return Screen(text=t("sentence.which_half"), rows=(*((key,) for key in keys), ways_out(t)))


def with_echo(screen: Screen, step: Step, draft: Draft, t: Translator) -> Screen:
    """Return a screen that says first what was understood, with a key to change each part."""
    if draft.told is None or step not in ECHOED:
        return screen
    parts = parts_said(draft, t)
    shown = [text for text in parts.values() if text]
    if not shown:
        return screen
    echo = t("sentence.understood", parts=" · ".join(shown))
    rows = screen.rows
    if step in CHANGED:
        rows = (*rows[:-1], *_chips(draft, step, parts, t), *rows[-1:])
    return replace(screen, text=Html(f"{echo}\n\n{screen.text}"), rows=rows)


def _chips(
    draft: Draft, step: Step, parts: dict[str, str], t: Translator
) -> tuple[tuple[Key, ...], ...]:
    hours = parts["day"] if draft.day and draft.since else ""
    said = {**parts, "hours": hours, "what": visit_named(draft, t)}
    if step is Step.SHEET and not draft.pupils:
        said["seats"] = ""  # there are keys for it
    chips = [Key(t.label(OTHER[part]), Reopen(part)) for part in OTHER if said[part]]
    in_rows = tuple(
        tuple(chips[first : first + CHIPS_IN_A_ROW])
        for first in range(0, len(chips), CHIPS_IN_A_ROW)
    )
    if draft.week is None:
        return in_rows
    later = moments_said(draft.week, zone_said(draft), t)
    return ((Key(t.label("sentence.rather", moment=later), ChooseReading("week")),), *in_rows)


def _try(one: Relaxation, draft: Draft, t: Translator) -> str:
    if one.part == "week":
        moment = moments_said(a_week_later(draft), zone_said(draft), t)
        return t.label("sentence.try_week", n=one.visits, moment=moment)
    if one.part == "adults":
        comes = heads(draft.pupils or 0, one.number, t)
        return t.label("sentence.try_adults", n=one.visits, heads=comes)
    if one.name:
        return t.label("sentence.try_neighbour", n=one.visits, name=one.name)
    return t.label(TRY[one.part], n=one.visits, km=FURTHER_KM)
