"""Everything Telegram's servers know, and who is told when it changes."""

import itertools
from collections.abc import Callable

from simulator.clock import Clock
from simulator.files import Files
from simulator.records import Chat, Message, Profile, Tap, User
from simulator.updates import Updates
from simulator.webhooks import Webhook
from simulator.wire import Json


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
