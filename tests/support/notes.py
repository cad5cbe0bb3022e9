"""Notes in a table: the smallest thing that a transaction can write."""

import sqlite3
from pathlib import Path

from storage.database import Transaction


def note(tx: Transaction, text: str) -> str:
    """Write a note, return it."""
    tx.execute("INSERT INTO note (text) VALUES (:text)", {"text": text})
    return text


def notes(tx: Transaction) -> set[str]:
    """Return every note."""
    return {row["text"] for row in tx.fetch_all("SELECT text FROM note")}


def on_disk(path: Path) -> set[str]:
    """Return the notes that another process would find in the file."""
    connection = sqlite3.connect(path)
    found = {text for (text,) in connection.execute("SELECT text FROM note")}
    connection.close()
    return found
