"""Questions with answers to choose from."""

from simulator import checks
from simulator.errors import bad_request
from simulator.methods.sending import deliver
from simulator.params import ChatId, Items
from simulator.state import State
from simulator.wire import Json


def send_poll(
    state: State,
    chat_id: ChatId,
    question: str,
    options: Items,
    is_anonymous: bool = True,
    type: str = "regular",  # noqa: A002 - Telegram's name
    allows_multiple_answers: bool = False,
    correct_option_id: int | None = None,
    is_closed: bool = False,
    reply_markup: Json | None = None,
    reply_parameters: Json | None = None,
) -> Json:
    """A question with 1 to 12 answers."""
    if not 1 <= len(options) <= 12:
        raise bad_request("poll must have from 1 to 12 answer options")
    texts = [checks.poll_option(option) for option in options]
    poll: Json = {
        "id": str(9_000_000_000 + state.revision),
        "question": checks.poll_question(question),
        "options": [
            {"persistent_id": str(number), "text": text, "voter_count": 0}
            for number, text in enumerate(texts)
        ],
        "total_voter_count": 0,
        "is_closed": is_closed,
        "is_anonymous": is_anonymous,
        "type": type,
        "allows_multiple_answers": allows_multiple_answers,
        "allows_revoting": True,
        "members_only": False,
    }
    if correct_option_id is not None:
        poll["correct_option_id"] = correct_option_id
    return deliver(state, chat_id, {"poll": poll}, reply_markup, reply_parameters)
