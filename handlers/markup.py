"""Keys → Telegram's keyboards, as plain JSON values."""

from handlers.callback_data import encode
from handlers.screens.screen import Key, Screen


def markup(screen: Screen, revision: int | None) -> dict[str, object]:
    """Return an inline keyboard; `revision` is None on messages that stay."""
    return {"inline_keyboard": [[_key(key, revision) for key in row] for row in screen.rows if row]}


def _key(key: Key, revision: int | None) -> dict[str, object]:
    if key.url is not None:
        return {"text": key.label, "url": key.url}
    if key.copies is not None:
        return {"text": key.label, "copy_text": {"text": key.copies}}
    if key.button is None:
        raise ValueError(f"the key {key.label!r} does nothing")
    return {"text": key.label, "callback_data": encode(key.button, revision)}


def location_keyboard(label: str, screen: Screen) -> dict[str, object]:
    """Return a keyboard that sends the phone's location, once; its other keys are typed words."""
    others = [[{"text": key.label} for key in row] for row in screen.rows]
    return {
        "keyboard": [[{"text": label, "request_location": True}], *others],
        "resize_keyboard": True,
        "one_time_keyboard": True,
    }
