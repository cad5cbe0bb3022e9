"""Alerts: saved searches, when they speak, and until when."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.refusals import Refusal
from bot.domain.times import at_local
from bot.domain.vacancies import JobQuestion, Spot

LASTS = timedelta(days=60)
ASKED_BEFORE = timedelta(days=3)  # the end
QUIET_FROM, QUIET_UNTIL = 21, 8  # local hours: nothing is sent at night
USUAL_HOUR = 18
MOST_OF_A_PERSON = 10
AROUND_KM = 20  # of a shared location, where no distance was said


class AlertKind(StrEnum):
    """What is looked for."""

    JOBS = "jobs"
    VISITS = "visits"


class Cadence(StrEnum):
    """How often an alert speaks."""

    DAILY = "daily"
    AT_ONCE = "at_once"


@dataclass(frozen=True, kw_only=True, slots=True)
class VisitSearch:
    """Which visits are looked for; None leaves open."""

    territory_id: int | None = None
    sector_id: int | None = None
    day: date | None = None  # local
    only: tuple[int, ...] | None = None  # the visits of a host or a title
    spot: Spot | None = None
    name: str = ""  # as it is called in lists: territory, sector, town


@dataclass(frozen=True, kw_only=True, slots=True)
class Alert:
    """Somebody's saved search."""

    id: int
    chat_id: int
    kind: AlertKind
    search: JobQuestion | VisitSearch
    cadence: Cadence
    hour: int  # local
    expires: datetime  # UTC
    told: datetime | None  # UTC: its last digest


class TooManyAlerts(Refusal):
    """One person has as many alerts as one may; fields: most."""

    message_id = "alerts.too_many"


class AlertGone(Refusal):
    """No such alert of this person, or it has ended."""

    message_id = "alerts.gone"


class NothingToWatch(Refusal):
    """There is no search at hand."""

    message_id = "alerts.nothing_to_watch"


def by_day(hour: int) -> int:
    """Return the hour of the day at which a daily alert may speak that is nearest to one asked."""
    return min(max(hour, QUIET_UNTIL), QUIET_FROM - 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Hours:
    """What time it is for alerts."""

    awake: bool  # at-once alerts may speak
    hour: int  # local: daily ones of this hour and before are due; -1 at night: none is
    midnight: datetime  # UTC: whoever was told since then waits for tomorrow


def hours(now: datetime, tz: ZoneInfo) -> Hours:
    """Return which alerts may speak now; nothing is sent at night."""
    local = now.astimezone(tz)
    awake = QUIET_UNTIL <= local.hour < QUIET_FROM
    return Hours(
        awake=awake,
        hour=local.hour if awake else -1,
        midnight=at_local(local.date(), time(), tz),
    )
