"""Broadcasts that were sent: the list, how far one has come, its report, and the message itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.conversation import Draft, Step
from bot.domain.broadcast import (
    Broadcast,
    BroadcastKind,
    BroadcastState,
    Content,
    Tally,
    seconds_left,
)
from bot.i18n import REFERENCE, Html, Translator, as_typed, translator
from handlers.callbacks import Button, Go
from handlers.callbacks.broadcast import (
    AskCancelBroadcast,
    CancelBroadcast,
    ChooseNews,
    NewBroadcast,
    OpenBroadcast,
    PauseBroadcast,
    ResumeBroadcast,
)
from handlers.screens.broadcast import Names, circle_line, home
from handlers.screens.listing import listing, no_words, yes_words
from handlers.screens.screen import Key, Screen

LABEL = 30  # characters of a text that name a broadcast
EXCERPT = 300
PARTS = ("sent", "blocked", "failed", "unknown", "dropped")  # of a tally, besides what is left
MINUTE = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class ListFacts:
    """The newest broadcasts, and the zone in which to say when."""

    broadcasts: list[Broadcast]
    tz: ZoneInfo


@dataclass(frozen=True, kw_only=True, slots=True)
class CardFacts:
    """Where a broadcast stands."""

    broadcast: Broadcast
    tally: Tally
    names: Names
    waits_until: datetime | None  # UTC: it is night
    now: datetime
    tz: ZoneInfo


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What a broadcast says; `language` where not the reader's."""

    content: Content
    kind: BroadcastKind
    language: str | None = None

    @classmethod
    def of_sample(cls, fields: Mapping[str, str | int]) -> "Said":
        """Return what a sample shows."""
        language, photo = str(fields["language"]), fields.get("photo")
        texts = {language: str(fields["text"])}
        return cls(
            content=Content(texts=texts, photo=str(photo) if photo else None),
            kind=BroadcastKind(str(fields["kind"])),
            language=language,
        )


def listed(facts: ListFacts, draft: Draft, t: Translator) -> Screen:
    """List the broadcasts, the newest first."""

    def line(one: Broadcast) -> tuple[str, Button]:
        when = t.short_moment(one.due, facts.tz)
        state = t.label(f"broadcast.state_{one.state.value}")
        said = one.content.text(t.language, REFERENCE).replace("\n", " ")[:LABEL]
        return f"{when} · {state} · {said}", OpenBroadcast(one.id)

    rows = listing(facts.broadcasts, draft.page, t, line)
    new = Key(t.label("broadcast.new"), NewBroadcast())
    words = tuple(t.label("words.back").split("|"))
    back = Key(t.label("common.back"), Go(Step.STAFF), words=words)
    text = t("broadcast.list") if facts.broadcasts else t("broadcast.none_yet")
    return Screen(text=text, rows=((new,), *rows, (back, home(t))))


def card(facts: CardFacts, draft: Draft, t: Translator) -> Screen:
    """Show how far a broadcast has come, and what can be done about it."""
    at_hand = draft.broadcast
    if at_hand is not None and at_hand.sure and facts.broadcast.finished is None:
        return _sure(facts.broadcast, t)
    words = tuple(t.label("words.back").split("|"))
    back = Key(t.label("common.back"), Go(Step.BROADCASTS), words=words)
    rows = tuple((key,) for key in _keys(facts.broadcast, t))
    return Screen(text=_progress(facts, t), rows=(*rows, (back, home(t))))


def _sure(broadcast: Broadcast, t: Translator) -> Screen:
    yes = Key(t.label("broadcast.cancel_yes"), CancelBroadcast(broadcast.id), words=yes_words(t))
    no = Key(t.label("broadcast.cancel_no"), OpenBroadcast(broadcast.id), words=no_words(t))
    return Screen(text=t("broadcast.ask_cancel"), rows=((yes,), (no,)))


def _keys(broadcast: Broadcast, t: Translator) -> list[Key]:
    pause = Key(t.label("broadcast.pause"), PauseBroadcast(broadcast.id), numbered=True)
    resume = Key(t.label("broadcast.resume"), ResumeBroadcast(broadcast.id), numbered=True)
    cancel = Key(t.label("broadcast.cancel"), AskCancelBroadcast(broadcast.id), numbered=True)
    return {
        BroadcastState.SCHEDULED: [cancel],
        BroadcastState.SENDING: [pause, cancel],
        BroadcastState.PAUSED: [resume, cancel],
    }.get(broadcast.state, [])


def report(facts: CardFacts, t: Translator) -> Screen:
    """Say how a broadcast ended."""
    button = OpenBroadcast(facts.broadcast.id)
    return Screen(text=_progress(facts, t), rows=((Key(t.label("broadcast.open"), button),),))


def _progress(facts: CardFacts, t: Translator) -> Html:
    broadcast = facts.broadcast
    said = broadcast.content.text(t.language, REFERENCE)
    shown = said if len(said) <= EXCERPT else said[:EXCERPT] + "…"
    lines = [
        t(f"broadcast.is_{broadcast.state.value}", moment=t.moment(broadcast.due, facts.tz)),
        circle_line(broadcast.circle.people, facts.names, t),
        "\n".join(_numbers(facts, t)),
    ]
    if (rest := _rest(facts, t)) is not None:
        lines.append(rest)
    lines.append(f"<blockquote>{as_typed(shown)}</blockquote>")
    return Html("\n\n".join(lines))


def _numbers(facts: CardFacts, t: Translator) -> list[Html]:
    tally = facts.tally
    lines = [t("broadcast.headcount", n=tally.people)]
    for part in PARTS:
        number = getattr(tally, part)
        if number or part == "sent":
            lines.append(t(f"broadcast.tally_{part}", number=number))
    if tally.left:
        cancelled = facts.broadcast.state is BroadcastState.CANCELLED
        left = "broadcast.never_sent" if cancelled else "broadcast.to_go"
        lines.append(t(left, number=tally.left))
    return lines


def _rest(facts: CardFacts, t: Translator) -> Html | None:
    """Say how long the rest takes, or until when it waits."""
    sending = facts.broadcast.state is BroadcastState.SENDING
    if sending and facts.waits_until is not None:
        return t("broadcast.until_morning", moment=t.moment(facts.waits_until, facts.tz))
    seconds = seconds_left(facts.broadcast, facts.tally, facts.now)
    if seconds is None or not facts.tally.left:
        return None
    if seconds < MINUTE:
        return t("broadcast.soon_done")
    return t("broadcast.minutes_left", n=-(-seconds // MINUTE))


def message(said: Said, t: Translator) -> Screen:
    """Draw the message itself; news can be stopped in each."""
    if said.language is not None:
        t = translator(said.language)
    rows: tuple[tuple[Key, ...], ...] = ()
    if said.kind is BroadcastKind.NEWS:
        rows = ((Key(t.label("broadcast.stop"), ChooseNews(0)),),)
    return Screen(
        text=as_typed(said.content.text(t.language, REFERENCE)),
        photo_id=said.content.photo,
        rows=rows,
    )
