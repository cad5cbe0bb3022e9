"""A refusal said above the screen on which it leaves a person."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.refusals import Refusal
from bot.i18n import Html, Translator
from handlers.screens.screen import Screen


def with_notice(screen: Screen, refusal: Refusal, t: Translator) -> Screen:
    """Return a screen that says first why something was refused."""
    return replace(screen, text=Html(f"⚠️ {refusal_text(refusal, t)}\n\n{screen.text}"))


def refusal_text(refusal: Refusal, t: Translator) -> Html:
    """Return a refusal's sentence; instants in the place's local time, days with their weekday."""
    fields = dict(refusal.fields)
    tz = fields.pop("tz", None)
    said = {name: _said(value, tz, t) for name, value in fields.items()}
    counted = said.pop("n", said.get("count"))
    return t(refusal.message_id, n=counted, **said)


def _said(value: object, tz: object, t: Translator) -> object:
    if isinstance(value, datetime):
        return t.moment(value, tz) if isinstance(tz, ZoneInfo) else value
    return t.day(value) if isinstance(value, date) else value
