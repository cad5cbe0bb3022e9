"""The edge: Telegram in, Telegram out, nothing decided."""

from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from handlers.entry import Entry

NEW = filters.UpdateType.MESSAGE


def register(application: Application[Any, Any, Any, Any, Any, Any], entry: Entry) -> None:
    """Open every way in, in order: the first that fits takes the update."""
    application.add_handlers(
        [
            CallbackQueryHandler(entry.tap),
            CommandHandler("start", entry.start, filters=NEW),
            MessageHandler(NEW & filters.COMMAND, entry.command),
            MessageHandler(NEW & filters.TEXT, entry.text),
            MessageHandler(NEW & filters.LOCATION, entry.location),
            MessageHandler(filters.UpdateType.EDITED_MESSAGE, entry.edited),
            ChatMemberHandler(entry.member, ChatMemberHandler.MY_CHAT_MEMBER),
            TypeHandler(Update, entry.anything),
        ]
    )


def load_the_rest() -> None:
    """Load what the first answers did without, before somebody waits for it."""
    import handlers.letter_kinds
    import handlers.other_doors
    import handlers.other_places
    import handlers.texts  # noqa: F401 - loading is all that is wanted
