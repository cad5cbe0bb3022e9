"""What must follow an erasure: it is known outside the database, and its bytes are gone.

A backup that is older than an erasure brings the person back. So the keyed hashes of who was
erased are also kept beside the database and beside the last backup, where `restore` finds them.
"""

import asyncio
from pathlib import Path

import structlog

from bot.clock import Clock
from bot.domain.erasure import Tombstone
from storage import backups, facts, tombstone_file, tombstones
from storage.database import Database, StorageError, Transaction
from storage.sqlite_file import wipe_log

log = structlog.get_logger(__name__)


class Erasures:
    """Follows the erasures of a database in a file; `path` None leaves that to a server."""

    def __init__(self, database: Database, clock: Clock, path: Path | None) -> None:
        self._database = database
        self._clock = clock
        self._path = path
        self._kept: tuple[list[Tombstone], str | None] | None = None  # as of the last time

    async def follow(self, *, tidied: bool) -> None:
        """Carry outside what was erased since the last time; wipe the log if anything went."""
        if self._path is None:
            return
        known = await self._database.read(_known)
        new = known != self._kept
        if new or tidied:
            await asyncio.to_thread(self._carry, self._path, known, wipe=tidied or new)
            self._kept = known

    def _carry(self, path: Path, known: tuple[list[Tombstone], str | None], *, wipe: bool) -> None:
        erased, last_backup = known
        folders = [path.parent, *([Path(last_backup)] if last_backup else [])]
        try:
            for folder in folders:
                if erased and folder.is_dir():
                    file = tombstone_file.beside(path, folder)
                    tombstone_file.write(file, erased, self._clock.now())
            if wipe:
                wipe_log(path)
        except (OSError, StorageError) as error:
            log.error("erasures_not_carried_out", error=type(error).__name__)


def _known(tx: Transaction) -> tuple[list[Tombstone], str | None]:
    return tombstones.all_of_them(tx), facts.get(tx, backups.LAST_FOLDER)
