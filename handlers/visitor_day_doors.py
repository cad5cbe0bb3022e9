"""Visitors' doors about the day itself."""

from collections.abc import Mapping

from bot.conversation import Step
from handlers import visitor_day
from handlers.callbacks import Button
from handlers.callbacks.visitor_day import (
    AskNeeds,
    AskWord,
    OpenZone,
    Rate,
    SendMap,
    SetNeed,
    StopSurveys,
    WouldWork,
)
from handlers.turn import Door

VISITOR_LEADS: Mapping[type[Button], Door] = {
    AskNeeds: visitor_day.ask_needs,
    OpenZone: visitor_day.open_zone,
    AskWord: visitor_day.ask_word,
}
VISITOR_ACTS: Mapping[type[Button], Door] = {
    SetNeed: visitor_day.set_need,
    SendMap: visitor_day.send_map,
    Rate: visitor_day.give_stars,
    WouldWork: visitor_day.say_work,
    StopSurveys: visitor_day.stop_surveys,
}
VISITOR_WORDS: Mapping[Step, Door] = {  # places where a text is taken as it is
    Step.SURVEY_WORD: visitor_day.typed_word,
}
