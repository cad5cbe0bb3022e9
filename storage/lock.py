"""One running program a database file: the second is refused."""

import fcntl
import os
from pathlib import Path

from storage.database import AlreadyRunning, StorageUnavailable


class FileLock:
    """An exclusive lock beside a database file; the system frees it when the process dies.

    Raises `AlreadyRunning`, or `StorageUnavailable` where no file can be written.
    """

    def __init__(self, database: Path) -> None:
        path = database.with_name(database.name + ".lock")
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StorageUnavailable(f"{path}: {error.strerror}") from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(self._file)
            raise AlreadyRunning(str(database)) from error

    def release(self) -> None:
        """Let another process run on the file."""
        os.close(self._file)
