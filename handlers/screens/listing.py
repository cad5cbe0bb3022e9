"""Lists of options: numbered, eight a page, with keys to turn the page."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.conversation import Step
from bot.i18n import Translator
from handlers.callbacks import Back, Button, Go, Page
from handlers.screens.screen import Key

PAGE_SIZE = 8
EVERY_PAGE = -1  # all on one: never shown, but names are looked for in it
Item = TypeVar("Item")
Rows = tuple[tuple[Key, ...], ...]


def on_page(items: Sequence[Item], page: int) -> tuple[Sequence[Item], int, int]:
    """Return the items of a page, the page that there really is, and how many there are."""
    if page == EVERY_PAGE:
        return items, 0, 1
    pages = max(1, -(-len(items) // PAGE_SIZE))
    page = min(max(page, 0), pages - 1)
    return items[page * PAGE_SIZE : (page + 1) * PAGE_SIZE], page, pages


def listing(
    items: Sequence[Item], page: int, t: Translator, key: Callable[[Item], tuple[str, Button]]
) -> Rows:
    """Return numbered keys for a page of items, and the keys to turn it."""
    shown, page, pages = on_page(items, page)
    keys: list[tuple[Key, ...]] = []
    for number, item in enumerate(shown, 1):
        label, button = key(item)
        keys.append((Key(f"{number} · {label}", button, numbered=True, words=(label,)),))
    turn = page_keys(page, pages, t)
    return (*keys, turn) if turn else tuple(keys)


def page_keys(page: int, pages: int, t: Translator) -> tuple[Key, ...]:
    """Return the keys to the page before and the next one; none where there is one page."""
    turn = []
    if page > 0:
        turn.append(Key(t.label("common.previous_page"), Page(page - 1)))
    if page + 1 < pages:
        turn.append(Key(t.label("common.next_page", page=page + 2, pages=pages), Page(page + 1)))
    return tuple(turn)


def ways_out(t: Translator) -> tuple[Key, ...]:
    """Return the keys that stand at the foot of every question: back, cancel."""
    return (back_key(t), cancel_key(t))


def back_key(t: Translator) -> Key:
    """Return the key to the question before."""
    return Key(t.label("common.back"), Back(), words=tuple(t.label("words.back").split("|")))


def cancel_key(t: Translator) -> Key:
    """Return the key that gives up and goes home."""
    words = tuple(t.label("words.cancel").split("|"))
    return Key(t.label("common.cancel"), Go(Step.HOME), words=words)


def home_key(t: Translator) -> Key:
    """Return the key that leads home."""
    return Key(t.label("common.home"), Go(Step.HOME), words=tuple(t.label("words.back").split("|")))


def back_or_home(label: str, up: Button, t: Translator) -> tuple[Key, ...]:
    """Return the keys at the foot of a place that has one above it: "back" leads there."""
    back = Key(t.label(label), up, words=tuple(t.label("words.back").split("|")))
    return (back, Key(t.label("common.home"), Go(Step.HOME)))


def yes_words(t: Translator) -> tuple[str, ...]:
    """Return what means yes."""
    return tuple(t.label("words.yes").split("|"))


def no_words(t: Translator) -> tuple[str, ...]:
    """Return what means no."""
    return tuple(t.label("words.no").split("|"))
