"""What is new since it was last looked at: vacancies and slots, in the order they were stored."""

from datetime import datetime

from bot.domain.alerts import AlertKind
from bot.domain.times import to_text
from storage import facts
from storage.database import Row, Transaction

SEEN = {AlertKind.JOBS: "alerts_vacancy", AlertKind.VISITS: "alerts_slot"}  # facts
QUERIES = {
    AlertKind.JOBS: """
        SELECT id, territory_id, sector_id, host_id, lat, lon, trade, folded_city, contract,
               beginners, accessible
        FROM vacancy WHERE id > :seen AND id <= :newest AND closed = 0 AND closes > :now
        ORDER BY id LIMIT :limit""",
    AlertKind.VISITS: """
        SELECT slot.id, slot.territory_id, slot.sector_id, visit.host_id, visit.lat, visit.lon,
               slot.visit_id, slot.day, visit.city
        FROM slot JOIN visit ON visit.id = slot.visit_id
        WHERE slot.id > :seen AND slot.id <= :newest AND slot.state = 'open'
        AND slot.audience <> 'press' AND slot.closes > :now ORDER BY slot.id LIMIT :limit""",
}
NEWEST = {
    AlertKind.JOBS: "SELECT COALESCE(MAX(id), 0) AS id FROM vacancy",
    AlertKind.VISITS: "SELECT COALESCE(MAX(id), 0) AS id FROM slot",
}


def newest(tx: Transaction, kind: AlertKind) -> int:
    """Return the number of the newest item of a kind; 0 where there is none."""
    row = tx.fetch_one(NEWEST[kind])
    return int(row["id"]) if row else 0


def one_at_a_time(tx: Transaction) -> None:
    """Wait for whoever is adding items: the newest number seen is then the newest there is.

    On a server a long import would else commit its numbers after higher ones were looked at.
    """
    tx.take_turn(0, 0)


def take(tx: Transaction, kind: AlertKind, now: datetime, *, limit: int) -> list[Row]:
    """Return the next items of a kind that nobody looked at, and note that they were."""
    one_at_a_time(tx)
    last = newest(tx, kind)
    seen = int(facts.get(tx, SEEN[kind]) or 0)
    if last <= seen:
        return []
    found = tx.fetch_all(
        QUERIES[kind], {"seen": seen, "newest": last, "now": to_text(now), "limit": limit}
    )
    upto = found[-1]["id"] if len(found) == limit else last
    facts.put(tx, SEEN[kind], str(upto))
    return found


def words(tx: Transaction, vacancy_id: int) -> list[str]:
    """Return the stems of a vacancy's title."""
    rows = tx.fetch_all("SELECT word FROM vacancy_word WHERE vacancy_id = :id", {"id": vacancy_id})
    return [row["word"] for row in rows]
