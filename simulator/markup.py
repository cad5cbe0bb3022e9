"""Keyboards: what Telegram accepts under a message."""

from simulator.entities import utf16_length
from simulator.errors import ApiError, bad_request
from simulator.wire import Json

BUTTON_LIMIT = 100
ROW_LIMIT = 8
DATA_LIMIT = 64
COPY_LIMIT = 256

INLINE = "inline_keyboard"
KINDS = (INLINE, "keyboard", "remove_keyboard", "force_reply")
INLINE_ACTIONS = {
    "url",
    "callback_data",
    "copy_text",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "pay",
    "callback_game",
}
USUAL_FIELDS = {"text", "callback_data"}
INLINE_FIELDS = INLINE_ACTIONS | {"text", "style", "icon_custom_emoji_id"}


def reply_markup(markup: Json | None) -> Json | None:
    """A checked keyboard of any kind; an empty inline keyboard is none."""
    if not markup:
        return None
    if not any(kind in markup for kind in KINDS):
        raise bad_request("object expected as reply markup")
    if INLINE in markup:
        return inline_markup(markup)
    if "keyboard" in markup:
        for row in _rows(markup["keyboard"]):
            for button in row:
                _check_label(button if isinstance(button, dict) else {"text": button})
    return markup


def inline_markup(markup: Json | None) -> Json | None:
    """A checked inline keyboard, the only kind an edited message can have."""
    if not markup:
        return None
    if INLINE not in markup:
        raise bad_request("inline keyboard expected")
    rows = [row for row in _rows(markup[INLINE]) if row]
    for row in rows:
        for button in row:
            _check_inline(button)
    return {INLINE: rows} if rows else None


def _rows(keyboard: object) -> list[list[Json]]:
    if not isinstance(keyboard, list) or not all(isinstance(row, list) for row in keyboard):
        raise bad_request("field of the keyboard must be of type Array of Array")
    if sum(len(row) for row in keyboard) > BUTTON_LIMIT:
        raise bad_request("reply markup is too long")
    if any(len(row) > ROW_LIMIT for row in keyboard):
        raise bad_request(f"reply markup is too long: more than {ROW_LIMIT} buttons in a row")
    return keyboard


def _check_inline(button: object) -> None:
    if not isinstance(button, dict):
        raise _unparsable("InlineKeyboardButton must be an Object")
    _check_label(button)
    if button.keys() == USUAL_FIELDS:  # nearly every button, so let it pass quickly
        return _check_data(button["callback_data"])
    if unknown := button.keys() - INLINE_FIELDS:
        raise _unparsable(f"unknown field {', '.join(sorted(unknown))}")
    actions = [name for name in INLINE_ACTIONS & button.keys() if button[name] != ""]
    if not actions:
        raise _unparsable("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _unparsable(f"exactly one of {', '.join(sorted(actions))} must be used")
    return _check_action(button)


def _check_action(button: Json) -> None:
    if "callback_data" in button:
        _check_data(button["callback_data"])
    if "url" in button and not str(button["url"]).startswith(("http://", "https://", "tg://")):
        url = button["url"]
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    if "copy_text" in button:
        text = button["copy_text"].get("text", "")
        if not 1 <= utf16_length(text) <= COPY_LIMIT:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _check_data(data: object) -> None:
    if not isinstance(data, str):
        raise _unparsable('Field "callback_data" must be of type String')
    if not data:
        raise _unparsable("Text buttons are unallowed in the inline keyboard")
    if len(data.encode()) > DATA_LIMIT:
        raise bad_request("BUTTON_DATA_INVALID")


def _check_label(button: Json) -> None:
    text = button.get("text")
    if not isinstance(text, str):
        raise _unparsable('Can\'t find field "text"')
    if not text.strip():
        raise bad_request("BUTTON_TEXT_INVALID" if text else "button text is empty")


def _unparsable(reason: str) -> ApiError:
    return bad_request(f"can't parse inline keyboard button: {reason}")
