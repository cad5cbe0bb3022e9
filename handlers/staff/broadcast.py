"""Composing a broadcast, sending it, and stopping it."""

from datetime import UTC, date

from bot.conversation import Draft, Here, Place, Step
from bot.domain.broadcast import BroadcastOrder, Part, People, TimePassed, check_content
from bot.domain.catalogue import Wanted
from bot.domain.programme import Audience
from bot.domain.refusals import NotYours
from bot.domain.text import clean_typed, fold
from bot.drafts.broadcast import BroadcastDraft
from bot.i18n import REFERENCE, languages
from bot.services.pause_broadcast import cancel_broadcast, pause_broadcast, resume_broadcast
from bot.services.preview_broadcast import preview_broadcast
from bot.services.start_broadcast import start_broadcast
from bot.understanding.dates import Interval, understand_when
from handlers.callbacks.broadcast import (
    AskCancelBroadcast,
    AskPart,
    CancelBroadcast,
    ChoosePart,
    ChoosePeople,
    ComposeAt,
    DropPhoto,
    DropText,
    NewBroadcast,
    OpenBroadcast,
    PauseBroadcast,
    ResumeBroadcast,
    SendAtOnce,
    SendBroadcast,
    SendSamples,
    WriteIn,
)
from handlers.incoming import Photo
from storage import catalogue
from storage.database import Transaction

COMPOSING = {
    Step.BROADCAST_PEOPLE,
    Step.BROADCAST_CIRCLE,
    Step.BROADCAST_TEXT,
    Step.BROADCAST_WHEN,
    Step.BROADCAST_PREVIEW,
}


def new(_tx: Transaction, here: Here, _button: NewBroadcast) -> Place:
    """Begin a new one."""
    return _at(Step.BROADCAST_PEOPLE, BroadcastDraft(intent=here.ids.key()))


def compose_at(_tx: Transaction, here: Here, button: ComposeAt) -> Place:
    """Go to another question. Raises `NotYours` for what is none."""
    if button.step not in COMPOSING:
        raise NotYours()
    return _at(button.step, draft_of(here.place.draft))


def choose_people(_tx: Transaction, here: Here, button: ChoosePeople) -> Place:
    """Take what ties the readers to the programme; what was narrowed is open again."""
    if button.people not in set(People):
        raise NotYours()
    opened = dict.fromkeys(part.value for part in Part)
    draft = draft_of(here.place.draft).having(people=People(button.people), **opened)
    return _at(Step.BROADCAST_CIRCLE, draft)


def ask_part(_tx: Transaction, here: Here, button: AskPart) -> Place:
    """Ask for a value of a part."""
    if button.part not in set(Part):
        raise NotYours()
    return _at(Step.BROADCAST_PICK, draft_of(here.place.draft).having(picking=Part(button.part)))


def choose_part(_tx: Transaction, here: Here, button: ChoosePart) -> Place:
    """Take a value of a part. Raises `NotYours` for what is none."""
    try:
        part = Part(button.part)
        value = _value(part, button.value) if button.value else None
    except ValueError as error:
        raise NotYours() from error
    draft = draft_of(here.place.draft).having(picking=None, **{part.value: value})
    return _at(Step.BROADCAST_CIRCLE, draft)


def _value(part: Part, text: str) -> object:
    if part is Part.DAY:
        return date.fromisoformat(text)
    return Audience(text) if part is Part.AUDIENCE else int(text)


def typed_part(_tx: Transaction, here: Here, text: str) -> Place:
    """Shorten the list to the names that hold what was typed."""
    query = fold(text.strip()[:60]) or None
    return Place(step=Step.BROADCAST_PICK, draft=here.place.draft.having(query=query))


def write_in(_tx: Transaction, here: Here, button: WriteIn) -> Place:
    """Ask for the text in a language. Raises `NotYours` for one that is not spoken."""
    if button.language not in languages():
        raise NotYours()
    return _at(Step.BROADCAST_TEXT, draft_of(here.place.draft).having(language=button.language))


def typed_text(_tx: Transaction, here: Here, content: str | Photo) -> Place:
    """Take a text, or a photo with its caption. Raises `TextTooLong`.

    A photo that comes before any text waits for it.
    """
    draft = draft_of(here.place.draft)
    caption = content.caption if isinstance(content, Photo) else content
    if isinstance(content, Photo):
        draft = draft.having(photo=content.file_id)
    if text := clean_typed(caption):
        draft = draft.having(texts={**draft.texts, draft.language or REFERENCE: text})
    if not draft.texts.get(REFERENCE):
        return _at(Step.BROADCAST_TEXT, draft.having(language=None))
    check_content(draft.content(), REFERENCE)
    return _at(Step.BROADCAST_PREVIEW, draft.having(language=None))


def drop_text(_tx: Transaction, here: Here, button: DropText) -> Place:
    """Take the text in a language back; the first one stays."""
    texts = {
        language: text
        for language, text in draft_of(here.place.draft).texts.items()
        if language != button.language or language == REFERENCE
    }
    return _at(Step.BROADCAST_PREVIEW, draft_of(here.place.draft).having(texts=texts))


def drop_photo(_tx: Transaction, here: Here, _button: DropPhoto) -> Place:
    """Take the photo back."""
    return _at(here.place.step, draft_of(here.place.draft).having(photo=None))


def typed_when(tx: Transaction, here: Here, text: str) -> Place:
    """Take a day and an hour, as they are typed. Raises `TimePassed` where there is none."""
    now = here.now.astimezone(catalogue.zone_of(tx, Wanted()))
    meant = understand_when(text, language=here.language, now=now)
    if not isinstance(meant, Interval) or not meant.by_clock or meant.start <= now:
        raise TimePassed(text=text[:60])
    draft = draft_of(here.place.draft).having(at=meant.start.astimezone(UTC))
    return _at(Step.BROADCAST_PREVIEW, draft)


def at_once(_tx: Transaction, here: Here, _button: SendAtOnce) -> Place:
    """Let it go at once after all."""
    return _at(Step.BROADCAST_PREVIEW, draft_of(here.place.draft).having(at=None))


def send_samples(tx: Transaction, here: Here, _button: SendSamples) -> Place:
    """Send who composes it what it will look like."""
    draft = draft_of(here.place.draft)
    preview_broadcast(
        tx,
        draft.content(),
        draft.people.kind,
        chat_id=here.chat_id,
        now=here.now,
        ids=here.ids,
    )
    return here.place


def send(tx: Transaction, here: Here, button: SendBroadcast) -> Place:
    """Send what the screen shows."""
    draft = draft_of(here.place.draft)
    if button.intent != draft.intent:
        raise NotYours()
    order = BroadcastOrder(
        circle=draft.circle(None),
        content=draft.content(),
        people=button.people,
        intent=button.intent,
        at=draft.at,
    )
    sent = start_broadcast(tx, here.of_staff(), order, here.now)
    return _card(sent)


def open_card(_tx: Transaction, _here: Here, button: OpenBroadcast) -> Place:
    """Show where a broadcast stands."""
    return _card(button.broadcast)


def pause(tx: Transaction, here: Here, button: PauseBroadcast) -> Place:
    """Hold back what has not left."""
    pause_broadcast(tx, here.of_staff(), button.broadcast, here.now)
    return _card(button.broadcast)


def resume(tx: Transaction, here: Here, button: ResumeBroadcast) -> Place:
    """Let the rest go."""
    resume_broadcast(tx, here.of_staff(), button.broadcast, here.now)
    return _card(button.broadcast)


def ask_cancel(_tx: Transaction, _here: Here, button: AskCancelBroadcast) -> Place:
    """Ask whether nothing more should go."""
    return _card(button.broadcast, sure=True)


def cancel(tx: Transaction, here: Here, button: CancelBroadcast) -> Place:
    """Let nothing more go."""
    cancel_broadcast(tx, here.of_staff(), button.broadcast, here.now)
    return _card(button.broadcast)


def draft_of(draft: Draft) -> BroadcastDraft:
    """Return the broadcast as it is composed. Raises `NotYours` where none is."""
    if draft.broadcast is None:
        raise NotYours()
    return draft.broadcast


def _at(step: Step, draft: BroadcastDraft) -> Place:
    return Place(step=step, draft=Draft(broadcast=draft))


def _card(broadcast_id: int, *, sure: bool = False) -> Place:
    draft = BroadcastDraft(broadcast=broadcast_id, sure=sure)
    return Place(step=Step.BROADCAST_CARD, draft=Draft(broadcast=draft))
