"""Show who composes a broadcast how it will look: one sample a language, to them alone."""

from datetime import datetime

from bot.domain.broadcast import BroadcastKind, Content, check_content
from bot.domain.deliveries import Delivery, Kind
from bot.i18n import REFERENCE
from bot.ids import Ids
from storage import deliveries
from storage.database import Transaction


def preview_broadcast(
    tx: Transaction, content: Content, kind: BroadcastKind, *, chat_id: int, now: datetime, ids: Ids
) -> None:
    """Owe a sample in each language. Raises `NothingToSay` or `TextTooLong`."""
    check_content(content, REFERENCE)
    key = ids.key()
    for language, text in content.texts.items():
        fields: dict[str, str | int] = {"text": text, "language": language, "kind": kind.value}
        if content.photo is not None:
            fields["photo"] = content.photo
        deliveries.add(
            tx,
            Delivery(
                kind=Kind.SAMPLE,
                chat_id=chat_id,
                dedup_key=f"sample:{key}:{language}",
                due=now,
                urgency=now,
                fields=fields,
            ),
        )
