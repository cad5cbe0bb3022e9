"""Disks that fill up and files that others hold: done for real, where the machine lets us."""

import asyncio
import sqlite3
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest

MEGABYTE = 1_000_000
SIZE = 300 * MEGABYTE  # more than the least that /readyz asks for


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """Mount a disk of its own; skips the test where that is not allowed."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("mounting a small disk needs root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """Fill a disk to the last byte for the length of a block."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for chunk in (MEGABYTE, 4096, 1):
            try:
                while True:
                    file.write(bytes(chunk))
            except OSError:
                continue
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def read_only(disk: Path) -> Iterator[None]:
    """Let nothing be written to a disk for the length of a block."""
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    try:
        yield
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)


@asynccontextmanager
async def locked(path: Path, seconds: float) -> AsyncIterator[None]:
    """Hold the write lock as another process does, for so long and for the length of a block."""
    connection = sqlite3.connect(path, timeout=30, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    loop = asyncio.get_running_loop()
    ends = loop.time() + seconds
    try:
        yield
        while loop.time() < ends:  # noqa: ASYNC110 - the length is what is tested
            await asyncio.sleep(0.05)
    finally:
        connection.execute("ROLLBACK")
        connection.close()


@contextmanager
def taken_away(path: Path) -> Iterator[None]:
    """Take a database's files away for the length of a block."""
    names = [path.with_name(path.name + end) for end in ("", "-wal", "-shm")]
    there = [name for name in names if name.exists()]
    aside = path.parent / "aside"
    aside.mkdir()
    for name in there:
        name.rename(aside / name.name)
    try:
        yield
        assert not path.exists(), "a new, empty database was made"
    finally:
        for name in there:
            (aside / name.name).rename(name)
