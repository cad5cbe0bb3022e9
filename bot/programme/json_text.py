"""JSON and JSON lines as events."""

from collections.abc import Iterator

import orjson

from bot.programme.events import add_event
from bot.programme.openagenda import looks_like_event, read_event
from bot.programme.refusals import MissingColumns, NestedTooDeep, Unreadable
from bot.programme.rows import Source
from bot.programme.text import quoted

_LISTS = ("events", "results", "records", "data")


def read_json(text: str, name: str) -> Source:
    """Events of a JSON document (numbered) or of JSON lines (by line).

    Raises Unreadable, NestedTooDeep, and MissingColumns when no record is an event.
    """
    source = Source()
    records = [(line, _unwrapped(record)) for line, record in _records(text, name, source)]
    if records and not any(looks_like_event(record) for _, record in records):
        found = ", ".join(quoted(key) for key in list(records[0][1])[:30]) or "—"
        missing = ("title", "timings", "location")
        raise MissingColumns(count=len(missing), columns=", ".join(missing), found=found)
    for line, record in records:
        if looks_like_event(record):
            add_event(read_event(record), line, source)
        else:
            source.refuse(line, "programme.record_unreadable")
    return source


def _records(text: str, name: str, source: Source) -> Iterator[tuple[int, dict[str, object]]]:
    try:
        document: object = orjson.loads(text)
    except orjson.JSONDecodeError as wrong:
        if "depth limit" in str(wrong):
            raise NestedTooDeep(name=name) from wrong
        yield from _lines(text, name, source)
        return
    if isinstance(document, dict):
        inner = next((document[key] for key in _LISTS if isinstance(document.get(key), list)), None)
        document = [document] if inner is None else inner
    for number, record in enumerate(document if isinstance(document, list) else [document], 1):
        if isinstance(record, dict):
            yield number, record
        else:
            source.refuse(number, "programme.record_unreadable")


def _lines(text: str, name: str, source: Source) -> Iterator[tuple[int, dict[str, object]]]:
    good = 0
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record: object = orjson.loads(line)
        except orjson.JSONDecodeError:
            record = None
        if isinstance(record, dict):
            good += 1
            yield number, record
        else:
            source.refuse(number, "programme.record_unreadable")
    if not good:
        raise Unreadable(name=name, kind="JSON")


def _unwrapped(record: dict[str, object]) -> dict[str, object]:
    fields = record.get("fields")
    return fields if isinstance(fields, dict) else record
