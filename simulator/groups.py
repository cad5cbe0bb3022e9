"""Groups the bot is in."""

from simulator.records import Chat, User
from simulator.state import State


class Group:
    """A group of people and the bot, which is in privacy mode."""

    def __init__(self, state: State, title: str, members: list[User], group_id: int) -> None:
        self.chat = Chat(group_id, members, title, "group", started=True)
        self._state = state
        state.chats[group_id] = self.chat

    @property
    def id(self) -> int:
        """The chat's id, negative as in Telegram."""
        return self.chat.id

    def migrates(self) -> int:
        """Become a supergroup; the new id. Calls to the old one are refused and tell the new."""
        old = self.chat
        new_id = -1_000_000_000_000 + old.id
        new = Chat(new_id, old.members, old.title, "supergroup", started=True)
        self._state.chats[new_id] = self.chat = new
        who = old.members[0]
        for chat, content in (
            (old, {"migrate_to_chat_id": new_id}),
            (new, {"migrate_from_chat_id": old.id}),
        ):
            message = self._state.add_message(chat, who, content)
            self._state.updates.add("message", message.body(), queue=("messages", chat.id))
        old.migrated_to = new_id
        return new_id

    def removes_bot(self) -> None:
        """Throw the bot out."""
        self.chat.blocked = True
