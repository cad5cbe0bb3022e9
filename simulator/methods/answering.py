"""The answer to a tap."""

from datetime import timedelta

from simulator.checks import toast
from simulator.errors import bad_request
from simulator.state import State

ANSWERABLE_FOR = timedelta(seconds=15)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def answer_callback_query(
    state: State,
    callback_query_id: str,
    text: str = "",
    show_alert: bool = False,
    url: str = "",
) -> bool:
    """Stop the button's waiting sign and show a text; once, within 15 seconds."""
    checked = toast(text)
    tap = state.taps.get(callback_query_id)
    if tap is None or tap.answer or state.clock.now() - tap.date > ANSWERABLE_FOR:
        raise bad_request(TOO_OLD)
    state.answered(tap, {"text": checked or None, "alert": show_alert, "url": url or None})
    return True
