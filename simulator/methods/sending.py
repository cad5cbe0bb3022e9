"""New messages: texts, pictures, documents; and what all kinds have in common."""

from simulator import checks
from simulator.errors import bad_request
from simulator.files import Files
from simulator.markup import reply_markup as checked_markup
from simulator.methods.chats import writable_chat
from simulator.params import ChatId, Entities, InputFile
from simulator.state import State
from simulator.wire import Json

ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


def send_message(
    state: State,
    chat_id: ChatId,
    text: str,
    parse_mode: str = "",
    entities: Entities | None = None,
    reply_markup: Json | None = None,
    reply_parameters: Json | None = None,
) -> Json:
    """Text, up to 4096 characters after its HTML is parsed."""
    content = checks.text_content(text, parse_mode, entities)
    return deliver(state, chat_id, content, reply_markup, reply_parameters)


def send_photo(
    state: State,
    chat_id: ChatId,
    photo: InputFile,
    caption: str = "",
    parse_mode: str = "",
    caption_entities: Entities | None = None,
    reply_markup: Json | None = None,
    reply_parameters: Json | None = None,
) -> Json:
    """A picture, uploaded or by file_id."""
    text = checks.caption_content(caption, parse_mode, caption_entities)
    content = {"photo": photo_sizes(state.files, photo), **text}
    return deliver(state, chat_id, content, reply_markup, reply_parameters)


def send_document(
    state: State,
    chat_id: ChatId,
    document: InputFile,
    caption: str = "",
    parse_mode: str = "",
    caption_entities: Entities | None = None,
    reply_markup: Json | None = None,
    reply_parameters: Json | None = None,
) -> Json:
    """A file of any type, uploaded or by file_id."""
    text = checks.caption_content(caption, parse_mode, caption_entities)
    content = {"document": document_body(state.files, document), **text}
    return deliver(state, chat_id, content, reply_markup, reply_parameters)


def send_chat_action(state: State, chat_id: ChatId, action: str) -> bool:
    """Show that the bot is busy."""
    chat = writable_chat(state, chat_id)
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    state.tell("action", {"chat": chat.id, "action": action})
    return True


def photo_sizes(files: Files, photo: InputFile) -> list[Json]:
    """A stored picture as Telegram lists its sizes; here there is one."""
    return [files.keep_photo(photo)]


def document_body(files: Files, document: InputFile) -> Json:
    """A stored document as Telegram shows it."""
    file = files.keep(document, "documents")
    return {**file.body(), "file_name": file.name, "mime_type": file.mime}


def deliver(
    state: State,
    chat_id: ChatId,
    content: Json,
    markup: Json | None,
    reply: Json | None,
) -> Json:
    """Write a message of the bot into a chat, if everything about it is right."""
    checked = checked_markup(markup)
    chat = writable_chat(state, chat_id)
    if reply and (original := chat.messages.get(reply.get("message_id", 0))):
        content["reply_to_message"] = {**original.body(), "reply_to_message": None}
    elif reply and not reply.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return state.add_message(chat, state.bot, content, checked).body()
