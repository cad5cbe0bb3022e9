"""Fill a draft with what a sentence means; what it doesn't say stays as it was."""

from dataclasses import replace
from datetime import UTC, date, timedelta

from bot.conversation import Draft, Moments, Told
from bot.domain.places import metres_between
from bot.domain.text import fold
from bot.understanding.dates import Interval
from bot.understanding.party import Party
from bot.understanding.places import Where
from bot.understanding.sentence import Meant
from bot.understanding.world import Named
from storage import naming
from storage.database import Row, Transaction

ONE_DAY = timedelta(days=1)
TOGETHER = ("territory", "near", "around")  # a place said anew replaces the old one whole


def fill_draft(tx: Transaction, draft: Draft, meant: Meant, tz: str) -> Draft:
    """Return a draft with the parts of a sentence; `tz` names the zone of its hours."""
    told = draft.told or Told(tz=tz)
    answers: dict[str, object] = {"slot": None, "visit": None, "intent": None}
    if meant.where is not None:
        answers |= _place(tx, meant.where)
        told = told.model_copy(update={"place": meant.where.name, "km": meant.where.km})
    if meant.sector is not None:
        answers["sector"] = meant.sector.id
        told = told.model_copy(update={"sector": meant.sector.name})
    if isinstance(meant.when, Interval):
        answers |= _time(meant.when, draft)
        told = told.model_copy(update={"dated": True})
    if meant.party is not None:
        answers |= _heads(meant.party)
    if meant.audience is not None:
        answers["audience"] = meant.audience
    if (only := _only(tx, meant)) is not None:
        answers |= {"only": only, "sector": draft.sector or 0}
        told = told.model_copy(update=_what(meant))
    return draft.having(told=told, **answers)


def widened(tx: Transaction, draft: Draft, by_km: int) -> Draft:
    """Return a draft whose place reaches further."""
    told = draft.told
    if told is None or told.km is None or draft.near is None:
        return draft
    km = told.km + by_km
    around = _around(tx, *draft.near, km)
    return draft.having(around=around, told=told.model_copy(update={"km": km}))


def _place(tx: Transaction, where: Where) -> dict[str, object]:
    empty: dict[str, object] = dict.fromkeys(TOGETHER)
    if where.km and where.lat is not None and where.lon is not None:
        around = _around(tx, where.lat, where.lon, where.km)
        return empty | {"near": (where.lat, where.lon), "around": around}
    return empty | {"territory": where.territory.id if where.territory else None}


def _around(tx: Transaction, lat: float, lon: float, km: int) -> tuple[int, ...]:
    return tuple(
        site["id"]
        for site in naming.sites(tx)
        if site["lat"] is not None
        and metres_between(lat, lon, site["lat"], site["lon"]) <= km * 1000
    )


def _time(when: Interval, draft: Draft) -> dict[str, object]:
    """Return the time that was said, and the others that the words may mean."""
    said, week = moments_of(when, draft.day), when.alternative
    return {
        "day": said.day,
        "since": said.since,
        "until": said.until,
        "half": said.half,
        "week": moments_of(week, draft.day) if week else None,
    }


def moments_of(when: Interval, chosen: date | None = None) -> Moments:
    """Return one day, or the days and hours between which it starts.

    Hours without a day are those of the day that was chosen before.
    """
    half = moments_of(when.half, chosen) if when.half else None
    if not when.day_said and chosen is not None:
        away = chosen - when.start.date()
        when = replace(when, start=when.start + away, end=when.end + away)
    whole = when.end - when.start == ONE_DAY and not when.by_clock
    one_day = when.start.date() == (when.end - timedelta(minutes=1)).date()
    return Moments(
        day=when.start.date() if one_day else None,
        since=None if whole else when.start.astimezone(UTC),
        until=None if whole else when.end.astimezone(UTC),
        half=half,
    )


def _heads(party: Party) -> dict[str, object]:
    """Return how many come; of a class also how many are pupils and adults."""
    school = party.pupils > 0
    return {
        "party": party.seats,
        "seats": None,
        "pupils": party.pupils if school else None,
        "adults": party.adults if school else None,
    }


def _only(tx: Transaction, meant: Meant) -> tuple[int, ...] | None:
    """Return the visits so called: several hosts may share a title, and one of them be named."""
    if not (meant.visit or meant.host or meant.format):
        return None
    sites = naming.sites(tx)
    theirs = [site for site in sites if meant.host is None or site["host_id"] == meant.host.id]
    if meant.visit is not None:
        sites = _titled(meant.visit, theirs) or _titled(meant.visit, sites)
    else:
        sites = [site for site in theirs if meant.format in (None, site["format"])]
    return tuple(site["id"] for site in sites)


def _titled(visit: Named, sites: list[Row]) -> list[Row]:
    title = fold(visit.name)
    return [site for site in sites if fold(site["title"]) == title]


def _what(meant: Meant) -> dict[str, str]:
    named = meant.visit or meant.host
    return {
        "what": named.name if named else "",
        "format": meant.format.value if meant.format else "",
    }
