"""Where one can meet hosts this week: the next bookable slot of a visit or of its host."""

from collections.abc import Collection, Iterable
from datetime import datetime

from bot.domain.catalogue import Slot
from bot.domain.places import metres_between
from bot.domain.programme import Audience
from bot.domain.vacancies import JobQuestion, Spot, Trader, Vacancy
from storage import meetings
from storage.database import Transaction

MOST_TRADERS = 5


class Meetings:
    """The next bookable slots of some vacancies' visits and hosts, for one audience."""

    def __init__(
        self, tx: Transaction, wanted: Iterable[Vacancy], audience: Audience, now: datetime
    ) -> None:
        """Look them up at once; a job dating comes before other visits of a host."""
        hosts = {one.host_id for one in wanted}
        found = meetings.next_slots(tx, hosts, audience, now) if hosts else []
        self._of_visit = {slot.visit.id: slot for _, slot in found}
        self._of_host: dict[int, Slot] = {}
        for host_id, slot in found:
            self._of_host.setdefault(host_id, slot)

    def of(self, vacancy: Vacancy) -> Slot | None:
        """Return the slot at which one meets the host about a vacancy."""
        own = self._of_visit.get(vacancy.visit_id) if vacancy.visit_id else None
        return own or self._of_host.get(vacancy.host_id)


def traders(
    tx: Transaction, question: JobQuestion, now: datetime, hiring: Collection[int]
) -> tuple[Trader, ...]:
    """Return hosts whose visits speak of the job, near ones first; not those that `hiring` has."""
    if not question.visits:
        return ()
    found = meetings.next_of_visits(tx, question.visits, question.audience, now)
    ranked: list[tuple[int, int, Trader]] = []
    seen = set(hiring)
    for host_id, slot in found:
        if host_id in seen:
            continue
        km = _km(question.spot, slot)
        if question.spot and question.spot.km and (km is None or km > question.spot.km):
            continue
        seen.add(host_id)
        ranked.append((km if km is not None else 0, len(ranked), _trader(slot, km)))
    return tuple(trader for _, _, trader in sorted(ranked, key=lambda one: one[:2])[:MOST_TRADERS])


def _trader(slot: Slot, km: int | None) -> Trader:
    visit = slot.visit
    return Trader(
        host=visit.host, visit_id=visit.id, title=visit.title, city=visit.city, km=km, slot=slot
    )


def _km(spot: Spot | None, slot: Slot) -> int | None:
    lat, lon = slot.visit.lat, slot.visit.lon
    if spot is None or spot.lat is None or spot.lon is None or lat is None or lon is None:
        return None
    return round(metres_between(spot.lat, spot.lon, lat, lon) / 1000)
