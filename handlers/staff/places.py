"""Staff's places: what is fetched for each, how it is drawn, and the right to see it."""

from collections.abc import Mapping
from typing import Any

from bot.conversation import Draft, Here, Step
from bot.domain.staff import Right, Staff
from handlers.place_spec import PlaceSpec
from handlers.screens import staff as staff_screens
from storage.database import Transaction


def _menu(_tx: Transaction, here: Here, _draft: Draft) -> Staff | None:
    return here.staff


STAFF_PLACES: Mapping[Step, PlaceSpec[Any]] = {  # facts of each place's own
    Step.STAFF: PlaceSpec(_menu, staff_screens.menu, right=Right.STAFF),
}
