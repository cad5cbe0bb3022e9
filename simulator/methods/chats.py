"""Chats, their members, their messages and their files."""

from simulator.errors import ApiError, bad_request, forbidden
from simulator.files import DOWNLOAD_LIMIT
from simulator.params import ChatId
from simulator.records import Chat, Message
from simulator.state import State
from simulator.wire import Json


def known_chat(state: State, chat_id: int) -> Chat:
    """The chat of an id; ApiError when there is none or the group has moved to another id."""
    chat = state.chats.get(chat_id)
    if chat is None:
        raise bad_request("chat not found")
    if chat.migrated_to:
        reason = "Bad Request: group chat was upgraded to a supergroup chat"
        raise ApiError(400, reason, migrate_to_chat_id=chat.migrated_to)
    return chat


def writable_chat(state: State, chat_id: int) -> Chat:
    """A chat the bot may write to."""
    chat = known_chat(state, chat_id)
    if chat.kind == "private":
        if chat.members[0].deactivated:
            raise forbidden("user is deactivated")
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
    elif chat.blocked:
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    return chat


def message_in(state: State, chat_id: int, message_id: int, what: str) -> Message:
    """A message of a chat; `what` names it in the error."""
    message = known_chat(state, chat_id).messages.get(message_id)
    if message is None:
        raise bad_request(f"{what} not found")
    return message


def get_chat(state: State, chat_id: ChatId) -> Json:
    """A chat with the details ChatFullInfo asks for."""
    chat = known_chat(state, chat_id)
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")
    return {
        **chat.body(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {**dict.fromkeys(gifts, True), "gifts_from_channels": True},
    }


def get_chat_member(state: State, chat_id: ChatId, user_id: int) -> Json:
    """What someone is in a chat: member or left."""
    chat, user = known_chat(state, chat_id), state.users.get(user_id)
    if user is None:
        raise bad_request("user not found")
    inside = user in chat.members or user.is_bot
    return {"user": user.body(), "status": "member" if inside else "left"}


def get_file(state: State, file_id: str) -> Json:
    """Where a file can be downloaded."""
    file = state.files.by_id(file_id)
    if len(file.data) > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return {**file.body(), "file_path": file.path}
