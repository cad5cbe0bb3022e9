"""Composing a broadcast: to whom, what, when; and how it will look."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.conversation import Draft, Step
from bot.domain.broadcast import MOST_CAPTION, MOST_TEXT, Part, PartChoice, People
from bot.drafts.broadcast import BroadcastDraft
from bot.i18n import REFERENCE, Html, Translator, as_typed, languages
from bot.services.count_audience import Headcount
from handlers.callbacks import Go
from handlers.callbacks.broadcast import (
    AskPart,
    ChoosePart,
    ChoosePeople,
    ComposeAt,
    DropPhoto,
    DropText,
    SendAtOnce,
    SendBroadcast,
    SendSamples,
    WriteIn,
)
from handlers.screens.listing import home_key, listing
from handlers.screens.screen import Key, Screen

EXCERPT = 900  # characters of each text; the sample shows it whole
Names = dict[Part, PartChoice]


@dataclass(frozen=True, kw_only=True, slots=True)
class CircleFacts:
    """Whom it goes to, and how many they are."""

    headcount: Headcount
    names: Names


@dataclass(frozen=True, kw_only=True, slots=True)
class PickFacts:
    """The values of a part to choose among."""

    part: Part
    choices: list[PartChoice]


@dataclass(frozen=True, kw_only=True, slots=True)
class PreviewFacts:
    """Whom it goes to, how many they are, and the zone in which to say when."""

    headcount: Headcount
    names: Names
    tz: ZoneInfo


def people(_facts: None, _draft: Draft, t: Translator) -> Screen:
    """Ask what ties the readers to the programme."""
    rows = [
        (Key(t.label(f"broadcast.people_{one.value}"), ChoosePeople(one.value), numbered=True),)
        for one in People
    ]
    return Screen(text=t("broadcast.ask_people"), rows=(*rows, _foot(t, Step.BROADCASTS)))


def circle(facts: CircleFacts, draft: Draft, t: Translator) -> Screen:
    """Show the circle; narrow it part by part."""
    lines = [t("broadcast.ask_circle"), circle_line(_at_hand(draft).people, facts.names, t)]
    lines.append(headcount_line(facts.headcount, t))
    rows = [
        (Key(_part_key(part, facts.names, t), AskPart(part.value), numbered=True),) for part in Part
    ]
    go_on = Key(t.label("broadcast.go_on"), ComposeAt(Step.BROADCAST_TEXT), numbered=True)
    return Screen(
        text=Html("\n\n".join(lines)),
        rows=(*rows, (go_on,), _foot(t, Step.BROADCAST_PEOPLE)),
    )


def _part_key(part: Part, names: Names, t: Translator) -> str:
    chosen = names.get(part)
    label = t.label(f"broadcast.part_{part.value}")
    value = part_name(part, chosen, t) if chosen else t.label("broadcast.any")
    return t.label("broadcast.part_key", part=label, value=value)


def pick(facts: PickFacts, draft: Draft, t: Translator) -> Screen:
    """List the values of a part; typing part of a name shortens the list."""
    part = facts.part
    rows = listing(
        facts.choices,
        draft.page,
        t,
        lambda one: (part_name(part, one, t), ChoosePart(part.value, one.value)),
    )
    every = Key(t.label("broadcast.any"), ChoosePart(part.value, ""))
    text = t("broadcast.ask_part", part=t.label(f"broadcast.part_{part.value}"))
    if not facts.choices:
        text = t("broadcast.none_named")
    return Screen(text=text, rows=(*rows, (every,), _foot(t, Step.BROADCAST_CIRCLE)))


def text(_facts: None, draft: Draft, t: Translator) -> Screen:
    """Ask for the text in a language, or a photo with it."""
    at_hand = _at_hand(draft)
    language = at_hand.language or REFERENCE
    most = MOST_CAPTION if at_hand.photo else MOST_TEXT
    lines = [t("broadcast.ask_text", language=t.language_name(language), most=most)]
    rows: list[tuple[Key, ...]] = []
    if at_hand.photo:
        lines.append(t("broadcast.has_photo"))
        rows.append((Key(t.label("broadcast.drop_photo"), DropPhoto()),))
    if language != REFERENCE and language in at_hand.texts:
        rows.append((Key(t.label("broadcast.drop_text"), DropText(language)),))
    written = at_hand.texts.get(REFERENCE)
    back = Step.BROADCAST_PREVIEW if written else Step.BROADCAST_CIRCLE
    return Screen(text=Html("\n\n".join(lines)), rows=(*rows, _foot(t, back)))


def when(_facts: None, _draft: Draft, t: Translator) -> Screen:
    """Ask for a day and an hour."""
    return Screen(text=t("broadcast.ask_when"), rows=(_foot(t, Step.BROADCAST_PREVIEW),))


def preview(facts: PreviewFacts, draft: Draft, t: Translator) -> Screen:
    """Show the message in each language, to how many it goes, and when."""
    at_hand = _at_hand(draft)
    lines = [
        t(f"broadcast.preview_{at_hand.people.kind.value}"),
        circle_line(at_hand.people, facts.names, t),
        headcount_line(facts.headcount, t),
        _when_line(at_hand, facts.tz, t),
    ]
    if at_hand.photo:
        lines.append(t("broadcast.has_photo"))
    lines += [_excerpt(language, said, t) for language, said in at_hand.texts.items()]
    keys = [_send_key(facts.headcount, at_hand, t)] if facts.headcount.people else []
    keys.append(Key(t.label("broadcast.sample"), SendSamples(), numbered=True))
    keys += _edit_keys(at_hand, t)
    rows = [(key,) for key in keys]
    return Screen(text=Html("\n\n".join(lines)), rows=(*rows, _foot(t, Step.BROADCAST_CIRCLE)))


def _send_key(headcount: Headcount, at_hand: BroadcastDraft, t: Translator) -> Key:
    button = SendBroadcast(at_hand.intent, headcount.people)
    if at_hand.at is None:
        return Key(t.label("broadcast.send", n=headcount.people), button, numbered=True)
    return Key(t.label("broadcast.plan", n=headcount.people), button, numbered=True)


def _edit_keys(at_hand: BroadcastDraft, t: Translator) -> list[Key]:
    keys = [
        Key(
            t.label("broadcast.write_in", language=t.language_name(language)),
            WriteIn(language),
            numbered=True,
        )
        for language in languages()
    ]
    if at_hand.photo:
        keys.append(Key(t.label("broadcast.drop_photo"), DropPhoto(), numbered=True))
    at = ComposeAt(Step.BROADCAST_WHEN)
    keys.append(Key(t.label("broadcast.at_a_time"), at, numbered=True))
    if at_hand.at is not None:
        keys.append(Key(t.label("broadcast.at_once"), SendAtOnce(), numbered=True))
    return keys


def _excerpt(language: str, said: str, t: Translator) -> Html:
    shown = said if len(said) <= EXCERPT else said[:EXCERPT] + "…"
    head = t("broadcast.in_language", language=t.language_name(language))
    return Html(f"{head}\n<blockquote>{as_typed(shown)}</blockquote>")


def _when_line(at_hand: BroadcastDraft, tz: ZoneInfo, t: Translator) -> Html:
    if at_hand.at is None:
        return t("broadcast.goes_now")
    return t("broadcast.goes_at", moment=t.moment(at_hand.at, tz))


def circle_line(people: People, names: Names, t: Translator) -> Html:
    """Say whom a broadcast goes to."""
    said = [
        t.label(
            "broadcast.part_key",
            part=t.label(f"broadcast.part_{part.value}"),
            value=part_name(part, one, t),
        )
        for part, one in names.items()
    ]
    who = t.label(f"broadcast.people_{people.value}")
    return t("broadcast.circle", who=" · ".join([who, *said]))


def headcount_line(headcount: Headcount, t: Translator) -> Html:
    """Say how many people that is, in which languages."""
    languages_said = [
        f"{t.language_name(language)} {count}" for language, count in headcount.languages.items()
    ]
    line = t("broadcast.headcount", n=headcount.people)
    return Html(f"{line} ({', '.join(languages_said)})") if len(languages_said) > 1 else line


def part_name(part: Part, one: PartChoice, t: Translator) -> str:
    """Return what people call a value of a part."""
    if part is Part.DAY:
        return t.short_day(date.fromisoformat(one.value))
    if part is Part.AUDIENCE:
        return t.label(f"sheet.audience_{one.value}")
    if part is Part.SLOT and one.starts is not None and one.tz is not None:
        return f"{t.short_moment(one.starts, one.tz)} · {one.name}"
    return one.name


def _at_hand(draft: Draft) -> BroadcastDraft:
    return draft.broadcast or BroadcastDraft()


def _foot(t: Translator, back: Step) -> tuple[Key, ...]:
    button = Go(back) if back is Step.BROADCASTS else ComposeAt(back)
    words = tuple(t.label("words.back").split("|"))
    return (Key(t.label("common.back"), button, words=words), home(t))


def home(t: Translator) -> Key:
    """Return the key that leads home; "back" is the key beside it."""
    return Key(home_key(t).label, home_key(t).button)
