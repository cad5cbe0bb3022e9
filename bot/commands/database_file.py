"""What the commands about the database's file share: which file it is, and why not."""

from pathlib import Path

from bot.domain.refusals import Refusal
from bot.settings import Settings
from storage.opening import sqlite_path


class NotAFile(Refusal):
    """The database is a server's: its own tools copy it."""

    message_id = "backup.not_a_file"


def file_of(settings: Settings) -> Path:
    """Return the file that holds the database. Raises `NotAFile`."""
    path = sqlite_path(settings.database)
    if path is None:
        raise NotAFile()
    return path
