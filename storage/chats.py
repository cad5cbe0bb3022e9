"""A chat that got another id: everything kept under the old one moves."""

from storage.database import Transaction

# What a chat can have one of only: a row whose like is there under the new id stays behind.
ONE_OF = {
    "person": "true",
    "conversation": "there.user_id = conversation.user_id",
    "intention": "there.slot_id = intention.slot_id",
    "waitlist": "there.slot_id = waitlist.slot_id",
    "booking": "there.slot_id = booking.slot_id",
}


def move(tx: Transaction, old: int, new: int) -> None:
    """Rewrite a chat's id everywhere; doing it twice changes nothing."""
    ids = {"old": old, "new": new}
    for table, alike in ONE_OF.items():
        tx.execute(
            f"""UPDATE {table} SET chat_id = :new
                WHERE chat_id = :old AND NOT EXISTS (
                    SELECT 1 FROM {table} AS there WHERE there.chat_id = :new AND {alike})""",  # noqa: S608
            ids,
        )
    tx.execute("UPDATE delivery SET chat_id = :new WHERE chat_id = :old", ids)
