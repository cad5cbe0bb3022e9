"""Staff speak for a host: they declare, renew and close its vacancies; each act is written down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.audit import Act, Action
from bot.domain.catalogue import Choice
from bot.domain.refusals import NotYours
from bot.domain.staff import Right, Staff
from bot.domain.vacancies import LONGEST_SHOWN, Vacancy, VacancyLine
from bot.ids import Ids
from bot.services.add_vacancy import add_vacancy
from bot.services.close_vacancy import close_vacancy
from bot.services.renew_vacancy import renew_vacancy
from storage import audit, hiring, vacancies, vacancy_rows
from storage.database import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Declared:
    """A vacancy as it was typed and chosen."""

    line: VacancyLine  # its ref is the intent: the same one declares once
    host_id: int
    trade: str  # the code that its title means


def own_host(tx: Transaction, staff: Staff | None, host_id: int) -> Choice:
    """Return a host for whom somebody may speak. Raises `NotYours` for any other."""
    return _named(hosts_of(tx, staff), host_id)


def hosts_of(tx: Transaction, staff: Staff | None) -> list[Choice]:
    """Return the hosts for whom somebody may speak. Raises `NotYours`."""
    if staff is None:
        raise NotYours()
    return hiring.hosts_within(tx, staff.reach(Right.VACANCIES))


def own_vacancy(tx: Transaction, staff: Staff | None, code: str) -> Vacancy:
    """Return a vacancy for whose host somebody may speak. Raises `NotYours` for any other code."""
    found = vacancies.of_code(tx, code)
    if found is None or staff is None:
        raise NotYours()
    territory = hiring.territory_of(tx, found.id)
    if not staff.may_at(Right.VACANCIES, territory_id=territory, host_id=found.host_id):
        raise NotYours()
    return found


def town_of(tx: Transaction, host_id: int) -> str:
    """Return where a host is at home, as far as its visits tell."""
    homes = vacancy_rows.homes_of(tx, host_id)
    return homes[0]["city"] if homes else ""


def declare(
    tx: Transaction, staff: Staff | None, new: Declared, *, tz: ZoneInfo, ids: Ids, now: datetime
) -> Vacancy:
    """Declare a vacancy for a host. Raises `NotYours`."""
    own_host(tx, staff, new.host_id)
    there = vacancy_rows.stored(tx, new.line.ref) is not None
    added = add_vacancy(
        tx,
        new.line,
        tz=tz,
        code_of=lambda _title: new.trade,
        ids=ids,
        now=now,
        host_id=new.host_id,
    )
    if not there:
        _note(tx, staff, Action.VACANCY_ADD, added, now)
    return added


def renew(
    tx: Transaction, staff: Staff | None, code: str, days: int, *, tz: ZoneInfo, now: datetime
) -> Vacancy:
    """Show a vacancy so many days more, counted from today. Raises `NotYours`."""
    own_vacancy(tx, staff, code)
    last = now.astimezone(tz).date() + timedelta(days=max(1, min(days, LONGEST_SHOWN.days)))
    renewed = renew_vacancy(tx, code, last, tz=tz, now=now)
    _note(tx, staff, Action.VACANCY_RENEW, renewed, now)
    return renewed


def close(tx: Transaction, staff: Staff | None, code: str, *, now: datetime) -> Vacancy:
    """Take a vacancy away. Raises `NotYours`."""
    before = own_vacancy(tx, staff, code)
    closed = close_vacancy(tx, code)
    if not before.closed:
        _note(tx, staff, Action.VACANCY_CLOSE, closed, now)
    return closed


def _named(found: Iterable[Choice], host_id: int) -> Choice:
    for one in found:
        if one.id == host_id:
            return one
    raise NotYours()


def _note(
    tx: Transaction, staff: Staff | None, action: Action, vacancy: Vacancy, now: datetime
) -> None:
    days = (vacancy.expires - vacancy.declared).days
    audit.add(
        tx,
        Act(
            at=now,
            user_id=staff.user_id if staff else None,
            action=action,
            host_id=vacancy.host_id,
            after={"title": vacancy.title, "days": days},
        ),
    )
