"""How each kind of message that staff or a search make is fetched and drawn.

Tickets, reminders and offers are drawn by `handlers.letters` itself.
"""

from collections.abc import Mapping
from typing import Any

from bot.domain.deliveries import Kind
from handlers.letter_spec import LetterSpec
from handlers.screens import figures as figures_screens
from handlers.screens import team as team_screens
from handlers.staff import figures, team

LETTERS: Mapping[Kind, LetterSpec[Any]] = {  # facts of each kind's own
    Kind.INVITE_OPENED: LetterSpec(team.invite_to_confirm, team_screens.invite_opened, True),
    Kind.FIGURES: LetterSpec(figures.paper, figures_screens.paper, slow=True),
    Kind.ROLE_GIVEN: LetterSpec(team.role_to_tell, team_screens.role_given),
}
