"""What Telegram keeps: users, chats, messages, taps, the bot's profile."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

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
