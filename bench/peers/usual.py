"""The usual style: ConversationHandler, PicklePersistence, a sqlite3 connection per call.

python-telegram-bot's defaults otherwise: updates one by one, httpx. It asks the same questions
as we do, and books without an outbox, a ticket or a set of updates seen.
"""

import itertools
import random
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ConversationHandler,
    PicklePersistence,
)

from bench.peers.screens import LABELS

TERRITORY, SECTOR, DAY, SLOT, CONFIRM = range(5)
SECTORS = ("Agroalimentaire", "Métallurgie", "Bois", "Santé", "Énergie", "Textile")
SCHEMA = """
CREATE TABLE slot (id INTEGER PRIMARY KEY, territory TEXT, sector TEXT, day TEXT, hour TEXT,
                   title TEXT, capacity INTEGER, booked INTEGER DEFAULT 0);
CREATE TABLE booking (id INTEGER PRIMARY KEY, slot_id INTEGER, chat_id INTEGER, code TEXT);
"""
database = ""
numbers = itertools.count(1)


def run(sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Open the database, run one statement, commit and close."""
    with closing(sqlite3.connect(database)) as connection, connection:
        return connection.execute(sql, values).fetchall()


async def show(query: CallbackQuery, said: str, choices: list[str]) -> None:
    """Answer a tap, and ask the next question."""
    rows = [
        [InlineKeyboardButton(f"{number} · {choice}", callback_data=choice[:40])]
        for number, choice in enumerate(choices[:8], 1)
    ]
    await query.answer()
    shown = f"{said} ({next(numbers)})"
    await query.edit_message_text(shown, reply_markup=InlineKeyboardMarkup(rows))


async def begin(update: Update, _context: Any) -> int:
    """Ask where."""
    query = update.callback_query
    assert query is not None
    found = run("SELECT DISTINCT territory FROM slot WHERE booked < capacity")
    await show(query, "Où souhaitez-vous aller ?", [row[0] for row in found])
    return TERRITORY


async def territory(update: Update, context: Any) -> int:
    """Ask in which sector."""
    query = update.callback_query
    assert query is not None
    context.user_data["territory"] = query.data
    sql = "SELECT DISTINCT sector FROM slot WHERE territory = ? AND booked < capacity"
    await show(query, "Quel secteur ?", [row[0] for row in run(sql, query.data)])
    return SECTOR


async def sector(update: Update, context: Any) -> int:
    """Ask on which day."""
    query = update.callback_query
    assert query is not None
    context.user_data["sector"] = query.data
    sql = """SELECT DISTINCT day FROM slot WHERE territory = ? AND sector = ?
             AND booked < capacity ORDER BY day"""
    found = run(sql, context.user_data["territory"], query.data)
    await show(query, "Quel jour ?", [row[0] for row in found])
    return DAY


async def day(update: Update, context: Any) -> int:
    """Ask for which slot."""
    query = update.callback_query
    assert query is not None
    sql = """SELECT id, hour, title FROM slot WHERE territory = ? AND sector = ? AND day = ?
             AND booked < capacity ORDER BY hour"""
    found = run(sql, context.user_data["territory"], context.user_data["sector"], query.data)
    await show(query, "Quel créneau ?", [f"{row[0]} {row[1]} {row[2]}" for row in found])
    return SLOT


async def slot(update: Update, context: Any) -> int:
    """Show the slot."""
    query = update.callback_query
    assert query is not None
    chosen = int((query.data or "0").split()[0])
    context.user_data["slot"] = chosen
    ((title, hour, left),) = run(
        "SELECT title, hour, capacity - booked FROM slot WHERE id = ?", chosen
    )
    await show(query, f"{title} à {hour}, {left} places", ["Confirmer 1 place"])
    return CONFIRM


async def confirm(update: Update, context: Any) -> int:
    """Book."""
    query = update.callback_query
    assert query is not None
    chosen, code = context.user_data["slot"], f"{random.getrandbits(32):08x}"
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("BEGIN IMMEDIATE")
        sql = "UPDATE slot SET booked = booked + 1 WHERE id = ? AND booked < capacity"
        connection.execute(sql, (chosen,))
        sql = "INSERT INTO booking (slot_id, chat_id, code) VALUES (?, ?, ?)"
        connection.execute(sql, (chosen, query.from_user.id, code))
    await show(query, f"C'est réservé : {code}", ["Réserver une autre visite"])
    return ConversationHandler.END


def fill(slots: int) -> None:
    """Write a programme as large as ours."""
    first = datetime.now(UTC).date() + timedelta(days=2)
    rows = [
        (
            LABELS[n % len(LABELS)],
            SECTORS[n // len(LABELS) % len(SECTORS)],
            (first + timedelta(days=n // 48 % 20)).isoformat(),
            f"{8 + n % 10:02}:00",
            f"Visite {n}",
            100_000,
        )
        for n in range(slots)
    ]
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.executescript(SCHEMA)
        sql = """INSERT INTO slot (territory, sector, day, hour, title, capacity)
                 VALUES (?, ?, ?, ?, ?, ?)"""
        connection.executemany(sql, rows)


def main(url: str, token: str, folder: str, slots: str) -> None:
    """Run until stopped."""
    global database
    database = str(Path(folder) / "usual.sqlite")
    fill(int(slots))
    persistence = PicklePersistence(filepath=Path(folder) / "conversations.pickle")
    builder = Application.builder().token(token).base_url(f"{url}/bot")
    application = builder.persistence(persistence).build()
    first: Any = CallbackQueryHandler(begin)
    steps = {TERRITORY: territory, SECTOR: sector, DAY: day, SLOT: slot, CONFIRM: confirm}
    application.add_handler(
        ConversationHandler(
            entry_points=[CommandHandler("start", begin), first],
            states={step: [CallbackQueryHandler(asked)] for step, asked in steps.items()},
            fallbacks=[first],
            name="booking",
            persistent=True,
        )
    )
    application.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:])
