"""`toctoc understand`: sentences in, what they mean out, one JSON object a line.

In: `id`, `text`, `lang`, `now` (ISO; without an offset it is local to `TOCTOC_TIMEZONE`).
Out: `start` and `end` local ISO, `end` exclusive; null where nothing was meant; `question` true
where the bot would ask back. A line that is no question is answered with nulls and an `error`, and
the rest goes on. Without a catalogue the names are those of the demo programme.
"""

import asyncio
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.demo.world import demo_world
from bot.domain.refusals import Refusal
from bot.services.know_names import read_world
from bot.settings import Settings
from bot.understanding.dates import Interval, Question
from bot.understanding.names import Names
from bot.understanding.sentence import Meant, rehearse, understand
from bot.understanding.world import World
from storage.migrations import newest
from storage.opening import open_database, sqlite_path
from storage.sqlite_file import opened, schema_version, transact

FIELDS = ("id", "start", "end", "question", "party", "territory", "sector", "host", "intent")
NOTHING: dict[str, object] = {**dict.fromkeys(FIELDS), "question": False}
ERROR = "not a JSON object with a text, and a now in ISO 8601"


class LineRefused(Refusal):
    """A line that is no JSON object with a text; fields: line (1-based)."""

    message_id = "cli.understand_line"


async def answer_lines(
    settings: Settings, clock: Clock, asked: Iterable[bytes], out: TextIO
) -> int:
    """Answer each line as it comes. Raises `LineRefused` after the last, if one was refused."""
    world = await _world(settings)
    names = Names(world if world.sites else replace(demo_world(), towns=world.towns))
    zone = ZoneInfo(settings.timezone)
    rehearse(names, language="fr", now=clock.now().astimezone(zone))
    refused: LineRefused | None = None
    for number, line in enumerate(asked, 1):
        if not line.strip():
            continue
        try:
            answer = _answer(_parsed(line, number), settings.language, clock.now(), zone, names)
        except LineRefused as error:
            answer = {**NOTHING, "error": ERROR}
            refused = refused or error
        out.write(json.dumps(answer, ensure_ascii=False) + "\n")
        out.flush()
    if refused is not None:
        raise refused
    return 0


async def _world(settings: Settings) -> World:
    """Return the database's names; a file that isn't there yet is not made."""
    path = sqlite_path(settings.database)
    if path is not None:
        return await asyncio.to_thread(_world_of_file, path) if path.is_file() else World()
    database = await open_database(settings.database)
    try:
        return await database.read(read_world)
    finally:
        await database.close()


def _world_of_file(path: Path) -> World:
    with opened(path) as connection:
        if schema_version(connection) < newest():
            return World()
        return transact(connection, read_world)


def _parsed(line: bytes, number: int) -> dict[str, Any]:
    try:
        asked = json.loads(line)
        if isinstance(asked["text"], str):
            datetime.fromisoformat(asked.get("now") or "2026-01-01")
            return dict(asked)
    except (ValueError, KeyError, TypeError) as error:
        raise LineRefused(line=number) from error
    raise LineRefused(line=number)


def _answer(
    asked: dict[str, Any], language: str, now: datetime, zone: ZoneInfo, names: Names
) -> dict[str, object]:
    said = datetime.fromisoformat(asked["now"]) if asked.get("now") else now
    local = said.astimezone(zone) if said.tzinfo else said.replace(tzinfo=zone)
    spoken = str(asked.get("lang") or language)
    meant = understand(asked["text"], language=spoken, now=local, names=names)
    when = meant.when if isinstance(meant.when, Interval) else None
    return {
        "id": asked.get("id"),
        "start": _wall_time(when.start) if when else None,
        "end": _wall_time(when.end) if when else None,
        "question": isinstance(meant.when, Question),
        **_named(meant),
    }


def _wall_time(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat()


def _named(meant: Meant) -> dict[str, object]:
    territory = meant.where.territory if meant.where else None
    return {
        "party": meant.party.seats if meant.party else None,
        "territory": territory.name if territory else None,
        "sector": meant.sector.name if meant.sector else None,
        "host": meant.host.name if meant.host else None,
        "intent": meant.intent.value if meant.intent else None,
    }
