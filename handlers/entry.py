"""Where Telegram's updates come in: each becomes values, then one turn."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from telegram import Update
from telegram.ext import CallbackContext, ExtBot

from bot.conversation import Here, Place
from bot.domain.refusals import NotUnderstood, NotYours, OnlyNewMessages, OnlyWords, Refusal
from handlers import hiring, settings, start
from handlers.callback_data import StaleButton, decode
from handlers.callbacks import Button
from handlers.doors import ACTING_LINKS, ACTS, BUTTONS, COMMANDS, LEADS, STAFF_COMMANDS
from handlers.incoming import Incoming, incoming
from handlers.letters import Asked
from handlers.said import WORDS, Sentences, deed_of_text
from handlers.screens.screen import Key, Screen
from handlers.staff.doors import TAPS, TYPED, StaffDoor
from handlers.turn import Deed, Turns, stay_here
from handlers.typed import key_meant, key_named, key_of_question
from storage import people, updates
from storage.database import Transaction

Context = CallbackContext[
    ExtBot[None], dict[object, object], dict[object, object], dict[object, object]
]
NewestQuestion = Callable[[int], Awaitable[Asked | None]]  # of a chat
LONGEST_TEXT = 200  # characters of a message that are read


class Entry:
    """The ways in, one for each kind of update."""

    def __init__(self, turns: Turns, question: NewestQuestion, groups_link: str) -> None:
        self._turns = turns
        self._question = question
        self._groups_link = groups_link
        self._sentences = Sentences()

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
            await self._turns.take(came, Deed(door=settings.stop_news, acts=True))
        elif button is None:
            await self._refuse(came, NotUnderstood(text=(came.text or "")[:60]))
        else:
            await self._turns.take(came, deed_of(button, None))

    async def text(self, update: Update, _context: Context) -> None:
        """A text came: it names a key of the live screen, or answers its question."""
        if (came := await self._private(update)) is None:
            return
        said = (came.text or "")[:LONGEST_TEXT]
        here, screen, whole = await self._turns.look(came)
        if (staff := TYPED.get(here.place.step)) is not None:
            await self._turns.take(came, deed_of_staff_text(staff, came, here, screen, whole))
            return
        asked = key_of_question(said, await self._question(came.chat_id), here.acted)
        key = asked or _key_said(said, here, screen, whole)
        if key is not None and key.button is not None:
            await self._turns.take(came, deed_of(key.button, here.revision or None))
        else:
            heard = await self._turns.database.read(self._sentences.reading(here, said))
            await self._turns.take(came, deed_of_text(here, said, heard, whole=came.text or ""))

    async def location(self, update: Update, _context: Context) -> None:
        """A location was shared."""
        if (came := await self._private(update)) is not None:
            await self._turns.take(came, Deed(door=hiring.located, argument=came.location))

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
        if came.photo is not None and not came.forwarded:
            here, _screen, _whole = await self._turns.look(came)
            staff = TYPED.get(here.place.step)
            if staff is not None and staff.photos:
                await self._turns.take(came, deed_of_staff(staff, came.photo))
                return
        await self._refuse(came, OnlyWords())

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
        await self._turns.take(came, _refusing(refusal))


def _key_said(text: str, here: Here, screen: Screen, whole: Screen) -> Key | None:
    """Return the key that a text names; « bonjour » leads nowhere where words are asked for."""
    if here.place.step in WORDS:
        return key_named(text, screen)
    return key_meant(text, screen, whole, here.language)


def deed_of(button: Button, revision: int | None, *, on_screen: bool = False) -> Deed:
    """Return what a button does."""
    kind = type(button)
    if (staff := TAPS.get(kind)) is not None:
        return replace(deed_of_staff(staff, button), revision=revision, on_screen=on_screen)
    acts = kind in ACTS
    return Deed(
        door=ACTS[kind] if acts else LEADS[kind],
        argument=button,
        acts=acts,
        revision=revision,
        on_screen=on_screen,
    )


def _command(text: str) -> tuple[str, str]:
    """Return a command's name and its first word: `/staff audit` is `staff`, `audit`."""
    name, *rest = text.lstrip("/").lower().split() or [""]
    return name.partition("@")[0], rest[0] if rest else ""


def deed_of_staff(staff: StaffDoor, argument: object) -> Deed:
    """Return what a button or a text of staff does, and the right it asks for."""
    return Deed(door=staff.door, argument=argument, acts=staff.acts, right=staff.right)


def deed_of_staff_text(
    staff: StaffDoor, came: Incoming, here: Here, screen: Screen, whole: Screen
) -> Deed:
    """Return what a text of staff does: a key of the screen, else what their door makes of it."""
    if came.forwarded:  # not their own words
        return _refusing(NotYours())
    text = came.text or ""
    key = None if staff.whole else key_meant(text[:LONGEST_TEXT], screen, whole, here.language)
    if key is not None and key.button is not None:
        return deed_of(key.button, here.revision or None)
    return deed_of_staff(staff, text)


def _refusing(refusal: Refusal) -> Deed:
    def door(_tx: Transaction, _here: Here, _argument: object) -> Place:
        raise refusal

    return Deed(door=door)
