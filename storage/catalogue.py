"""Slots, with their visits, as people are shown them."""

import re
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.domain.catalogue import Slot, SlotState, Visit, Wanted
from bot.domain.programme import Audience, Format, Regime
from bot.domain.times import from_text, to_text
from storage.choices import days as days
from storage.choices import sectors as sectors
from storage.choices import territories as territories
from storage.database import Row, Transaction
from storage.fitting import LISTED as LISTED
from storage.fitting import After, fitting

ID = re.compile("[0-9]{1,9}")  # what a row number looks like, and any database takes
SLOT = """
SELECT slot.id, slot.code, slot.starts, slot.ends, slot.day, slot.tz, slot.time_tba,
       slot.audience, slot.regime, COALESCE(slot.opens, edition.opens) AS opens, slot.closes,
       slot.capacity, slot.taken, slot.state, slot.version, slot.late,
       visit.id AS visit_id, visit.code AS visit_code, edition.name AS edition,
       host.name AS host, territory.name AS territory, sector.name AS sector,
       visit.title, visit.format, visit.description,
       COALESCE(slot.meeting_point, visit.address) AS address, visit.postcode, visit.city,
       CASE WHEN slot.meeting_point IS NULL THEN visit.lat END AS lat,
       CASE WHEN slot.meeting_point IS NULL THEN visit.lon END AS lon,
       visit.age_min, visit.group_max, visit.pupils_per_adult, visit.conditions,
       visit.accessibility, visit.language, visit.contact
FROM slot
JOIN visit ON visit.id = slot.visit_id
JOIN edition ON edition.id = visit.edition_id
JOIN host ON host.id = visit.host_id
JOIN territory ON territory.id = slot.territory_id
JOIN sector ON sector.id = slot.sector_id
"""


def slot(tx: Transaction, slot_id: int) -> Slot | None:
    """Return one slot, whatever its state."""
    row = tx.fetch_one(f"{SLOT} WHERE slot.id = :id", {"id": slot_id})
    return to_slot(row) if row else None


def slot_of_code(tx: Transaction, code: str) -> Slot | None:
    """Return the slot that a link names: by its code, or by its id in the views.

    Ids can be guessed, so that they open only what is shown to everybody.
    """
    row = tx.fetch_one(f"{SLOT} WHERE slot.code = :code", {"code": code})
    if row is None and ID.fullmatch(code):
        public = f"{SLOT} WHERE slot.id = :id AND slot.audience <> 'press'"
        row = tx.fetch_one(public, {"id": int(code)})
    return to_slot(row) if row else None


def visit_of_code(tx: Transaction, code: str) -> int | None:
    """Return the id of the visit that a link names."""
    row = tx.fetch_one("SELECT id FROM visit WHERE code = :code", {"code": code})
    return row["id"] if row else None


def slots(
    tx: Transaction, wanted: Wanted, now: datetime, *, limit: int, after: After | None = None
) -> list[Slot]:
    """Return the coming slots that fit, soonest first; the full ones too.

    `after` is the start and the id of the last one seen.
    """
    where, values = fitting(wanted, now, after=after)
    rows = tx.fetch_all(
        f"{SLOT} WHERE {where} ORDER BY slot.starts, slot.id LIMIT :limit",
        {**values, "limit": limit},
    )
    return [to_slot(row) for row in rows]


def zone_of(tx: Transaction, wanted: Wanted) -> ZoneInfo:
    """Return the time zone of a slot that fits, or else of any; UTC while there is none."""
    where, values = fitting(wanted, datetime.min.replace(tzinfo=UTC))
    row = tx.fetch_one(f"SELECT slot.tz FROM slot WHERE {where} LIMIT 1", values)  # noqa: S608
    row = row or tx.fetch_one("SELECT slot.tz FROM slot LIMIT 1")
    return zone(row["tz"] if row else "UTC")


def sites(tx: Transaction, now: datetime) -> list[Row]:
    """Return every located visit with seats: visit_id, title, host, city, lat, lon."""
    return tx.fetch_all(
        """SELECT visit.id AS visit_id, visit.title, host.name AS host, visit.city,
                  visit.lat, visit.lon
           FROM visit JOIN host ON host.id = visit.host_id
           WHERE visit.lat IS NOT NULL AND visit.bookable_until > :now""",
        {"now": to_text(now)},
    )


def first_slots_of_formats(
    tx: Transaction, formats: frozenset[Format], now: datetime
) -> list[Slot]:
    """Return the next slot with seats of every visit of these formats, soonest first."""
    names = ", ".join(f"'{one.value}'" for one in sorted(formats))
    rows = tx.fetch_all(
        f"""{SLOT} WHERE visit.format IN ({names}) AND slot.id = (
                SELECT following.id FROM slot AS following
                WHERE following.visit_id = visit.id AND following.starts > :now
                AND following.bookable_until IS NOT NULL
                ORDER BY following.starts, following.id LIMIT 1)
            ORDER BY slot.starts, slot.id""",  # noqa: S608
        {"now": to_text(now)},
    )
    return [to_slot(row) for row in rows]


def lock_slot(tx: Transaction, slot_id: int) -> Slot | None:
    """Return a slot that nobody else can change before this transaction ends."""
    tx.lock("slot", slot_id)
    return slot(tx, slot_id)


def to_slot(row: Row) -> Slot:
    """Build a slot, with its visit, from a row of `SLOT`."""
    return Slot(
        id=row["id"],
        code=row["code"],
        visit=_to_visit(row),
        starts=from_text(row["starts"]),
        ends=from_text(row["ends"]),
        day=date.fromisoformat(row["day"]),
        tz=zone(row["tz"]),
        time_tba=bool(row["time_tba"]),
        audience=frozenset(Audience(name) for name in row["audience"].split(",")),
        regime=Regime(row["regime"]),
        opens=from_text(row["opens"]) if row["opens"] else None,
        closes=from_text(row["closes"]),
        capacity=row["capacity"],
        taken=row["taken"],
        state=SlotState(row["state"]),
        version=row["version"],
        late=row["late"],
    )


def _to_visit(row: Row) -> Visit:
    return Visit(
        id=row["visit_id"],
        code=row["visit_code"],
        edition=row["edition"],
        host=row["host"],
        territory=row["territory"],
        sector=row["sector"],
        title=row["title"],
        format=Format(row["format"]),
        description=row["description"],
        address=row["address"],
        postcode=row["postcode"],
        city=row["city"],
        lat=row["lat"],
        lon=row["lon"],
        age_min=row["age_min"],
        group_max=row["group_max"],
        pupils_per_adult=row["pupils_per_adult"],
        conditions=row["conditions"],
        accessibility=row["accessibility"],
        language=row["language"],
        contact=row["contact"],
    )


@lru_cache(maxsize=64)
def zone(name: str) -> ZoneInfo:
    """Return a time zone by its IANA name."""
    return ZoneInfo(name)
