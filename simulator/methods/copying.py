"""The content of one message in another."""

from simulator import checks
from simulator.methods.chats import message_in
from simulator.methods.sending import deliver
from simulator.params import ChatId, Entities
from simulator.state import State
from simulator.wire import Json


def forward_message(state: State, chat_id: ChatId, from_chat_id: ChatId, message_id: int) -> Json:
    """The same content again, said to come from its author."""
    source = message_in(state, from_chat_id, message_id, "message to forward")
    origin: Json = {
        "type": "user",
        "date": int(source.date.timestamp()),
        "sender_user": source.sender.body(),
    }
    return deliver(state, chat_id, {**source.content, "forward_origin": origin}, None, None)


def copy_message(
    state: State,
    chat_id: ChatId,
    from_chat_id: ChatId,
    message_id: int,
    caption: str | None = None,
    parse_mode: str = "",
    caption_entities: Entities | None = None,
    reply_markup: Json | None = None,
    reply_parameters: Json | None = None,
) -> Json:
    """The same content as if the bot had written it."""
    content = dict(message_in(state, from_chat_id, message_id, "message to copy").content)
    content.pop("forward_origin", None)
    if caption is not None and "text" not in content:
        content.pop("caption_entities", None)
        content |= checks.caption_content(caption, parse_mode, caption_entities)
    sent = deliver(state, chat_id, content, reply_markup, reply_parameters)
    return {"message_id": sent["message_id"]}
