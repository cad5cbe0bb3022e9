"""Tombstones outside the database: what was erased after a backup is known beside the backup."""

import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from bot.domain.erasure import TOMBSTONES_KEPT, Tombstone
from bot.domain.times import from_text, to_text

SUFFIX = ".erased"


def beside(database: Path, folder: Path | None = None) -> Path:
    """Return the file of tombstones of a database, in its own folder or another."""
    return (folder or database.parent) / (database.name + SUFFIX)


def read(path: Path) -> list[Tombstone]:
    """Return the tombstones of a file; none when there is no file, lines cut short left out."""
    stones = []
    with suppress(FileNotFoundError):
        for line in path.read_text(encoding="ascii", errors="replace").splitlines():
            mac, _, at = line.partition(" ")
            with suppress(ValueError):
                stones.append(Tombstone(bytes.fromhex(mac).hex(), from_text(at)))
    return stones


def write(path: Path, stones: Iterable[Tombstone], now: datetime) -> None:
    """Add tombstones to a file, whole or not at all; those that are too old go."""
    latest = {stone.mac: stone for stone in sorted([*read(path), *stones], key=lambda one: one.at)}
    kept = [stone for stone in latest.values() if stone.at >= now - TOMBSTONES_KEPT]
    part = path.with_name(f".{path.name}.part")
    with os.fdopen(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as file:
        file.writelines(f"{stone.mac} {to_text(stone.at)}\n" for stone in kept)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
