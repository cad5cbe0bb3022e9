"""Staff's places: what is fetched for each, how it is drawn, and the right to see it."""

from collections.abc import Mapping
from typing import Any

from bot.conversation import Draft, Here, Step
from bot.domain.staff import Right, Staff
from handlers.place_spec import PlaceSpec, nothing
from handlers.screens import figures as figures_screens
from handlers.screens import staff as staff_screens
from handlers.screens import team as team_screens
from handlers.staff import figures, team
from storage.database import Transaction


def _menu(_tx: Transaction, here: Here, _draft: Draft) -> Staff | None:
    return here.staff


STAFF_PLACES: Mapping[Step, PlaceSpec[Any]] = {  # facts of each place's own
    Step.STAFF: PlaceSpec(_menu, staff_screens.menu, right=Right.STAFF),
    Step.TEAM: PlaceSpec(team.members, team_screens.team, right=Right.INVITE),
    Step.TEAM_ROLE: PlaceSpec(nothing, team_screens.role, right=Right.INVITE),
    Step.TEAM_WHERE: PlaceSpec(team.where, team_screens.where, right=Right.INVITE),
    Step.TEAM_NAME: PlaceSpec(nothing, team_screens.name, right=Right.INVITE),
    Step.TEAM_LINK: PlaceSpec(team.username, team_screens.invitation, right=Right.INVITE),
    Step.TEAM_MEMBER: PlaceSpec(team.member, team_screens.member, right=Right.INVITE),
    Step.TEAM_JOIN: PlaceSpec(team.opened, team_screens.join),  # whoever opened the link
    Step.FIGURES: PlaceSpec(figures.figures, figures_screens.figures, right=Right.FIGURES),
    Step.FIGURES_MEANT: PlaceSpec(nothing, figures_screens.meanings, right=Right.FIGURES),
    Step.AUDIT: PlaceSpec(team.acts, team_screens.acts, right=Right.AUDIT),
}
