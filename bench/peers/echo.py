"""A bare python-telegram-bot: every tap is answered, and the screen edited. No database.

`--transport ours` takes our request class, `stock` the library's own.
"""

import argparse
import itertools
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, MessageHandler, filters

from bench.peers.screens import KEYS, text
from bot.delivery.request import AiohttpRequest

numbers = itertools.count(1)
KEYBOARD = InlineKeyboardMarkup(
    [[InlineKeyboardButton(label, callback_data=data)] for label, data in KEYS]
)


async def tapped(update: Update, _context: Any) -> None:
    """Answer a tap, then edit its screen."""
    query = update.callback_query
    assert query is not None
    await query.answer()
    await query.edit_message_text(text(next(numbers)), parse_mode="HTML", reply_markup=KEYBOARD)


async def written(update: Update, _context: Any) -> None:
    """Send a text back."""
    assert update.message is not None
    await update.message.reply_text(update.message.text or "")


def main() -> None:
    """Run until stopped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("token")
    parser.add_argument("--transport", choices=("ours", "stock"), default="ours")
    wanted = parser.parse_args()
    builder = Application.builder().token(wanted.token).concurrent_updates(True)
    builder = builder.base_url(f"{wanted.url}/bot")
    if wanted.transport == "ours":
        builder = builder.request(AiohttpRequest())
        builder = builder.get_updates_request(AiohttpRequest(connections=2))
    application = builder.build()
    application.add_handler(CallbackQueryHandler(tapped))
    application.add_handler(MessageHandler(filters.TEXT, written))
    application.run_polling()


if __name__ == "__main__":
    main()
