"""One turn of the conversation: somebody does something, one transaction, one screen.

A *door* is a plain function `(tx, here, argument) → Place`. Doors that only lead somewhere run on
a reader's connection and leave the writer just the new position to store; doors that change
something run whole in the writer's transaction. Either way the update is put into the set of
those seen in the same transaction as its effect.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from typing import Any

from bot.clock import Clock
from bot.conversation import Draft, Here, Place, Step
from bot.domain.refusals import Refusal
from bot.domain.staff import Right
from bot.i18n import Translator, best_language, translator
from bot.ids import Ids
from bot.services.authorise import authorise
from bot.tally import Tally
from handlers.errors import place_after
from handlers.incoming import Incoming
from handlers.places import PLACES
from handlers.reply import Replies, Reply
from handlers.screens.listing import EVERY_PAGE
from handlers.screens.notice import with_notice
from handlers.screens.screen import Screen
from storage import conversations, people, updates
from storage.conversations import Conversation
from storage.database import Database, Transaction

CONVERSATION_LASTS = timedelta(hours=24)
REVISIONS = 10_000_000  # seconds: conversations begin at different numbers for four months

Door = Callable[[Transaction, Here, Any], Place]


@dataclass(frozen=True, kw_only=True, slots=True)
class Deed:
    """What somebody does: through which door, with what, and whether it changes anything."""

    door: Door
    argument: object = None
    acts: bool = False
    right: Right | None = None  # that it asks of staff
    revision: int | None = None  # of the tapped screen; None where it doesn't matter
    on_screen: bool = False  # the tapped message is a screen, to be edited in place


@dataclass(frozen=True, kw_only=True, slots=True)
class Turned:
    """Where a turn led, and what its screen shows."""

    here: Here
    place: Place
    facts: Any
    refusal: Refusal | None
    fresh: bool = True  # False: the update had been applied before

    @property
    def revision(self) -> int:
        """The revision of the new screen: a stale tap changes nothing.

        A new conversation begins at a number that the last one did not reach: keys of a
        forgotten one, still on some old message, don't fit by chance.
        """
        if not self.here.revision:
            return int(self.here.now.timestamp()) % REVISIONS + 1
        return self.here.revision + (self.place != self.here.place)

    def screen(self, *, whole: bool = False) -> Screen:
        """Draw what the person sees now; `whole` shows its list without pages."""
        t = translator(self.place.language or self.here.language)
        draft = self.place.draft.model_copy(update={"page": EVERY_PAGE} if whole else {})
        drawn = PLACES[self.place.step].draw(self.facts, draft, t)
        screen = _with_heads(drawn, self.place.step, draft, t)
        return with_notice(screen, self.refusal, t) if self.refusal else screen


@dataclass(frozen=True, kw_only=True, slots=True)
class Turns:
    """Takes turns, one transaction each."""

    database: Database
    clock: Clock
    ids: Ids
    default_language: str
    replies: Replies
    tally: Tally = field(default_factory=Tally)

    async def take(self, incoming: Incoming, deed: Deed) -> None:
        """Apply what somebody did, and show them where they stand."""
        live = incoming.message_id if deed.on_screen else None
        if deed.acts:
            job = partial(self._act, incoming, deed, live)
            turned = await self.database.write(job)
        else:
            turned = await self.database.read(partial(self._lead, incoming, deed))
            await self.database.write(partial(_keep, incoming, turned, live))
        self.tally.count(fresh=turned.fresh, refusal=turned.refusal)
        old, screen = turned.here.message_id, turned.screen()
        edits = None if screen.location_request else live  # such a key can't be edited in
        self.replies.show(
            Reply(
                chat_id=incoming.chat_id,
                user_id=incoming.user_id,
                screen=screen,
                revision=turned.revision,
                edits=edits,
                strips=old if old != edits else None,
                tap_id=incoming.tap_id,
            )
        )

    async def look(self, incoming: Incoming) -> tuple[Here, Screen, Screen]:
        """Return where somebody stands, what they see, and the same without pages."""
        stay = Deed(door=stay_here)
        turned = await self.database.read(partial(self._turn, incoming, stay))
        return turned.here, turned.screen(), turned.screen(whole=True)

    async def note(self, update_id: int) -> None:
        """Put an update that has no effect into the set of those seen."""
        now = self.clock.now()
        fresh = await self.database.write(lambda tx: updates.mark_seen(tx, update_id, now))
        self.tally.count(fresh=fresh)

    def say_in_group(self, incoming: Incoming, link: str) -> None:
        """Answer a command in a group: nothing personal, only the way to the private chat."""
        if not (incoming.text or "").startswith("/"):
            return
        t = translator(best_language((incoming.language,), self.default_language))
        self.replies.show(
            Reply(
                chat_id=incoming.chat_id,
                user_id=incoming.user_id,
                screen=Screen(text=t("common.in_private", link=link)),
                revision=0,
                lives=False,
            )
        )

    def _lead(self, incoming: Incoming, deed: Deed, tx: Transaction) -> Turned:
        seen = updates.was_seen(tx, incoming.update_id)
        return self._turn_again(incoming, tx) if seen else self._turn(incoming, deed, tx)

    def _act(self, incoming: Incoming, deed: Deed, live: int | None, tx: Transaction) -> Turned:
        tx.take_turn(incoming.chat_id, incoming.user_id)
        if updates.was_seen(tx, incoming.update_id):
            return self._turn_again(incoming, tx)
        turned = self._turn(incoming, deed, tx)
        _keep(incoming, turned, live, tx)
        return turned

    def _turn_again(self, incoming: Incoming, tx: Transaction) -> Turned:
        """Show the present state: the update was applied before."""
        return replace(self._turn(incoming, Deed(door=stay_here), tx), fresh=False)

    def _turn(self, incoming: Incoming, deed: Deed, tx: Transaction) -> Turned:
        here = self._find(incoming, tx)
        if deed.revision is not None and deed.revision != here.revision:
            deed = Deed(door=stay_here)
        try:
            here = _with_right(tx, here, deed.right)
            led = tx.attempt(lambda inner: deed.door(inner, here, deed.argument))
            place = _on_the_line(here.place, led)
            return Turned(here=here, place=place, facts=_facts(tx, here, place), refusal=None)
        except Refusal as refusal:
            return _turned_away(tx, here, refusal)

    def _find(self, incoming: Incoming, tx: Transaction) -> Here:
        now = self.clock.now()
        person = people.find(tx, incoming.chat_id)
        stored = conversations.find(tx, incoming.chat_id, incoming.user_id, now)
        wanted = (person.language if person else None, incoming.language)
        place = _place_of(stored)
        return Here(
            chat_id=incoming.chat_id,
            user_id=incoming.user_id,
            known=person is not None and person.hinted_language == incoming.language,
            language=best_language(wanted, self.default_language),
            hinted_language=incoming.language,
            place=place,
            revision=stored.revision if stored else 0,
            message_id=stored.message_id if stored else None,
            acted=stored.expires - CONVERSATION_LASTS if stored and stored.expires else None,
            now=now,
            ids=self.ids,
        )


def _place_of(stored: Conversation | None) -> Place:
    """Return where somebody stands: at home, too, where an older version wrote what is no more."""
    if stored is None:
        return Place(step=Step.HOME)
    try:
        return Place(step=Step(stored.step), draft=Draft.model_validate_json(stored.draft))
    except ValueError:
        return Place(step=Step.HOME)


def _with_heads(screen: Screen, step: Step, draft: Draft, t: Translator) -> Screen:
    """Return a screen that says first what was understood, and for whom it books."""
    if draft.told is not None:
        from handlers.screens.sentence import with_echo

        screen = with_echo(screen, step, draft, t)
    if draft.caller is not None:
        from handlers.screens.desk import with_caller

        screen = with_caller(screen, draft, t)
    return screen


def _on_the_line(before: Place, after: Place) -> Place:
    if before.draft.caller is None:
        return after
    from handlers.staff.calling import on_the_line

    return on_the_line(before, after)


def stay_here(_tx: Transaction, here: Here, _argument: object) -> Place:
    """Lead nowhere: show the present state again."""
    return here.place


def _with_right(tx: Transaction, here: Here, right: Right | None) -> Here:
    """Return the same with the roles of staff who have a right. Raises `NotYours`."""
    return here if right is None else replace(here, staff=authorise(tx, here.user_id, right))


def _facts(tx: Transaction, here: Here, place: Place) -> Any:  # each place has facts of its own
    spec = PLACES[place.step]
    return spec.fetch(tx, _with_right(tx, here, spec.right), place.draft)


def _turned_away(tx: Transaction, here: Here, refusal: Refusal) -> Turned:
    place = place_after(refusal, here.place)
    try:
        facts = _facts(tx, here, place)
    except Refusal:
        place = Place(step=Step.HOME)
        facts = _facts(tx, here, place)
    return Turned(here=here, place=place, facts=facts, refusal=refusal)


def _keep(incoming: Incoming, turned: Turned, live: int | None, tx: Transaction) -> None:
    here = turned.here
    if not updates.mark_seen(tx, incoming.update_id, here.now):
        return
    if turned.place.step is Step.FORGOTTEN:
        return  # nothing is stored about who was just erased, not even where they stand
    if not here.known:
        people.note(tx, incoming.chat_id, incoming.language, here.now)
    conversations.save(
        tx,
        Conversation(
            chat_id=here.chat_id,
            user_id=here.user_id,
            step=turned.place.step,
            draft=turned.place.draft.model_dump_json(exclude_defaults=True),
            revision=turned.revision,
            message_id=live if live is not None else here.message_id,
        ),
        expires=here.now + CONVERSATION_LASTS,
    )
