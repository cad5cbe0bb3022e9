"""Where each person's conversation stands: a row keyed (chat, user)."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.times import from_text, to_text
from storage.database import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Conversation:
    """A step, the draft as JSON text, and the message that carries the live screen."""

    chat_id: int
    user_id: int
    step: str
    draft: str
    revision: int
    message_id: int | None
    expires: datetime | None = None  # UTC; None until it is stored


def find(tx: Transaction, chat_id: int, user_id: int, now: datetime) -> Conversation | None:
    """Return a conversation that has not expired."""
    row = tx.fetch_one(
        """SELECT chat_id, user_id, step, draft, revision, message_id, expires FROM conversation
           WHERE chat_id = :chat_id AND user_id = :user_id AND expires > :now""",
        {"chat_id": chat_id, "user_id": user_id, "now": to_text(now)},
    )
    return Conversation(**{**row, "expires": from_text(row["expires"])}) if row else None


def save(tx: Transaction, conversation: Conversation, expires: datetime) -> None:
    """Store where a conversation stands now."""
    tx.execute(
        """INSERT INTO conversation
               (chat_id, user_id, step, draft, revision, message_id, expires)
           VALUES (:chat_id, :user_id, :step, :draft, :revision, :message_id, :expires)
           ON CONFLICT (chat_id, user_id) DO UPDATE
           SET step = :step, draft = :draft, revision = :revision, message_id = :message_id,
               expires = :expires""",
        {
            "chat_id": conversation.chat_id,
            "user_id": conversation.user_id,
            "step": conversation.step,
            "draft": conversation.draft,
            "revision": conversation.revision,
            "message_id": conversation.message_id,
            "expires": to_text(expires),
        },
    )


def set_message(tx: Transaction, chat_id: int, user_id: int, message_id: int) -> None:
    """Remember which message carries the live screen."""
    tx.execute(
        """UPDATE conversation SET message_id = :message_id
           WHERE chat_id = :chat_id AND user_id = :user_id""",
        {"chat_id": chat_id, "user_id": user_id, "message_id": message_id},
    )


def forget_before(tx: Transaction, instant: datetime) -> int:
    """Forget conversations that expired before an instant; return how many."""
    return tx.execute(
        "DELETE FROM conversation WHERE expires < :instant", {"instant": to_text(instant)}
    )
