"""Update → values: the only place that meets Telegram's None."""

from dataclasses import dataclass

from telegram import CallbackQuery, Message, Update


@dataclass(frozen=True, kw_only=True, slots=True)
class Photo:
    """A picture that somebody sent, and what they wrote below it."""

    file_id: str  # by which Telegram sends it again
    caption: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Incoming:
    """What somebody did, and who: a text, a location, a tap, or something else."""

    update_id: int
    chat_id: int
    user_id: int
    private: bool  # in a private chat, and from a person
    language: str | None  # what their app speaks
    text: str | None = None
    forwarded: bool = False  # somebody else's words
    location: tuple[float, float] | None = None  # latitude, longitude
    photo: Photo | None = None
    tap: str | None = None  # the callback data
    tap_id: str | None = None  # to answer the tap
    message_id: int | None = None  # the tapped message


def incoming(update: Update) -> Incoming | None:
    """Return what an update says, or None when nobody is there to answer."""
    if update.callback_query is not None:
        return _tap(update.update_id, update.callback_query)
    message = update.message or update.edited_message
    if message is not None:
        return _message(update.update_id, message)
    return None


def _tap(update_id: int, query: CallbackQuery) -> Incoming:
    message = query.message
    return Incoming(
        update_id=update_id,
        chat_id=message.chat.id if message else query.from_user.id,
        user_id=query.from_user.id,
        private=message is not None and message.chat.type == "private",
        language=query.from_user.language_code,
        tap=query.data or "",
        tap_id=query.id,
        message_id=message.message_id if message else None,
    )


def _photo(message: Message) -> Photo | None:
    if not message.photo:
        return None
    return Photo(file_id=message.photo[-1].file_id, caption=message.caption or "")  # the largest


def _message(update_id: int, message: Message) -> Incoming | None:
    sender = message.from_user
    if sender is None or sender.is_bot:
        return None
    place = message.location
    return Incoming(
        update_id=update_id,
        chat_id=message.chat.id,
        user_id=sender.id,
        private=message.chat.type == "private" and message.sender_chat is None,
        language=sender.language_code,
        text=message.text,
        forwarded=message.forward_origin is not None,
        location=(place.latitude, place.longitude) if place else None,
        photo=_photo(message),
    )
