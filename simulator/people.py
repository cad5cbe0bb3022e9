"""Scripted people: they write, tap what they see, and wait for what they should see."""

from dataclasses import dataclass

from simulator import sight
from simulator.groups import Group
from simulator.phone import Phone
from simulator.records import Chat, Message, Tap, User
from simulator.state import State

ACKNOWLEDGED_WITHIN = 10.0


@dataclass(frozen=True, slots=True)
class Actor:
    """How the chat page introduces a person; `hints` are things one could write."""

    name: str
    language: str = "fr"
    about: str = ""
    avatar: str = ""
    start: str = "/start"
    hints: tuple[str, ...] = ()
    id: int | None = None


class Person:
    """Someone with an account; every `in_` is a group, None the private chat with the bot."""

    def __init__(self, state: State, actor: Actor, user_id: int) -> None:
        self.actor = actor
        self.user = User(user_id, actor.name, actor.language)
        self.chat = Chat(user_id, [self.user])
        self.opened_links: list[str] = []
        self.taps_made: list[Tap] = []
        state.users[user_id], state.chats[user_id] = self.user, self.chat
        self._state = state
        self._phone = Phone(state, self.user)
        self._since = 0
        self._last_tap: tuple[Message, str] | None = None

    @property
    def id(self) -> int:
        """The account's id, which is also that of the private chat."""
        return self.user.id

    @property
    def name(self) -> str:
        """The first name."""
        return self.user.name

    @property
    def language(self) -> str:
        """The language of the person's Telegram, such as "fr"."""
        return self.user.language

    # What a person does

    async def says(self, text: str, *, in_: Group | None = None, wait: bool = False) -> None:
        """Write a message; `wait` returns only when the bot has acknowledged the update."""
        update = self._phone.text(self._acting(in_.chat if in_ else self.chat), text)
        if wait and update is not None:
            updates = self._state.updates
            if not await updates.acknowledged(update, ACKNOWLEDGED_WITHIN):
                raise AssertionError(f"the bot did not acknowledge {text!r}")

    async def forwards(self, text: str, *, of: str = "Someone") -> None:
        """Pass on what somebody else wrote."""
        self._phone.forward(self._acting(self.chat), text, of)

    async def edits(self, text: str) -> None:
        """Change the text of the message written last in the private chat."""
        mine = [m for m in self.chat.messages.values() if m.sender is self.user]
        if not mine:
            raise AssertionError(f"{self.name} has written nothing to edit")
        self._acting(self.chat)
        self._phone.edit(mine[-1], text)

    async def taps(
        self, label: str, *, message: Message | None = None, in_: Group | None = None
    ) -> None:
        """Tap the button whose text contains `label` (in any case), the newest in the chat."""
        chat = in_.chat if in_ else self.chat
        found = sight.button(label, [message] if message else reversed(chat.messages.values()))
        if found is None:
            raise AssertionError(f"{self.name} sees no button [{label}] in:\n{sight.shown(chat)}")
        under, button = found
        if "callback_data" in button:
            await self.taps_data(button["callback_data"], message=under)
        elif "url" in button:
            self.opened_links.append(button["url"])
        elif "request_location" not in button and "copy_text" not in button:
            await self.says(button["text"], in_=in_)

    async def taps_data(self, data: str, *, message: Message | None = None) -> Tap:
        """Send any callback data, also one no button has, as if from under `message`."""
        under = message or self.screen
        self._acting(under.chat)
        self._last_tap = under, data
        self.taps_made.append(self._phone.tap(under, data))
        return self.taps_made[-1]

    async def taps_again(self) -> Tap:
        """The same tap as last time, even if the button is gone."""
        if self._last_tap is None:
            raise AssertionError(f"{self.name} has tapped nothing yet")
        message, data = self._last_tap
        return await self.taps_data(data, message=message)

    async def shares_location(self, latitude: float, longitude: float) -> None:
        """Send the place where the person is."""
        self._phone.location(self._acting(self.chat), latitude, longitude)

    async def sends_contact(self, phone: str = "+33600000000") -> None:
        """Send the person's own contact."""
        self._phone.contact(self._acting(self.chat), phone)

    async def sends_photo(self, caption: str = "") -> None:
        """Send a picture."""
        self._phone.photo(self._acting(self.chat), caption)

    async def sends_sticker(self) -> None:
        """Send a sticker."""
        self._phone.sticker(self._acting(self.chat))

    async def sends_voice(self) -> None:
        """Send a voice message."""
        self._phone.voice(self._acting(self.chat))

    async def blocks(self) -> None:
        """Block the bot."""
        self._phone.block(self.chat, blocked=True)

    async def unblocks(self) -> None:
        """Let the bot write again."""
        self._phone.block(self.chat, blocked=False)

    def deactivate(self) -> None:
        """Delete the account."""
        self.user.deactivated = True

    # What a person sees

    async def sees(
        self, text: str, *, within: float = 5.0, ever: bool = False, in_: Group | None = None
    ) -> Message:
        """A message of the bot with `text`, new or changed since the last action (or `ever`)."""
        chat, since = in_.chat if in_ else self.chat, 0 if ever else self._since
        found = await chat.until(lambda: sight.newest(chat, text, since), within)
        if found is None:
            raise AssertionError(
                f"{self.name} does not see {text!r} within {within} s in:\n{sight.shown(chat)}"
            )
        return found

    async def sees_toast(self, text: str, *, within: float = 5.0) -> Tap:
        """The answer to a tap since the last action, with `text`."""

        def answered() -> Tap | None:
            for tap in reversed(self.taps_made):
                said = tap.answer["text"] if tap.answer and tap.revision > self._since else None
                if said is not None and sight.contains(said, text):
                    return tap
            return None

        tap = await self.chat.until(answered, within)
        if tap is None:
            raise AssertionError(f"{self.name} gets no answer with {text!r} to the tap")
        return tap

    async def sees_nothing_new(self, for_: float) -> None:
        """Nothing from the bot comes or changes for `for_` seconds after the last action."""
        message = await self.chat.until(lambda: sight.newest(self.chat, "", self._since), for_)
        if message is not None:
            raise AssertionError(f"{self.name} sees something new:\n{sight.visible(message)}")

    @property
    def screen(self) -> Message:
        """The newest message of the bot with buttons, else its newest."""
        mine = [m for m in self.chat.messages.values() if m.from_bot]
        if not mine:
            raise AssertionError(f"{self.name} has seen nothing of the bot yet")
        return next((m for m in reversed(mine) if m.buttons), mine[-1])

    def _acting(self, chat: Chat) -> Chat:
        self._since = self._state.revision
        return chat
