"""Changes to a message the bot has sent."""

from simulator import checks
from simulator.errors import bad_request
from simulator.markup import inline_markup
from simulator.methods.chats import message_in, writable_chat
from simulator.methods.sending import document_body, photo_sizes
from simulator.params import ChatId, Entities, InputMedia
from simulator.records import Message
from simulator.state import State
from simulator.wire import Json

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)
MEDIA = ("photo", "document")


def edit_message_text(
    state: State,
    chat_id: ChatId,
    message_id: int,
    text: str,
    parse_mode: str = "",
    entities: Entities | None = None,
    reply_markup: Json | None = None,
) -> Json:
    """Other text; without a keyboard the old keyboard goes."""
    content = checks.text_content(text, parse_mode, entities)
    message = _editable(state, chat_id, message_id)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _edit(state, message, content, reply_markup)


def edit_message_caption(
    state: State,
    chat_id: ChatId,
    message_id: int,
    caption: str = "",
    parse_mode: str = "",
    caption_entities: Entities | None = None,
    reply_markup: Json | None = None,
) -> Json:
    """Another caption, or none."""
    text = checks.caption_content(caption, parse_mode, caption_entities)
    message = _editable(state, chat_id, message_id)
    media = {name: message.content[name] for name in MEDIA if name in message.content}
    if not media:
        raise bad_request("there is no caption in the message to edit")
    return _edit(state, message, {**media, **text}, reply_markup)


def edit_message_media(
    state: State,
    chat_id: ChatId,
    message_id: int,
    media: InputMedia,
    reply_markup: Json | None = None,
) -> Json:
    """Another photo or document in the place of the old content."""
    text = checks.caption_content(media.caption, media.parse_mode, None)
    message = _editable(state, chat_id, message_id)
    if media.kind == "photo":
        content: Json = {"photo": photo_sizes(state.files, media.file), **text}
    else:
        content = {"document": document_body(state.files, media.file), **text}
    return _edit(state, message, content, reply_markup)


def edit_message_reply_markup(
    state: State, chat_id: ChatId, message_id: int, reply_markup: Json | None = None
) -> Json:
    """Another keyboard, or none."""
    message = _editable(state, chat_id, message_id)
    return _edit(state, message, message.content, reply_markup)


def _editable(state: State, chat_id: ChatId, message_id: int) -> Message:
    writable_chat(state, chat_id)
    message = message_in(state, chat_id, message_id, "message to edit")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return message


def _edit(state: State, message: Message, content: Json, markup: Json | None) -> Json:
    checked = inline_markup(markup)
    kept = (
        {"reply_to_message": message.content["reply_to_message"]}
        if ("reply_to_message" in message.content)
        else {}
    )
    content = {**content, **kept}
    if content == message.content and checked == (message.markup if message.buttons else None):
        raise bad_request(NOT_MODIFIED)
    message.content, message.markup = content, checked
    message.edited = state.clock.now()
    state.changed(message)
    return message.body()
