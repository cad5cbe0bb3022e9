"""Every keyboard also works by text: a number, yes or no, a label or part of it."""

from datetime import datetime

from bot.conversation import Step
from bot.domain.text import fold
from bot.i18n import translator
from handlers.callbacks import Button, Go, Start
from handlers.letters import Asked
from handlers.screens.screen import Key, Screen

SHORTEST_PART = 3  # letters of a label that name it
ANYWHERE: dict[str, Button] = {  # words that lead somewhere from every place
    "words.book": Start(),
    "words.hiring": Go(Step.HIRING),
    "words.my_visits": Go(Step.VISITS),
    "words.settings": Go(Step.SETTINGS),
    "words.help": Go(Step.HELP),
    "words.home": Go(Step.HOME),
    "words.cancel": Go(Step.HOME),
}


def key_named(text: str, screen: Screen) -> Key | None:
    """Return the key that a text names, if it names exactly one that taps something."""
    keys = [key for key in screen.all_keys() if key.button is not None]
    return (
        _by_number(text, keys)
        or _by_word(text, keys)
        or _by_label(fold(text), keys)
        or _by_part(fold(text), keys)
    )


def key_of_question(text: str, asked: Asked | None, acted: datetime | None) -> Key | None:
    """Return the key of a message that came by itself; yes and no only while it is the newest."""
    if asked is None:
        return None
    keys = asked.screen.all_keys()
    newest = acted is None or asked.at >= acted
    return (_by_word(text, keys) if newest else None) or _by_full_label(fold(text), keys)


def key_meant(text: str, screen: Screen, whole: Screen, language: str) -> Key | None:
    """Return the key that a text names on a screen, on its other pages (`whole`), or anywhere."""
    shown = key_named(text, screen) or _on_other_pages(text, whole)
    return shown or _anywhere(text, language)


def _on_other_pages(text: str, whole: Screen) -> Key | None:
    """Return the key that a name or part of it names in a list of which a page is shown."""
    keys = [key for key in whole.all_keys() if key.button is not None]
    return _by_label(fold(text), keys) or _by_part(fold(text), keys)


def _anywhere(text: str, language: str) -> Key | None:
    """Return the key that a text names wherever one stands, such as « mes visites »."""
    t = translator(language)
    keys = [
        Key(t.label(message_id), button, words=tuple(t.label(message_id).split("|")))
        for message_id, button in ANYWHERE.items()
    ]
    return _by_word(text, keys)


def _by_number(text: str, keys: list[Key]) -> Key | None:
    numbered = [key for key in keys if key.numbered]
    typed = text.strip().rstrip(".)")
    if not typed.isdecimal() or len(typed) > 3:
        return None
    position = int(typed)
    return numbered[position - 1] if 1 <= position <= len(numbered) else None


def _by_word(text: str, keys: list[Key]) -> Key | None:
    said = {text.strip(), fold(text)} - {""}
    return _only([key for key in keys if said & set(key.words)])


def _by_label(said: str, keys: list[Key]) -> Key | None:
    return _only([key for key in keys if said and said in (fold(key.label), *_folded(key))])


def _by_full_label(said: str, keys: list[Key]) -> Key | None:
    return _only([key for key in keys if said and said == fold(key.label)])


def _by_part(said: str, keys: list[Key]) -> Key | None:
    if len(said) < SHORTEST_PART:
        return None
    return _only([key for key in keys if said in fold(key.label)])


def _only(found: list[Key]) -> Key | None:
    """Return what was named, unless keys that do different things were."""
    return found[0] if len({key.button for key in found}) == 1 else None


def _folded(key: Key) -> list[str]:
    return [fold(word) for word in key.words]
