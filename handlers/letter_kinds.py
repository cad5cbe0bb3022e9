"""How each kind of message that staff or a search make is fetched and drawn.

Tickets, reminders and offers are drawn by `handlers.letters` itself.
"""

from collections.abc import Mapping
from typing import Any

from bot.domain.deliveries import Kind
from handlers.letter_spec import LetterSpec

LETTERS: Mapping[Kind, LetterSpec[Any]] = {}  # facts of each kind's own
