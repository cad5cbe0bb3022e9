"""Everything that writes a new message into a chat."""

from simulator import checks
from simulator.errors import bad_request
from simulator.files import Files
from simulator.markup import reply_markup as checked_markup
from simulator.methods.chats import message_in, writable_chat
from simulator.params import ChatId, Entities, InputFile, Items
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
    return _send(state, chat_id, content, reply_markup, reply_parameters)


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
    return _send(state, chat_id, content, reply_markup, reply_parameters)


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
    return _send(state, chat_id, content, reply_markup, reply_parameters)


def send_location(
    state: State,
    chat_id: ChatId,
    latitude: float,
    longitude: float,
    horizontal_accuracy: float = 0,
    live_period: int = 0,
    reply_markup: Json | None = None,
    reply_parameters: Json | None = None,
) -> Json:
    """A point on the map."""
    location = checks.position(latitude, longitude)
    if horizontal_accuracy:
        location["horizontal_accuracy"] = horizontal_accuracy
    if live_period:
        location["live_period"] = live_period
    return _send(state, chat_id, {"location": location}, reply_markup, reply_parameters)


def send_venue(
    state: State,
    chat_id: ChatId,
    latitude: float,
    longitude: float,
    title: str,
    address: str,
    reply_markup: Json | None = None,
    reply_parameters: Json | None = None,
) -> Json:
    """A point on the map with a name and an address."""
    location = checks.position(latitude, longitude)
    venue = {"location": location, "title": title, "address": address}
    content = {"venue": venue, "location": location}
    return _send(state, chat_id, content, reply_markup, reply_parameters)


def send_poll(
    state: State,
    chat_id: ChatId,
    question: str,
    options: Items,
    is_anonymous: bool = True,
    type: str = "regular",  # noqa: A002 - Telegram's name
    allows_multiple_answers: bool = False,
    correct_option_id: int | None = None,
    is_closed: bool = False,
    reply_markup: Json | None = None,
    reply_parameters: Json | None = None,
) -> Json:
    """A question with 1 to 12 answers."""
    if not 1 <= len(options) <= 12:
        raise bad_request("poll must have from 1 to 12 answer options")
    texts = [checks.poll_option(option) for option in options]
    poll: Json = {
        "id": str(9_000_000_000 + state.revision),
        "question": checks.poll_question(question),
        "options": [
            {"persistent_id": str(number), "text": text, "voter_count": 0}
            for number, text in enumerate(texts)
        ],
        "total_voter_count": 0,
        "is_closed": is_closed,
        "is_anonymous": is_anonymous,
        "type": type,
        "allows_multiple_answers": allows_multiple_answers,
        "allows_revoting": True,
        "members_only": False,
    }
    if correct_option_id is not None:
        poll["correct_option_id"] = correct_option_id
    return _send(state, chat_id, {"poll": poll}, reply_markup, reply_parameters)


def send_chat_action(state: State, chat_id: ChatId, action: str) -> bool:
    """Show that the bot is busy."""
    chat = writable_chat(state, chat_id)
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    state.tell("action", {"chat": chat.id, "action": action})
    return True


def forward_message(state: State, chat_id: ChatId, from_chat_id: ChatId, message_id: int) -> Json:
    """The same content again, said to come from its author."""
    source = message_in(state, from_chat_id, message_id, "message to forward")
    origin: Json = {
        "type": "user",
        "date": int(source.date.timestamp()),
        "sender_user": source.sender.body(),
    }
    return _send(state, chat_id, {**source.content, "forward_origin": origin}, None, None)


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
    sent = _send(state, chat_id, content, reply_markup, reply_parameters)
    return {"message_id": sent["message_id"]}


def photo_sizes(files: Files, photo: InputFile) -> list[Json]:
    """A stored picture as Telegram lists its sizes; here there is one."""
    return [files.keep_photo(photo)]


def document_body(files: Files, document: InputFile) -> Json:
    """A stored document as Telegram shows it."""
    file = files.keep(document, "documents")
    return {**file.body(), "file_name": file.name, "mime_type": file.mime}


def _send(
    state: State,
    chat_id: ChatId,
    content: Json,
    markup: Json | None,
    reply: Json | None,
) -> Json:
    checked = checked_markup(markup)
    chat = writable_chat(state, chat_id)
    if reply and (original := chat.messages.get(reply.get("message_id", 0))):
        content["reply_to_message"] = {**original.body(), "reply_to_message": None}
    elif reply and not reply.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return state.add_message(chat, state.bot, content, checked).body()
