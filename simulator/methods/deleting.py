"""Taking messages away."""

from datetime import timedelta

from simulator.errors import bad_request
from simulator.methods.chats import known_chat, message_in
from simulator.params import ChatId, Items
from simulator.state import State

DELETABLE_FOR = timedelta(hours=48)


def delete_message(state: State, chat_id: ChatId, message_id: int) -> bool:
    """A message younger than 48 hours: the bot's own, or anyone's in a private chat."""
    message = message_in(state, chat_id, message_id, "message to delete")
    if not message.from_bot and message.chat.kind != "private":
        raise bad_request("message can't be deleted")
    if state.clock.now() - message.date > DELETABLE_FOR:
        raise bad_request("message can't be deleted for everyone")
    state.removed(message)
    return True


def delete_messages(state: State, chat_id: ChatId, message_ids: Items) -> bool:
    """Up to 100 messages; those that are not there are skipped."""
    if not 1 <= len(message_ids) <= 100:
        raise bad_request("message identifiers are not specified or too many")
    present = known_chat(state, chat_id).messages.keys() & set(message_ids)
    for message_id in present:
        delete_message(state, chat_id, message_id)
    return True
