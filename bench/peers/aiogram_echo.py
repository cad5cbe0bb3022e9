"""A bare aiogram: every tap is answered, and the screen edited. No database.

Run by the Python of a virtual environment of its own: aiogram is no dependency of the project.
"""

import asyncio
import itertools
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # only the peers' screens are needed

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from screens import KEYS, text

numbers = itertools.count(1)
KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text=label, callback_data=data)] for label, data in KEYS]
)


async def tapped(query: CallbackQuery) -> None:
    """Answer a tap, then edit its screen."""
    await query.answer()
    if isinstance(query.message, Message):
        shown = text(next(numbers))
        await query.message.edit_text(shown, parse_mode="HTML", reply_markup=KEYBOARD)


async def written(message: Message) -> None:
    """Send a text back."""
    await message.answer(message.text or "")


async def main(url: str, token: str) -> None:
    """Run until stopped."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    dispatcher = Dispatcher()
    dispatcher.callback_query.register(tapped)
    dispatcher.message.register(written)
    await dispatcher.start_polling(Bot(token, session=session))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
