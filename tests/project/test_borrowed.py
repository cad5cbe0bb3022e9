"""What we use of others that they never promised, in one place each (docs/decisions/0002)."""

import asyncio
import re
import sqlite3
import threading
from pathlib import Path

import aiosqlite
import uvicorn

from storage.sqlite import _in_thread
from tests.project.source import named, python_files

# file → why no public way does it
BORROWED = {
    "storage/sqlite.py": "aiosqlite has no call that runs our function in its thread",
    "bot/http.py": "uvicorn's public serve() takes over the process' signals",
}


async def test_aiosqlite_still_runs_a_function_of_ours_in_its_thread(tmp_path: Path) -> None:
    def look(connection: sqlite3.Connection) -> tuple[int, int]:
        (one,) = connection.execute("SELECT 1").fetchone()
        return one, threading.get_ident()

    async with aiosqlite.connect(tmp_path / "file.sqlite") as connection:
        first = await _in_thread(connection, look)
        second = await _in_thread(connection, look)
    assert first == second
    assert first[0] == 1
    assert first[1] != threading.get_ident()


async def test_aiosqlite_still_raises_what_the_function_raised(tmp_path: Path) -> None:
    def fail(_connection: sqlite3.Connection) -> None:
        raise LookupError("ours")

    async with aiosqlite.connect(tmp_path / "file.sqlite") as connection:
        (raised,) = await asyncio.gather(_in_thread(connection, fail), return_exceptions=True)
    assert isinstance(raised, LookupError)


def test_uvicorn_still_serves_on_a_socket_without_touching_signals() -> None:
    assert asyncio.iscoroutinefunction(uvicorn.Server._serve)


def test_nothing_else_is_borrowed() -> None:
    lent = {
        named(path)
        for path in python_files("bot", "handlers", "storage", "simulator")
        if re.search(r"noqa:.*SLF001", path.read_text())
    }
    assert lent == set(BORROWED)
