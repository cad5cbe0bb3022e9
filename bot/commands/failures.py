"""What may end a command, as a sentence for whoever typed it."""

from bot.delivery.receive import WrongToken
from bot.domain.refusals import Refusal
from bot.http import PortTaken
from bot.i18n import translator
from handlers.screens.notice import refusal_text
from storage.backups import NoRoom, NotACopy
from storage.database import AlreadyRunning, SchemaTooNew, StorageDamaged, StorageError

FAILURES = (Refusal, StorageError, WrongToken, PortTaken)
SENTENCES: dict[type[Exception], str] = {
    AlreadyRunning: "cli.already_running",
    StorageDamaged: "cli.damaged",
    SchemaTooNew: "cli.schema_too_new",
    NotACopy: "backup.not_a_copy",
    NoRoom: "backup.no_room",
    WrongToken: "cli.wrong_token",
    PortTaken: "cli.port_taken",
}


def sentence(error: Exception, language: str) -> str:
    """Return what one of `FAILURES` says."""
    t = translator(language)
    if isinstance(error, Refusal):
        return str(refusal_text(error, t))
    return t.label(SENTENCES.get(type(error), "cli.storage_unavailable"), what=str(error))
