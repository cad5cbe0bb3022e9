"""What Telegram's servers know: users, chats, messages, taps, files, updates."""

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from simulator.clock import Clock
from simulator.files import Files
from simulator.updates import Updates
from simulator.webhooks import Webhook
from simulator.wire import Json

T = TypeVar("T")


@dataclass(slots=True, eq=False)
class User:
    """A person or the bot."""

    id: int
    name: str
    language: str = ""
    username: str = ""
    is_bot: bool = False
    deactivated: bool = False

    def body(self) -> Json:
        """The user as the Bot API shows it."""
        body: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.name}
        if self.username:
            body["username"] = self.username
        if self.language:
            body["language_code"] = self.language
        return body


@dataclass(slots=True, eq=False)
class Message:
    """A message as it stands now; `content` holds the Bot API's fields of its kind."""

    id: int
    chat: "Chat"
    sender: User
    date: datetime
    content: Json
    markup: Json | None = None
    edited: datetime | None = None
    revision: int = 0

    @property
    def text(self) -> str:
        """Its text or caption, without formatting."""
        return str(self.content.get("text") or self.content.get("caption") or "")

    @property
    def entities(self) -> list[Json]:
        """The formatting of its text or caption."""
        return self.content.get("entities") or self.content.get("caption_entities") or []

    @property
    def buttons(self) -> list[list[Json]]:
        """Its inline buttons, row by row."""
        rows: list[list[Json]] = (self.markup or {}).get("inline_keyboard", [])
        return rows

    @property
    def from_bot(self) -> bool:
        """True when the bot wrote it."""
        return self.sender.is_bot

    def body(self) -> Json:
        """The message as the Bot API shows it."""
        body: Json = {
            "message_id": self.id,
            "from": self.sender.body(),
            "chat": self.chat.body(),
            "date": int(self.date.timestamp()),
            **self.content,
        }
        if self.edited:
            body["edit_date"] = int(self.edited.timestamp())
        if self.buttons:
            body["reply_markup"] = self.markup
        return body


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat of one person with the bot, or a group."""

    id: int
    members: list[User]
    title: str = ""
    kind: str = "private"
    messages: dict[int, Message] = field(default_factory=dict)
    started: bool = False
    blocked: bool = False
    migrated_to: int | None = None
    read_up_to: int = 0
    waiting: set[asyncio.Future[None]] = field(default_factory=set)

    def body(self) -> Json:
        """The chat as the Bot API shows it."""
        if self.kind != "private":
            return {"id": self.id, "type": self.kind, "title": self.title}
        return {"id": self.id, "type": "private", "first_name": self.members[0].name}

    def notify(self) -> None:
        """Wake everyone who waits for something in this chat."""
        for future in self.waiting:
            if not future.done():
                future.set_result(None)
        self.waiting.clear()

    async def until(self, found: Callable[[], T | None], within: float) -> T | None:
        """The first thing `found` finds, looked for after each change; None after `within` s."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + within
        while (result := found()) is None:
            future: asyncio.Future[None] = loop.create_future()
            self.waiting.add(future)
            await asyncio.wait([future], timeout=max(0.0, deadline - loop.time()))
            if not future.done():
                self.waiting.discard(future)
                return found()
        return result


@dataclass(slots=True, eq=False)
class Tap:
    """A tap on a button, and what the bot answered to it."""

    id: str
    user: User
    chat: Chat
    data: str
    date: datetime
    revision: int = 0
    answer: Json | None = None


@dataclass(slots=True)
class Profile:
    """How the bot presents itself; keys are (scope, language) or languages."""

    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    menus: dict[int | None, Json] = field(default_factory=dict)


class State:
    """The one object everything in the simulator reads and changes."""

    def __init__(self, clock: Clock, bot: User, webhook_retry_unit: float = 1.0) -> None:
        self.clock = clock
        self.bot = bot
        self.profile = Profile()
        self.users: dict[int, User] = {bot.id: bot}
        self.chats: dict[int, Chat] = {}
        self.taps: dict[str, Tap] = {}
        self.files = Files()
        self.updates = Updates(clock)
        self.webhook = Webhook(self.updates, clock, webhook_retry_unit)
        self.poll: object = None
        self.revision = 0
        self.watchers: set[Callable[[str, Json], None]] = set()
        self._message_ids = itertools.count(1)
        self._tap_ids = itertools.count(4_300_000_000_000_001)

    def add_message(
        self, chat: Chat, sender: User, content: Json, markup: Json | None = None
    ) -> Message:
        """Write a message into a chat; ids are common to all chats, as in a real account."""
        message = Message(next(self._message_ids), chat, sender, self.clock.now(), content, markup)
        chat.messages[message.id] = message
        self.changed(message)
        return message

    def add_tap(self, chat: Chat, user: User, data: str) -> Tap:
        """Note that a person tapped a button."""
        tap = Tap(str(next(self._tap_ids)), user, chat, data, self.clock.now())
        self.taps[tap.id] = tap
        return tap

    def changed(self, message: Message) -> None:
        """Tell who waits or watches that a message is new or was edited."""
        self.revision += 1
        message.revision = self.revision
        if message.chat.waiting:
            message.chat.notify()
        if self.watchers:
            self.tell("message", {"chat": message.chat.id, "message": message})

    def removed(self, message: Message) -> None:
        """Take a message away for everybody."""
        del message.chat.messages[message.id]
        self.revision += 1
        message.chat.notify()
        self.tell("deleted", {"chat": message.chat.id, "id": message.id})

    def answered(self, tap: Tap, answer: Json) -> None:
        """Keep the bot's answer to a tap."""
        self.revision += 1
        tap.answer, tap.revision = answer, self.revision
        tap.chat.notify()
        self.tell("toast", {"chat": tap.chat.id, "text": answer["text"], "alert": answer["alert"]})

    def tell(self, event: str, data: Json) -> None:
        """Pass an event to all who watch."""
        for watcher in list(self.watchers):
            watcher(event, data)
