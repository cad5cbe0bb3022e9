"""Where Telegram's updates come in: each becomes values, then one turn.

What the first answers do without is loaded when it is first asked for.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from telegram import Update
from telegram.ext import CallbackContext, ExtBot

from bot.domain.refusals import NotUnderstood, OnlyNewMessages, OnlyWords, Refusal
from handlers import start
from handlers.callback_data import StaleButton, decode
from handlers.doors import ACTING_LINKS, BUTTONS, COMMANDS, STAFF_COMMANDS, deed_of, refusing
from handlers.incoming import Incoming, incoming
from handlers.turn import Deed, Turns, stay_here
from storage import people, updates
from storage.database import Transaction

if TYPE_CHECKING:
    from handlers.texts import NewestQuestion, Texts

Context = CallbackContext[
    ExtBot[None], dict[object, object], dict[object, object], dict[object, object]
]


class Entry:
    """The ways in, one for each kind of update."""

    def __init__(self, turns: Turns, question: "NewestQuestion", groups_link: str) -> None:
        self._turns = turns
        self._question = question
        self._groups_link = groups_link

    @cached_property
    def _texts(self) -> "Texts":
        from handlers.texts import Texts

        return Texts(self._turns, self._question)

    async def rehearse(self) -> None:
        """Make ready what the first sentence takes, before somebody writes one."""
        await self._texts.rehearse()

    async def tap(self, update: Update, _context: Context) -> None:
        """A button was tapped."""
        if (came := await self._private(update)) is None:
            return
        try:
            button, revision = decode(came.tap or "", BUTTONS)
        except StaleButton:
            await self._turns.take(came, Deed(door=stay_here, on_screen=True))
            return
        await self._turns.take(came, deed_of(button, revision, on_screen=revision is not None))

    async def start(self, update: Update, _context: Context) -> None:
        """/start came, perhaps with a link's payload."""
        if (came := await self._private(update)) is None:
            return
        payload = (came.text or "").partition(" ")[2].strip()[:64]
        kind, _, name = payload.partition("_")
        if name and (door := ACTING_LINKS.get(kind)) is not None:
            await self._turns.take(came, Deed(door=door, argument=name, acts=True))
        else:
            await self._turns.take(came, Deed(door=start.start, argument=payload))

    async def command(self, update: Update, _context: Context) -> None:
        """Another command came."""
        if (came := await self._private(update)) is None:
            return
        name, argument = _command(came.text or "")
        button = COMMANDS.get(name) or STAFF_COMMANDS.get(f"{name} {argument}".rstrip())
        if name == "stop":
            from handlers.settings import stop_news

            await self._turns.take(came, Deed(door=stop_news, acts=True))
        elif button is None:
            await self._refuse(came, NotUnderstood(text=(came.text or "")[:60]))
        else:
            await self._turns.take(came, deed_of(button, None))

    async def text(self, update: Update, _context: Context) -> None:
        """A text came: it names a key of the live screen, or answers its question."""
        if (came := await self._private(update)) is None:
            return
        await self._turns.take(came, await self._texts.deed(came))

    async def location(self, update: Update, _context: Context) -> None:
        """A location was shared."""
        if (came := await self._private(update)) is not None:
            from handlers.hiring import located

            await self._turns.take(came, Deed(door=located, argument=came.location))

    async def edited(self, update: Update, _context: Context) -> None:
        """A message was edited: it is not read again. A location that moves is no message."""
        came = await self._private(update)
        if came is not None and came.location is None:
            await self._refuse(came, OnlyNewMessages())
        elif came is not None:
            await self._turns.note(update.update_id)

    async def anything(self, update: Update, _context: Context) -> None:
        """Something we don't read came: say so, and show where one stands."""
        if (came := await self._private(update)) is None:
            return
        if came.photo is None:
            await self._refuse(came, OnlyWords())
        else:
            await self._turns.take(came, await self._texts.deed_of_photo(came))

    async def member(self, update: Update, _context: Context) -> None:
        """Somebody blocked the bot, or let it write again."""
        change = update.my_chat_member
        if change is None or change.new_chat_member is None:
            await self._turns.note(update.update_id)
            return
        reachable = change.new_chat_member.status not in ("kicked", "left")
        now = self._turns.clock.now()

        def note(tx: Transaction) -> bool:
            fresh = updates.mark_seen(tx, update.update_id, now)
            if fresh:
                people.set_reachable(tx, change.chat.id, reachable=reachable, now=now)
            return fresh

        self._turns.tally.count(fresh=await self._turns.database.write(note))

    async def _private(self, update: Update) -> Incoming | None:
        came = incoming(update)
        if came is None:
            await self._turns.note(update.update_id)
            return None
        if came.private:
            return came
        await self._turns.note(update.update_id)
        self._turns.say_in_group(came, self._groups_link)
        return None

    async def _refuse(self, came: Incoming, refusal: Refusal) -> None:
        await self._turns.take(came, refusing(refusal))


def _command(text: str) -> tuple[str, str]:
    """Return a command's name and its first word: `/staff audit` is `staff`, `audit`."""
    name, *rest = text.lstrip("/").lower().split() or [""]
    return name.partition("@")[0], rest[0] if rest else ""
