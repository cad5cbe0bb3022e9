"""Staff's places: what is fetched for each, how it is drawn, and the right to see it."""

from collections.abc import Mapping
from typing import Any

from bot.conversation import Draft, Here, Step
from bot.domain.staff import Right, Staff
from handlers.place_spec import PlaceSpec, nothing
from handlers.screens import change_asks, change_preview
from handlers.screens import changes as change_screens
from handlers.screens import dating as dating_screens
from handlers.screens import figures as figures_screens
from handlers.screens import staff as staff_screens
from handlers.screens import team as team_screens
from handlers.staff import figures, places_changes, queue, team
from handlers.staff.broadcast_places import BROADCAST_PLACES
from handlers.staff.day_places import DAY_PLACES
from handlers.staff.vacancy_doors import VACANCY_PLACES
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
    Step.QUEUE: PlaceSpec(queue.queue, dating_screens.queue, right=Right.QUEUE),
    Step.FIGURES: PlaceSpec(figures.figures, figures_screens.figures, right=Right.FIGURES),
    Step.FIGURES_MEANT: PlaceSpec(nothing, figures_screens.meanings, right=Right.FIGURES),
    Step.CHANGE_WHERE: PlaceSpec(places_changes.where, change_screens.where, right=Right.LATE),
    Step.CHANGE_VISIT: PlaceSpec(places_changes.visits, change_screens.visit, right=Right.LATE),
    Step.CHANGE_SLOT: PlaceSpec(places_changes.slots, change_screens.slot, right=Right.LATE),
    Step.CHANGE_CARD: PlaceSpec(places_changes.card, change_screens.card, right=Right.LATE),
    Step.CHANGE_TIME: PlaceSpec(
        places_changes.changeable_slot, change_asks.time, right=Right.CHANGE
    ),
    Step.CHANGE_SEATS: PlaceSpec(
        places_changes.changeable_slot, change_asks.seats, right=Right.CHANGE
    ),
    Step.CHANGE_PLACE: PlaceSpec(
        places_changes.changeable_slot, change_asks.place, right=Right.CHANGE
    ),
    Step.CHANGE_LATE: PlaceSpec(places_changes.one_slot, change_asks.late, right=Right.LATE),
    Step.CHANGE_PREVIEW: PlaceSpec(
        places_changes.preview, change_preview.preview, right=Right.LATE
    ),
    Step.CHANGE_SENT: PlaceSpec(places_changes.sent, change_preview.sent, right=Right.LATE),
    Step.CHANGE_IMPORT: PlaceSpec(
        places_changes.imported, change_preview.imported, right=Right.CHANGE
    ),
    Step.CALLS: PlaceSpec(places_changes.calls, change_preview.calls, right=Right.CALLS),
    Step.AUDIT: PlaceSpec(team.acts, team_screens.acts, right=Right.AUDIT),
    **DAY_PLACES,
    **BROADCAST_PLACES,
    **VACANCY_PLACES,
}
