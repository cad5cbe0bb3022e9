"""What was understood of a sentence, part by part, in the person's words."""

from datetime import time, timedelta
from zoneinfo import ZoneInfo

from bot.conversation import Draft, Moments
from bot.domain.programme import Format
from bot.i18n import Translator
from handlers.screens.classes import heads

SHORT_OF_IT = timedelta(seconds=1)  # an end at midnight is the day before
ONE_HOUR = timedelta(hours=1)  # stands for a single point in time
FORMATS = {
    Format.WORKSHOP: "sentence.workshop",
    Format.JOB_DATING: "sentence.job_dating",
    Format.TALK: "sentence.talk",
    Format.EXHIBITION: "sentence.exhibition",
    Format.FAIR: "sentence.fair",
    Format.INTERVIEW: "sentence.interview",
    Format.OPEN_HOUSE: "sentence.open_house",
}


def parts_said(draft: Draft, t: Translator) -> dict[str, str]:
    """Say each part of a wish; empty where it was not said."""
    told = draft.told
    if told is None:
        return {}
    place = told.place
    if told.km and told.place:
        place = t.label("sentence.around", km=told.km, place=told.place)
    return {
        "day": moments_said(draft, zone_said(draft), t) if told.dated else "",
        "what": visit_named(draft, t),
        "sector": told.sector,
        "place": place,
        "audience": _audience(draft, t),
        "seats": _seats(draft, t),
    }


def visit_named(draft: Draft, t: Translator) -> str:
    """Say which host, title or format was named."""
    told = draft.told
    if told is None:
        return ""
    kind = t.label(FORMATS[Format(told.format)]) if told.format else ""
    return " · ".join(part for part in (told.what, kind) if part)


def _audience(draft: Draft, t: Translator) -> str:
    if draft.audience is None or draft.pupils:  # a class says so itself
        return ""
    return t.label(f"sheet.audience_{draft.audience.value}")


def _seats(draft: Draft, t: Translator) -> str:
    count = draft.party or draft.seats
    if not count:
        return ""
    if draft.pupils:
        return heads(draft.pupils, draft.adults, t)
    return t.label("sentence.seats", n=count)


def zone_said(draft: Draft) -> ZoneInfo:
    """Return the zone in which hours were meant."""
    return ZoneInfo(draft.told.tz if draft.told else "UTC")


def moments_said(moments: Draft | Moments, zone: ZoneInfo, t: Translator) -> str:
    """Say a day, a time of a day, or from which day to which."""
    since, until = moments.since, moments.until
    if since is None or until is None:
        return t.day(moments.day) if moments.day else ""
    start, end = since.astimezone(zone), until.astimezone(zone)
    if not moments.day:
        last = t.day((end - SHORT_OF_IT).date())
        return t.label("sentence.from_to", first=t.day(start.date()), last=last)
    fields = {"day": t.day(moments.day), "first": f"{start:%H:%M}", "last": f"{end:%H:%M}"}
    if until - since == ONE_HOUR:
        return t.label("sentence.about", **fields)
    if end.time() == time():
        return t.label("sentence.not_before", **fields)
    if start.time() == time():
        return t.label("sentence.not_after", **fields)
    return t.label("sentence.between", **fields)
