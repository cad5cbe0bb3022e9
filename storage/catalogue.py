"""Territories, sectors, days and slots, as people choose among them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.domain.catalogue import Choice, DayChoice, Slot, SlotState, Visit, Wanted
from bot.domain.programme import Audience, Format, Regime
from bot.domain.times import from_text, to_text
from storage.database import Row, Transaction

SLOT = """
SELECT slot.id, slot.code, slot.starts, slot.ends, slot.day, slot.tz, slot.time_tba,
       slot.audience, slot.regime, COALESCE(slot.opens, edition.opens) AS opens, slot.closes,
       slot.capacity, slot.taken, slot.state, slot.version,
       visit.id AS visit_id, visit.code AS visit_code, edition.name AS edition,
       host.name AS host, territory.name AS territory, sector.name AS sector,
       visit.title, visit.format, visit.description, visit.address, visit.postcode,
       visit.city, visit.lat, visit.lon, visit.age_min, visit.group_max,
       visit.pupils_per_adult, visit.conditions, visit.accessibility, visit.language,
       visit.contact
FROM slot
JOIN visit ON visit.id = slot.visit_id
JOIN edition ON edition.id = visit.edition_id
JOIN host ON host.id = visit.host_id
JOIN territory ON territory.id = slot.territory_id
JOIN sector ON sector.id = slot.sector_id
"""
SEATS = "slot.state = 'open' AND (slot.taken < slot.capacity OR slot.regime = 'none')"
LISTED = "slot.state = 'open' AND slot.audience <> 'press'"
FOR_THE_PRESS = "slot.state = 'open'"  # what journalists are shown: their own slots too


def slot(tx: Transaction, slot_id: int) -> Slot | None:
    """Return one slot, whatever its state."""
    row = tx.fetch_one(f"{SLOT} WHERE slot.id = :id", {"id": slot_id})
    return to_slot(row) if row else None


def slot_of_code(tx: Transaction, code: str) -> Slot | None:
    """Return the slot that a link names."""
    row = tx.fetch_one(f"{SLOT} WHERE slot.code = :code", {"code": code})
    return to_slot(row) if row else None


def visit_of_code(tx: Transaction, code: str) -> int | None:
    """Return the id of the visit that a link names."""
    row = tx.fetch_one("SELECT id FROM visit WHERE code = :code", {"code": code})
    return row["id"] if row else None


def slots(
    tx: Transaction, wanted: Wanted, now: datetime, *, limit: int, offset: int = 0
) -> list[Slot]:
    """Return the coming slots that fit, soonest first; the full ones too."""
    where, values = _fitting(wanted, now)
    rows = tx.fetch_all(
        f"{SLOT} WHERE {_listed(wanted)} AND {where}"
        " ORDER BY slot.starts, slot.id LIMIT :limit OFFSET :offset",
        {**values, "limit": limit, "offset": offset},
    )
    return [to_slot(row) for row in rows]


def territories(tx: Transaction, wanted: Wanted, now: datetime) -> list[Choice]:
    """Return the territories with coming visits, by name, and how many still have seats."""
    return _choices(tx, "territory", wanted, now)


def sectors(tx: Transaction, wanted: Wanted, now: datetime) -> list[Choice]:
    """Return the sectors with coming visits, by name, and how many still have seats."""
    return _choices(tx, "sector", wanted, now)


def _choices(tx: Transaction, noun: str, wanted: Wanted, now: datetime) -> list[Choice]:
    """Look for one slot of each visit, never at all of them: that is what stays fast."""
    visits = " AND ".join([f"visit.{noun}_id = {noun}.id", *_of_visit(wanted)])
    _, values = _fitting(wanted, now)
    of_slot = replace(wanted, territory_id=None, sector_id=None, visit_id=None, among=None)
    where, _ = _fitting(of_slot, now)  # the visit answers for the rest
    listed = _listed(wanted)
    rows = tx.fetch_all(
        f"""SELECT {noun}.id, {noun}.name, (
                SELECT COUNT(*) FROM visit WHERE {visits} AND EXISTS (
                    SELECT 1 FROM slot
                    WHERE slot.visit_id = visit.id AND {listed} AND {SEATS} AND {where})
                ) AS visits
            FROM {noun} WHERE EXISTS (
                SELECT 1 FROM visit JOIN slot ON slot.visit_id = visit.id
                WHERE {visits} AND {listed} AND {where})
            ORDER BY {noun}.name""",  # noqa: S608
        values,
    )
    return [Choice(id=row["id"], name=row["name"], visits=row["visits"]) for row in rows]


def days(tx: Transaction, wanted: Wanted, now: datetime, *, full: bool = False) -> list[DayChoice]:
    """Return the days with seats, soonest first; all days when every slot is full, or on wish."""
    found = [] if full else _days(tx, wanted, now, f"COUNT(*) AS slots FROM slot WHERE {SEATS}")
    return found or _days(
        tx, wanted, now, f"COUNT(CASE WHEN {SEATS} THEN 1 END) AS slots FROM slot WHERE true"
    )


def _days(tx: Transaction, wanted: Wanted, now: datetime, counted: str) -> list[DayChoice]:
    where, values = _fitting(wanted, now)
    rows = tx.fetch_all(
        f"""SELECT slot.day, {counted} AND {_listed(wanted)} AND {where}
            GROUP BY slot.day ORDER BY slot.day""",
        values,
    )
    return [DayChoice(day=date.fromisoformat(row["day"]), slots=row["slots"]) for row in rows]


def zone_of(tx: Transaction, wanted: Wanted) -> ZoneInfo:
    """Return the time zone in which the first slot that fits takes place."""
    where, values = _fitting(wanted, datetime.min.replace(tzinfo=UTC))
    row = tx.fetch_one(f"SELECT slot.tz FROM slot WHERE {where} LIMIT 1", values)  # noqa: S608
    return zone(row["tz"] if row else "UTC")


def sites(tx: Transaction, now: datetime) -> list[Row]:
    """Return every located visit with seats: visit_id, title, host, city, lat, lon."""
    return tx.fetch_all(
        """SELECT visit.id AS visit_id, visit.title, host.name AS host, visit.city,
                  visit.lat, visit.lon
           FROM visit JOIN host ON host.id = visit.host_id
           WHERE visit.lat IS NOT NULL AND EXISTS (
               SELECT 1 FROM slot WHERE slot.visit_id = visit.id AND slot.closes > :now
               AND slot.audience <> 'press' AND slot.state = 'open'
               AND (slot.taken < slot.capacity OR slot.regime = 'none'))""",
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
                AND following.state = 'open' AND following.audience <> 'press'
                AND (following.taken < following.capacity OR following.regime = 'none')
                ORDER BY following.starts, following.id LIMIT 1)
            ORDER BY slot.starts, slot.id""",  # noqa: S608
        {"now": to_text(now)},
    )
    return [to_slot(row) for row in rows]


def lock_slot(tx: Transaction, slot_id: int) -> Slot | None:
    """Return a slot that nobody else can change before this transaction ends."""
    tx.lock("slot", slot_id)
    return slot(tx, slot_id)


def _listed(wanted: Wanted) -> str:
    return FOR_THE_PRESS if wanted.audience is Audience.PRESS else LISTED


def _fitting(wanted: Wanted, now: datetime) -> tuple[str, dict[str, object]]:
    clauses = ["slot.closes > :now"]
    values: dict[str, object] = {"now": to_text(now)}
    for name in ("territory_id", "sector_id", "visit_id"):
        if (value := getattr(wanted, name)) is not None:
            clauses.append(f"slot.{name} = :{name}")
            values[name] = value
    if wanted.day is not None:
        clauses.append("slot.day = :day")
        values["day"] = wanted.day.isoformat()
    for name, sign in (("since", ">="), ("until", "<")):
        if (moment := getattr(wanted, name)) is not None:
            clauses.append(f"slot.starts {sign} :{name}")
            values[name] = to_text(moment)
    if wanted.among is not None:
        clauses.append(f"slot.visit_id IN ({_numbers(wanted.among)})")
    if wanted.audience is not None:
        clauses.append("(slot.audience LIKE :audience OR slot.audience LIKE :everybody)")
        values |= {"audience": f"%{wanted.audience}%", "everybody": f"%{Audience.PUBLIC}%"}
    if wanted.seats is not None:
        clauses.append("(slot.regime = 'none' OR slot.taken + :seats <= slot.capacity)")
        values["seats"] = wanted.seats
    return " AND ".join(clauses), values


def _numbers(ids: Iterable[int]) -> str:
    """Return row numbers as SQL; none at all is a list of nothing."""
    return ", ".join(str(int(one)) for one in ids) or "NULL"


def _of_visit(wanted: Wanted) -> list[str]:
    """Return what a search says about the visit itself; its values are those of `_fitting`."""
    columns = {"territory_id": "territory_id", "sector_id": "sector_id", "visit_id": "id"}
    said = [
        f"visit.{column} = :{name}"
        for name, column in columns.items()
        if getattr(wanted, name) is not None
    ]
    return said if wanted.among is None else [*said, f"visit.id IN ({_numbers(wanted.among)})"]


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
