"""What was understood, said first and changed with one tap; and what to try where nothing fits."""

from dataclasses import dataclass, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.conversation import Draft, Step
from bot.domain.programme import Format
from bot.i18n import Html, Translator
from bot.services.relax import FURTHER_KM, Relaxation
from handlers.callbacks import Loosen, Reopen
from handlers.screens.listing import ways_out
from handlers.screens.screen import Key, Screen

SHORT_OF_IT = timedelta(seconds=1)  # an end at midnight is the day before
ECHOED = frozenset({Step.TERRITORY, Step.SECTOR, Step.DAY, Step.SLOT, Step.SHEET, Step.NOTHING})
TRY = {
    "hours": "sentence.try_hours",
    "day": "sentence.try_day",
    "further": "sentence.try_further",
    "sector": "sentence.try_sector",
    "what": "sentence.try_what",
    "place": "sentence.try_place",
}
OTHER = {
    "day": "sentence.other_day",
    "place": "sentence.other_place",
    "sector": "sentence.other_sector",
}
FORMATS = {
    Format.WORKSHOP: "sentence.workshop",
    Format.JOB_DATING: "sentence.job_dating",
    Format.TALK: "sentence.talk",
    Format.EXHIBITION: "sentence.exhibition",
    Format.FAIR: "sentence.fair",
    Format.INTERVIEW: "sentence.interview",
    Format.OPEN_HOUSE: "sentence.open_house",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class NothingFacts:
    """What would fit if a part of the wish were let go."""

    relaxations: list[Relaxation]


def nothing(facts: NothingFacts, _draft: Draft, t: Translator) -> Screen:
    """Say that nothing fits, and offer the nearest that does, each with its count."""
    rows = tuple(
        (
            Key(
                t.label(TRY[one.part], n=one.visits, km=FURTHER_KM),
                Loosen(one.part),
                numbered=True,
            ),
        )
        for one in facts.relaxations
    )
    said = t("sentence.nothing") if rows else t("sentence.nothing_at_all")
    return Screen(text=said, rows=(*rows, ways_out(t)))


def with_echo(screen: Screen, step: Step, draft: Draft, t: Translator) -> Screen:
    """Return a screen that says first what was understood, with a key to change each part."""
    if draft.told is None or step not in ECHOED:
        return screen
    parts = _parts(draft, t)
    shown = [text for text in parts.values() if text]
    if not shown:
        return screen
    echo = t("sentence.understood", parts=" · ".join(shown))
    chips = tuple(Key(t.label(OTHER[part]), Reopen(part)) for part in OTHER if parts[part])
    rows = screen.rows
    if step is not Step.NOTHING and chips:
        rows = (*rows[:-1], chips, *rows[-1:])
    return replace(screen, text=Html(f"{echo}\n\n{screen.text}"), rows=rows)


def _parts(draft: Draft, t: Translator) -> dict[str, str]:
    told = draft.told
    if told is None:
        return {}
    place = told.place
    if told.km and told.place:
        place = t.label("sentence.around", km=told.km, place=told.place)
    return {
        "day": _when(draft, told.tz, t),
        "what": told.what,
        "format": t.label(FORMATS[Format(told.format)]) if told.format else "",
        "sector": told.sector,
        "place": place,
        "seats": t.label("sentence.seats", n=draft.seats) if draft.seats else "",
    }


def _when(draft: Draft, tz: str, t: Translator) -> str:
    zone, since, until = ZoneInfo(tz), draft.since, draft.until
    if since is None or until is None:
        return t.day(draft.day) if draft.day else ""
    if draft.day:
        return f"{t.day(draft.day)}, {t.time(since, zone)}–{t.time(until, zone)}"
    first, last = since.astimezone(zone), until.astimezone(zone) - SHORT_OF_IT
    return t.label("sentence.from_to", first=t.day(first.date()), last=t.day(last.date()))
