"""What people write, and their photos: loaded with the first, as is all that reads sentences."""

from collections.abc import Awaitable, Callable

from bot.conversation import Here
from bot.domain.refusals import NotYours, OnlyWords
from handlers.doors import deed_of, refusing
from handlers.incoming import Incoming
from handlers.letters import Asked
from handlers.said import WORDS, Sentences, deed_of_text
from handlers.screens.screen import Key, Screen
from handlers.staff.doors import TYPED, StaffDoor
from handlers.turn import Deed, Turns
from handlers.typed import key_meant, key_named, key_of_question

NewestQuestion = Callable[[int], Awaitable[Asked | None]]  # of a chat
LONGEST_TEXT = 200  # characters of a message that are read


class Texts:
    """Says what a message does, by where its sender stands."""

    def __init__(self, turns: Turns, question: NewestQuestion) -> None:
        self._turns = turns
        self._question = question
        self._sentences = Sentences()

    async def deed(self, came: Incoming) -> Deed:
        """Return what a text does: it names a key of the live screen, or answers its question."""
        said = (came.text or "")[:LONGEST_TEXT]
        here, screen, whole = await self._turns.look(came)
        if (staff := TYPED.get(here.place.step)) is not None:
            return _deed_of_staff_text(staff, came, here, screen, whole)
        asked = key_of_question(said, await self._question(came.chat_id), here.acted)
        key = asked or _key_said(said, here, screen, whole)
        if key is not None and key.button is not None:
            return deed_of(key.button, here.revision or None)
        heard = await self._turns.database.read(self._sentences.reading(here, said))
        return deed_of_text(here, said, heard, whole=came.text or "")

    async def rehearse(self) -> None:
        """Make ready what the first sentence takes, before somebody writes one."""
        turns = self._turns
        job = self._sentences.rehearsal(turns.default_language, turns.clock.now())
        await turns.database.read(job)

    async def deed_of_photo(self, came: Incoming) -> Deed:
        """Return what a photo does: staff may be asked for one."""
        if not came.forwarded:
            here, _screen, _whole = await self._turns.look(came)
            staff = TYPED.get(here.place.step)
            if staff is not None and staff.photos:
                return _deed_of_staff(staff, came.photo)
        return refusing(OnlyWords())


def _key_said(text: str, here: Here, screen: Screen, whole: Screen) -> Key | None:
    """Return the key that a text names; « bonjour » leads nowhere where words are asked for."""
    if here.place.step in WORDS:
        return key_named(text, screen)
    return key_meant(text, screen, whole, here.language)


def _deed_of_staff_text(
    staff: StaffDoor, came: Incoming, here: Here, screen: Screen, whole: Screen
) -> Deed:
    """Return what a text of staff does: a key of the screen, else what their door makes of it."""
    if came.forwarded:  # not their own words
        return refusing(NotYours())
    text = came.text or ""
    key = None if staff.whole else key_meant(text[:LONGEST_TEXT], screen, whole, here.language)
    if key is not None and key.button is not None:
        return deed_of(key.button, here.revision or None)
    return _deed_of_staff(staff, text)


def _deed_of_staff(staff: StaffDoor, argument: object) -> Deed:
    return Deed(door=staff.door, argument=argument, acts=staff.acts, right=staff.right)
