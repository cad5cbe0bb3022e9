"""Bring the catalogue up to date with a programme file; twice the same changes nothing."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.catalogue import Slot
from bot.domain.changes import known, same_for_people
from bot.domain.programme import Regime, Remark, SlotLine
from bot.domain.text import fold
from bot.domain.times import to_text
from bot.ids import Ids, bare
from bot.services.choose_edition import Named, choose_edition
from bot.services.find_misfits import find_misfits
from bot.services.find_missing import find_missing
from bot.services.follow_import import (
    ImportPreview,
    ask_admins,
    draft_notices,
    preview_import,
)
from bot.services.follow_slot import follow_slot
from storage import catalogue, changes, new_items, programme, reach
from storage.database import ConstraintBroken, Row, Transaction

DEFAULT_LENGTH = timedelta(hours=1)
DEFAULT_CAPACITY = 20
DEFAULT_EDITION = "programme"
CONDITIONS = ("age_min", "group_max", "pupils_per_adult")  # of a visit: some may not meet them
MOVES = ("starts", "ends", "day", "tz")  # a change of these is a new version of the slot


@dataclass(kw_only=True, slots=True)
class ImportReport:
    """What an import did, slot by slot."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: list[Remark] = field(default_factory=list)
    missing: tuple[Slot, ...] = ()  # booked, of the file's hosts, and not in the file
    unfit: list[Remark] = field(default_factory=list)  # who booked and no longer fits
    change: int | None = None  # what those who booked are to be told of, once it is confirmed
    preview: ImportPreview | None = None  # whom that concerns


@dataclass(kw_only=True, slots=True)
class _Import:
    """One import under way: what it has found so far, so that each name is looked up once."""

    tx: Transaction
    tz: ZoneInfo
    ids: Ids
    now: datetime
    report: ImportReport
    lines: dict[str, list[SlotLine]]  # of the file, by an edition's folded name
    known: dict[tuple[str, ...], int] = field(default_factory=dict)
    visits: dict[tuple[int, int, str], int] = field(default_factory=dict)
    met: set[tuple[int, int, str]] = field(default_factory=set)  # edition, host, own name
    touched: bool = False

    def follow(self, before: Slot | None) -> None:
        """Write down whom a change of a booked slot concerns; nobody is told yet."""
        after = catalogue.slot(self.tx, before.id) if before is not None else None
        if before is None or after is None or same_for_people(known(before), known(after)):
            return
        if self.report.change is None:
            key = self.ids.key()
            self.report.change = changes.add(self.tx, key, self.now, slot_id=None, sent=False)
        draft_notices(self.tx, self.report.change, before, after, self.now)

    def judge(self, before: Slot | None, line: SlotLine) -> None:
        """Note who booked a slot and no longer fits on it."""
        if before is not None and before.taken:
            self.report.unfit += find_misfits(self.tx, before, line.line, self.now)

    def named(self, noun: str, name: str, code: str | None = None) -> int:
        code = code or fold(name)
        key = (noun, code)
        if key not in self.known:
            self.known[key] = programme.named(self.tx, noun, code, name)
        return self.known[key]

    def edition(self, line: SlotLine) -> int:
        name = line.edition or DEFAULT_EDITION
        key = ("edition", fold(name))
        if key not in self.known:
            lines = self.lines[key[1]]
            found = choose_edition(self.tx, name, lines, self.days_of(lines), self.now)
            self.known[key] = found.id or self._new_edition(found, line)
        return self.known[key]

    def days_of(self, lines: list[SlotLine]) -> list[date]:
        return [line.starts.astimezone(_zone(line, self.tz)).date() for line in lines]

    def _new_edition(self, new: Named, line: SlotLine) -> int:
        day = line.starts.astimezone(_zone(line, self.tz)).date().isoformat()
        values = {
            "code": new.code,
            "name": new.name,
            "first_day": day,
            "last_day": day,
            "tz": self.tz.key,
            "opens": None,
            "theme": "",
        }
        return programme.add_edition(self.tx, values)


def import_programme(
    tx: Transaction, lines: tuple[SlotLine, ...], *, tz: ZoneInfo, ids: Ids, now: datetime
) -> ImportReport:
    """Add and change editions, hosts, visits and slots; nothing is ever removed.

    `tz` is the zone of lines that name none. A line that would take seats away from bookings is
    refused; the others go on.
    """
    new_items.one_at_a_time(tx)
    own = _by_edition(lines)
    task = _Import(tx=tx, tz=tz, ids=ids, now=now, lines=own, report=ImportReport())
    for line in lines:
        _import_line(task, line)
    for some in own.values():
        days = task.days_of(some)
        programme.widen_edition(tx, task.edition(some[0]), min(days), max(days))
    if task.touched:
        programme.raise_version(tx)
    task.report.missing = find_missing(tx, task.met, now)
    if task.report.change is not None:
        task.report.preview = preview_import(tx, task.report.change, now)
        ask_admins(tx, task.report.change, now)
    return task.report


def own_ref(host: str, title: str, starts: str) -> str:
    """Return the name of a slot to which its file gives none; `starts` is its UTC text."""
    return "|".join((fold(host), fold(title), starts))


def _import_line(task: _Import, line: SlotLine) -> None:
    edition = task.edition(line)
    host = task.named("host", line.host, line.host_id)
    visit_id = _import_visit(task, line, edition, host)
    ref = line.ref or own_ref(line.host, line.title, to_text(line.starts))
    values = _slot_values(task, line, visit_id)
    task.met.add((edition, host, ref))
    stored = programme.slot(task.tx, edition, ref)
    if stored is None:
        code = bare(task.ids.key())
        names = {"edition_id": edition, "ref": ref, "code": code, "filed": _filed(values)}
        programme.add(task.tx, "slot", {**values, **names})
        task.report.added += 1
        task.touched = True
    elif differing := _differing_from_file(stored, values):
        _change_slot(task, line, stored, {**differing, "filed": _filed(values)})
    else:
        task.report.unchanged += 1


def _change_slot(task: _Import, line: SlotLine, stored: Row, differing: dict[str, Any]) -> None:
    moved = bool(differing.keys() & set(MOVES))
    if moved:
        differing["version"] = stored["version"] + 1
    before = catalogue.slot(task.tx, stored["id"]) if stored["taken"] else None
    try:
        task.tx.attempt(lambda tx: programme.change(tx, "slot", stored["id"], differing))
    except ConstraintBroken:
        task.report.refused.append(
            Remark(
                line=line.line,
                message_id="cli.below_bookings",
                fields={"taken": stored["taken"], "capacity": line.capacity or 0},
            )
        )
        return
    follow_slot(task.tx, stored["id"], task.now, moved=moved)
    task.follow(before)
    task.judge(before, line)
    task.report.changed += 1
    task.touched = True


def _import_visit(task: _Import, line: SlotLine, edition: int, host: int) -> int:
    key = (edition, host, fold(line.title))
    if key in task.visits:
        return task.visits[key]
    values = _visit_values(task, line)
    stored = programme.visit(task.tx, *key)
    if stored is None:
        visit_id = programme.add(
            task.tx,
            "visit",
            {
                **values,
                "code": bare(task.ids.key()),
                "edition_id": edition,
                "host_id": host,
                "folded_title": key[2],
            },
        )
        task.touched = True
    else:
        visit_id = stored["id"]
        if differing := _differing(stored, values):
            _change_visit(task, line, visit_id, differing)
    task.visits[key] = visit_id
    return visit_id


def _change_visit(task: _Import, line: SlotLine, visit_id: int, differing: dict[str, Any]) -> None:
    moved = "address" in differing
    stricter = bool(differing.keys() & set(CONDITIONS))
    booked = reach.booked_at_own_address(task.tx, visit_id, task.now) if moved else []
    judged = reach.slots_of(task.tx, (visit_id,), task.now) if stricter else []
    programme.change(task.tx, "visit", visit_id, differing)
    for slot in booked:
        task.follow(slot)
    for slot in judged:
        task.judge(slot, line)
    task.touched = True


def _visit_values(task: _Import, line: SlotLine) -> dict[str, Any]:
    return {
        "territory_id": task.named("territory", line.territory),
        "sector_id": task.named("sector", line.sector),
        "title": line.title,
        "format": line.format.value,
        "description": line.description,
        "address": line.address,
        "postcode": line.postcode,
        "city": line.city,
        "lat": line.lat,
        "lon": line.lon,
        "age_min": line.age_min,
        "group_max": line.group_max,
        "pupils_per_adult": line.pupils_per_adult,
        "conditions": line.conditions,
        "accessibility": line.accessibility,
        "language": line.language,
        "contact": line.contact,
    }


def _slot_values(task: _Import, line: SlotLine, visit_id: int) -> dict[str, Any]:
    tz = _zone(line, task.tz)
    walk_in = line.regime is Regime.NONE
    ends = line.ends or line.starts + (timedelta(days=1) if line.time_tba else DEFAULT_LENGTH)
    closes = line.closes or (ends if walk_in else line.starts)
    capacity = line.capacity if line.capacity is not None else DEFAULT_CAPACITY
    return {
        "visit_id": visit_id,
        "territory_id": task.named("territory", line.territory),
        "sector_id": task.named("sector", line.sector),
        "starts": to_text(line.starts),
        "ends": to_text(ends),
        "day": line.starts.astimezone(tz).date().isoformat(),
        "tz": tz.key,
        "time_tba": int(line.time_tba),
        "audience": ",".join(sorted(name.value for name in line.audience)),
        "regime": line.regime.value,
        "opens": to_text(line.opens) if line.opens else None,
        "closes": to_text(closes),
        "capacity": (line.capacity or 0) if walk_in else capacity,
    }


def _zone(line: SlotLine, default: ZoneInfo) -> ZoneInfo:
    own = line.starts.tzinfo
    return own if isinstance(own, ZoneInfo) and own.key not in ("UTC", "Etc/UTC") else default


def _differing_from_file(stored: Row, values: dict[str, Any]) -> dict[str, Any]:
    """Return what a file says otherwise than before: what staff have changed since stays."""
    said_before = json.loads(stored["filed"]) if stored["filed"] else {}
    news = {
        name: value
        for name, value in values.items()
        if name not in said_before or said_before[name] != value
    }
    return _differing(stored, news)


def _filed(values: dict[str, Any]) -> str:
    return json.dumps(values, sort_keys=True)


def _differing(stored: Row, values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if stored[name] != value}


def _by_edition(lines: tuple[SlotLine, ...]) -> dict[str, list[SlotLine]]:
    found: dict[str, list[SlotLine]] = {}
    for line in lines:
        found.setdefault(fold(line.edition or DEFAULT_EDITION), []).append(line)
    return found
