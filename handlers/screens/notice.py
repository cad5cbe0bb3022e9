"""A refusal said above the screen on which it leaves a person."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.refusals import Refusal
from bot.i18n import Html, Translator
from handlers.screens.screen import Screen


def with_notice(screen: Screen, refusal: Refusal, t: Translator) -> Screen:
    """Return a screen that says first why something was refused."""
    return replace(screen, text=Html(f"⚠️ {refusal_text(refusal, t)}\n\n{screen.text}"))


def refusal_text(refusal: Refusal, t: Translator) -> Html:
    """Return a refusal's sentence; instants are said in the place's local time."""
    fields = dict(refusal.fields)
    tz = fields.pop("tz", None)
    said = {
        name: t.moment(value, tz)
        if isinstance(value, datetime) and isinstance(tz, ZoneInfo)
        else value
        for name, value in fields.items()
    }
    return t(refusal.message_id, **said)
