"""A person's Telegram app: what is done there becomes a message and an update for the bot."""

import base64
import re

from simulator.entities import utf16_length
from simulator.files import Upload
from simulator.records import Chat, Message, Tap, User
from simulator.state import State
from simulator.updates import TAP_KEPT, Update
from simulator.wire import Json

_COMMAND = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,32}(@\w+)?")
# The smallest PNG there is: one grey dot.
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)


class Phone:
    """The app of one user."""

    def __init__(self, state: State, user: User) -> None:
        self._state = state
        self._user = user

    def text(self, chat: Chat, text: str) -> Update | None:
        """Send a text; commands are marked as such."""
        return self._send(chat, _text_content(text))

    def forward(self, chat: Chat, text: str, of: str) -> Update | None:
        """Pass on what somebody else wrote, whose account is hidden."""
        at = int(self._state.clock.now().timestamp())
        origin = {"type": "hidden_user", "sender_user_name": of, "date": at}
        return self._send(chat, {**_text_content(text), "forward_origin": origin})

    def edit(self, message: Message, text: str) -> Update | None:
        """Change a text sent before."""
        message.content, message.edited = _text_content(text), self._state.clock.now()
        self._state.changed(message)
        return self._announce("edited_message", message)

    def location(self, chat: Chat, latitude: float, longitude: float) -> Update | None:
        """Send a place."""
        return self._send(chat, {"location": {"latitude": latitude, "longitude": longitude}})

    def contact(self, chat: Chat, phone: str) -> Update | None:
        """Send the user's own contact."""
        user = self._user
        contact = {"phone_number": phone, "first_name": user.name, "user_id": user.id}
        return self._send(chat, {"contact": contact})

    def photo(self, chat: Chat, caption: str) -> Update | None:
        """Send a picture of one dot."""
        content: Json = {"photo": [self._state.files.keep_photo(Upload("", PICTURE))]}
        return self._send(chat, content | ({"caption": caption} if caption else {}))

    def sticker(self, chat: Chat) -> Update | None:
        """Send a sticker."""
        file = self._state.files.keep(Upload("sticker.webp", b"RIFF....WEBP"), "stickers")
        look = {"width": 512, "height": 512, "is_animated": False, "is_video": False}
        sticker = {**file.body(), **look, "type": "regular", "emoji": "👋"}
        return self._send(chat, {"sticker": sticker})

    def voice(self, chat: Chat) -> Update | None:
        """Send a voice message."""
        file = self._state.files.keep(Upload("voice.ogg", b"OggS"), "voice")
        return self._send(chat, {"voice": {**file.body(), "duration": 2, "mime_type": "audio/ogg"}})

    def tap(self, message: Message, data: str) -> Tap:
        """Tap a button; the message may be gone or the data made up, as with a forged app."""
        tap = self._state.add_tap(message.chat, self._user, data)
        present = message.chat.messages.get(message.id) is message
        gone = {"chat": message.chat.body(), "message_id": message.id, "date": 0}
        query = {
            "id": tap.id,
            "from": self._user.body(),
            "message": message.body() if present else gone,
            "chat_instance": str(message.chat.id),
            "data": data,
        }
        queue = ("taps", self._user.id)
        self._state.updates.add("callback_query", query, queue=queue, keep=TAP_KEPT)
        return tap

    def block(self, chat: Chat, *, blocked: bool) -> None:
        """Block the bot or let it in again."""
        if chat.blocked is blocked:
            return
        chat.blocked = blocked
        member = {"user": self._state.bot.body(), "status": "member"}
        kicked = {**member, "status": "kicked", "until_date": 0}
        change = {
            "chat": chat.body(),
            "from": self._user.body(),
            "date": int(self._state.clock.now().timestamp()),
            "old_chat_member": member if blocked else kicked,
            "new_chat_member": kicked if blocked else member,
        }
        self._state.updates.add("my_chat_member", change, queue=("member", chat.id))

    def _send(self, chat: Chat, content: Json) -> Update | None:
        if chat.blocked or self._user.deactivated:
            raise AssertionError(f"{self._user.name} can't write: bot blocked or account deleted")
        message = self._state.add_message(chat, self._user, content)
        chat.started = True
        if chat.kind == "private" or self._concerns_bot(content):
            return self._announce("message", message)
        return None

    def _announce(self, kind: str, message: Message) -> Update | None:
        queue = ("messages", message.chat.id)
        return self._state.updates.add(kind, message.body(), queue=queue)

    def _concerns_bot(self, content: Json) -> bool:
        """In a group a bot in privacy mode gets commands and what names it."""
        text = content.get("text", "")
        return text.startswith("/") or f"@{self._state.bot.username}" in text


def _text_content(text: str) -> Json:
    entities = [
        {
            "type": "bot_command",
            "offset": utf16_length(text[: found.start()]),
            "length": utf16_length(found[0]),
        }
        for found in _COMMAND.finditer(text)
    ]
    return {"text": text, "entities": entities} if entities else {"text": text}
