"""Find whom new vacancies and visits concern, in one pass over what is new."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import lru_cache

from bot.domain.alerts import AlertKind, VisitSearch
from bot.domain.vacancies import Contract, GroupKind, JobQuestion, Spot
from bot.domain.vacancy_fit import Fit, is_there, metres_from
from storage import alerts, new_items
from storage.database import Row, Transaction

AT_A_TIME = 100  # new items looked at in one transaction
ANY = "any"


def match_alerts(tx: Transaction, now: datetime, *, limit: int = AT_A_TIME) -> int:
    """Note what is new for each alert; return how many items were looked at.

    An item asks for the alerts under its keys; what is compared grows with the alerts that may
    want it, not with all there are.
    """
    return sum(_match(tx, kind, now, limit) for kind in AlertKind)


def keys_of_jobs(question: JobQuestion) -> list[str]:
    """Return the keys under which a vacancy finds a search: its codes, its most telling word."""
    keys = [f"code:{code}" for code in question.romes]
    if question.terms:
        telling = max(question.terms, key=lambda term: term.weight)
        keys += [f"word:{word}" for word in (telling.stem, *telling.kin)]
    return keys or [ANY]


def keys_of_visits(search: VisitSearch) -> list[str]:
    """Return the keys under which a slot finds a search."""
    if search.only is not None:
        return [f"visit:{visit}" for visit in search.only]
    return [ANY if search.territory_id is None else f"territory:{search.territory_id}"]


def _match(tx: Transaction, kind: AlertKind, now: datetime, limit: int) -> int:
    items = new_items.take(tx, kind, now, limit=limit)
    for item in items:
        jobs = kind is AlertKind.JOBS
        said = new_items.words(tx, item["id"]) if jobs else []
        keys = _keys_of_vacancy(item, said) if jobs else _keys_of_slot(item)
        wanted = _job_fits(item, said) if jobs else _visit_fits(item)
        found = [one for one, search in alerts.fitting(tx, kind, keys, item) if wanted(search)]
        if found:
            alerts.note(tx, found, item, item["id"] if jobs else item["visit_id"], now)
    return len(items)


def _keys_of_vacancy(item: Row, said: Iterable[str]) -> list[str]:
    return [ANY, f"code:{item['trade']}", *(f"word:{word}" for word in said)]


def _keys_of_slot(item: Row) -> list[str]:
    return [ANY, f"territory:{item['territory_id']}", f"visit:{item['visit_id']}"]


def _job_fits(item: Row, said: list[str]) -> Callable[[JobQuestion | VisitSearch], bool]:
    stems = " ".join(sorted(said))

    def fits(search: JobQuestion | VisitSearch) -> bool:
        if not isinstance(search, JobQuestion):
            return False
        fit = _fit(search)
        kind = fit.job(item["trade"], fit.cover(stems))
        contract = not search.contracts or Contract(item["contract"]) in search.contracts
        open_to = (not search.beginners or item["beginners"] == 1) and (
            not search.accessible or item["accessible"] == 1
        )
        near = _is_near(search.spot, item, item["folded_city"])
        return kind is GroupKind.EXACT and contract and open_to and near

    return fits


@lru_cache(maxsize=65_536)
def _fit(search: JobQuestion) -> Fit:
    return Fit(search)


def _visit_fits(item: Row) -> Callable[[JobQuestion | VisitSearch], bool]:
    def fits(search: JobQuestion | VisitSearch) -> bool:
        if not isinstance(search, VisitSearch):
            return False
        on_day = search.day is None or search.day == date.fromisoformat(item["day"])
        return on_day and _is_near(search.spot, item, "")

    return fits


def _is_near(spot: Spot | None, item: Row, folded_city: str) -> bool:
    return is_there(
        spot,
        metres=metres_from(spot, item["lat"], item["lon"]),
        territory_id=item["territory_id"],
        folded_city=folded_city,
    )
