"""Saved searches, what is new for each, and what was told."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache

from pydantic import TypeAdapter

from bot.domain.alerts import Alert, AlertKind, Cadence, Hours, VisitSearch
from bot.domain.times import from_text, to_text
from bot.domain.vacancies import JobQuestion
from bot.domain.vacancy_fit import box_around
from storage import new_items
from storage.database import Parameters, Row, Transaction
from storage.row_numbers import listed

JOBS, VISITS = TypeAdapter(JobQuestion), TypeAdapter(VisitSearch)
Search = JobQuestion | VisitSearch
ALERT = """
SELECT alert.id, alert.chat_id, search.kind, search.query, alert.cadence, alert.hour,
       alert.expires, alert.told
FROM alert JOIN search ON search.id = alert.search_id
"""
# What an item may fit: by key, then by what narrows the search; the rest is compared whole.
# Where an item has no place, PostgreSQL must be told of which type nothing is.
FITTING = """
SELECT search.id, search.query FROM search
WHERE search.id IN (SELECT search_id FROM search_key WHERE key IN ({keys}))
AND search.kind = :kind
AND (search.territory_id IS NULL OR search.territory_id = :territory)
AND (search.sector_id IS NULL OR search.sector_id = :sector)
AND (search.host_id IS NULL OR search.host_id = :host)
AND (search.south IS NULL OR CAST(:lat AS DOUBLE PRECISION) IS NULL
     OR (CAST(:lat AS DOUBLE PRECISION) BETWEEN search.south AND search.north
         AND CAST(:lon AS DOUBLE PRECISION) BETWEEN search.west AND search.east))
"""


def add(tx: Transaction, alert: Alert, keys: Iterable[str], now: datetime) -> None:
    """Keep an alert; `keys` are those under which its search is found."""
    values: dict[str, object] = {
        "chat_id": alert.chat_id,
        "search": _search_id(tx, alert, keys),
        "cadence": alert.cadence.value,
        "hour": alert.hour,
        "now": to_text(now),
        "expires": to_text(alert.expires),
        "after": new_items.newest(tx, alert.kind),
    }
    tx.execute(
        """INSERT INTO alert (chat_id, search_id, cadence, hour, created, after, expires)
           VALUES (:chat_id, :search, :cadence, :hour, :now, :after, :expires)""",
        values,
    )


def _search_id(tx: Transaction, alert: Alert, keys: Iterable[str]) -> int:
    """Return the row of a search, which others may keep already."""
    written = _written(alert.search)
    find = "SELECT id FROM search WHERE query = :query"
    there = tx.fetch_one(find, {"query": written})
    if there is None:
        _add_search(tx, alert, written)
        there = tx.fetch_one(find, {"query": written})
        rows: list[Parameters] = [
            {"key": key, "id": there["id"] if there else 0} for key in sorted(set(keys))
        ]
        tx.execute_many(
            """INSERT INTO search_key (key, search_id) VALUES (:key, :id)
               ON CONFLICT (key, search_id) DO NOTHING""",
            rows,
        )
    return int(there["id"]) if there else 0


def _add_search(tx: Transaction, alert: Alert, written: str) -> None:
    search = alert.search
    box = box_around(search.spot) or (None, None, None, None)
    tx.execute(
        """INSERT INTO search (kind, query, territory_id, sector_id, host_id, south, north, west,
                               east)
           VALUES (:kind, :query, :territory, :sector, :host, :south, :north, :west, :east)
           ON CONFLICT (query) DO NOTHING""",
        {
            "kind": alert.kind.value,
            "query": written,
            "territory": _territory(search),
            "sector": search.sector_id,
            "host": search.host_id if isinstance(search, JobQuestion) else None,
            **dict(zip(("south", "north", "west", "east"), box, strict=True)),
        },
    )


def _written(search: Search) -> str:
    if isinstance(search, JobQuestion):
        return JOBS.dump_json(search).decode()
    return VISITS.dump_json(search).decode()


def _territory(search: Search) -> int | None:
    """Return the territory that a search is narrowed to, where it isn't a circle."""
    if isinstance(search, VisitSearch):
        return search.territory_id
    spot = search.spot
    return spot.territory_id if spot is not None and not spot.km else None


def of_person(tx: Transaction, chat_id: int) -> list[Alert]:
    """Return somebody's live alerts, the oldest first."""
    rows = tx.fetch_all(
        f"{ALERT} WHERE alert.chat_id = :chat_id AND alert.state = 'active' ORDER BY alert.id",
        {"chat_id": chat_id},
    )
    return [_to_alert(row) for row in rows]


def of_id(tx: Transaction, alert_id: int) -> Alert | None:
    """Return a live alert."""
    row = tx.fetch_one(f"{ALERT} WHERE alert.id = :id AND alert.state = 'active'", {"id": alert_id})
    return _to_alert(row) if row else None


def change(
    tx: Transaction, alert_id: int, *, cadence: Cadence, hour: int, expires: datetime
) -> None:
    """Let an alert speak otherwise, or longer; it is asked again before its new end."""
    tx.execute(
        """UPDATE alert SET cadence = :cadence, hour = :hour, expires = :expires,
               asked = CASE WHEN expires = :expires THEN asked END WHERE id = :id""",
        {
            "id": alert_id,
            "cadence": cadence.value,
            "hour": hour,
            "expires": to_text(expires),
        },
    )


def stop(tx: Transaction, alert_id: int) -> None:
    """End an alert."""
    tx.execute("UPDATE alert SET state = 'stopped' WHERE id = :id", {"id": alert_id})


def fitting(
    tx: Transaction, kind: AlertKind, keys: Sequence[str], item: Row
) -> list[tuple[int, Search]]:
    """Return the searches that an item may fit, by id."""
    named: dict[str, object] = {f"key{number}": key for number, key in enumerate(keys)}
    rows = tx.fetch_all(
        FITTING.format(keys=", ".join(f":{name}" for name in named)),
        {
            **named,
            "kind": kind.value,
            "territory": item["territory_id"],
            "sector": item["sector_id"],
            "host": item["host_id"],
            "lat": item["lat"],
            "lon": item["lon"],
        },
    )
    return [(row["id"], _read(kind, row["query"])) for row in rows]


def note(tx: Transaction, searches: Iterable[int], item: Row, item_id: int, now: datetime) -> None:
    """Keep what is new for everybody who keeps one of these searches; what they had stays."""
    wanted = listed(searches)
    tx.execute(
        f"""INSERT INTO alert_item (alert_id, item_id, found)
            SELECT id, :item, :now FROM alert
            WHERE search_id IN ({wanted}) AND state = 'active' AND after < :row
            ON CONFLICT DO NOTHING""",  # noqa: S608 - numbers
        {"item": item_id, "row": item["id"], "now": to_text(now)},
    )


@lru_cache(maxsize=65_536)
def _read(kind: AlertKind, query: str) -> Search:
    """Return a search as it was kept; the same text is read once in a pass."""
    return (JOBS if kind is AlertKind.JOBS else VISITS).validate_json(query)


def to_tell(tx: Transaction, hours: Hours, *, limit: int) -> list[Alert]:
    """Return alerts that have something new, and may say so now."""
    rows = tx.fetch_all(
        f"""{ALERT} WHERE alert.state = 'active'
            AND ((cadence = 'at_once' AND :awake = 1)
                 OR (cadence = 'daily' AND hour <= :hour
                     AND (told IS NULL OR told < :midnight)))
            AND alert.id IN (SELECT alert_id FROM alert_item WHERE batch IS NULL)
            ORDER BY alert.id LIMIT :limit""",  # noqa: S608
        {
            "awake": int(hours.awake),
            "hour": hours.hour,
            "midnight": to_text(hours.midnight),
            "limit": limit,
        },
    )
    return [_to_alert(row) for row in rows]


def put_in_batch(tx: Transaction, alert_id: int, now: datetime) -> int:
    """Put everything untold of an alert into one digest; return the digest's number."""
    row = tx.fetch_one(
        "SELECT COALESCE(MAX(batch), 0) + 1 AS batch FROM alert_item WHERE alert_id = :id",
        {"id": alert_id},
    )
    batch = int(row["batch"]) if row else 1
    tx.execute(
        "UPDATE alert_item SET batch = :batch WHERE alert_id = :id AND batch IS NULL",
        {"batch": batch, "id": alert_id},
    )
    tx.execute("UPDATE alert SET told = :now WHERE id = :id", {"now": to_text(now), "id": alert_id})
    return batch


def items(tx: Transaction, alert_id: int, batch: int) -> list[int]:
    """Return what a digest tells of: vacancies or slots."""
    rows = tx.fetch_all(
        "SELECT item_id FROM alert_item WHERE alert_id = :id AND batch = :batch ORDER BY item_id",
        {"id": alert_id, "batch": batch},
    )
    return [row["item_id"] for row in rows]


def ending(tx: Transaction, before: datetime, *, limit: int) -> list[Alert]:
    """Return alerts that end before a time and were not asked about, and note that they are."""
    rows = tx.fetch_all(
        f"""{ALERT} WHERE state = 'active' AND expires <= :before AND asked IS NULL
            ORDER BY expires LIMIT :limit""",
        {"before": to_text(before), "limit": limit},
    )
    return [_to_alert(row) for row in rows]


def note_asked(tx: Transaction, alert_id: int, now: datetime) -> None:
    """Note that its owner was asked whether an alert is still wanted."""
    tx.execute(
        "UPDATE alert SET asked = :now WHERE id = :id", {"now": to_text(now), "id": alert_id}
    )


def end_expired(tx: Transaction, now: datetime, *, limit: int) -> int:
    """End some of the alerts whose time is over; return how many."""
    return tx.execute(
        """UPDATE alert SET state = 'expired' WHERE id IN (
               SELECT id FROM alert WHERE state = 'active' AND expires <= :now
               ORDER BY expires LIMIT :limit)""",
        {"now": to_text(now), "limit": limit},
    )


def _to_alert(row: Row) -> Alert:
    kind = AlertKind(row["kind"])
    return Alert(
        id=row["id"],
        chat_id=row["chat_id"],
        kind=kind,
        search=_read(kind, row["query"]),
        cadence=Cadence(row["cadence"]),
        hour=row["hour"],
        expires=from_text(row["expires"]),
        told=from_text(row["told"]) if row["told"] else None,
    )
