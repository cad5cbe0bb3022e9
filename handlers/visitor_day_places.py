"""Visitors' places about the day itself: what is fetched, then how it is drawn."""

from collections.abc import Mapping
from typing import Any

from bot.conversation import Step
from handlers import visitor_day
from handlers.place_spec import PlaceSpec, nothing
from handlers.screens import visitor_day as screens

VISITOR_PLACES: Mapping[Step, PlaceSpec[Any]] = {  # facts of each place's own
    Step.NO_SUCH_CODE: PlaceSpec(nothing, screens.no_such_code),
    Step.NEEDS: PlaceSpec(visitor_day.needs, screens.needs),
    Step.ZONE: PlaceSpec(visitor_day.zone, screens.zone),
    Step.SURVEY: PlaceSpec(visitor_day.asked, screens.thanks),
    Step.SURVEY_STOPPED: PlaceSpec(nothing, screens.stopped),
    Step.SURVEY_WORD: PlaceSpec(visitor_day.asked, screens.word),
}
