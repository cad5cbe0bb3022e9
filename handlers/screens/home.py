"""The first screen, and help."""

from dataclasses import dataclass
from datetime import datetime

from bot.conversation import Draft, Step
from bot.domain.booking import Booking
from bot.i18n import Html, Translator
from handlers.callbacks import Go, Start
from handlers.screens.listing import home_key
from handlers.screens.screen import Key, Screen


@dataclass(frozen=True, kw_only=True, slots=True)
class HomeFacts:
    """What home tells: one's coming visits, and how many visits one could book."""

    coming: list[Booking]
    visits: int
    now: datetime


def home(facts: HomeFacts, _draft: Draft, t: Translator) -> Screen:
    """Draw the first screen."""
    lines = [t("home.welcome"), t("home.visits", n=facts.visits)]
    if facts.coming:
        following = facts.coming[0]
        lines.append(
            t(
                "home.next_visit",
                title=following.slot.visit.title,
                moment=t.moment(following.slot.starts, following.slot.tz),
            )
        )
    mine = t.label("home.my_visits")
    if facts.coming:
        mine = t.label("home.my_visits_count", count=len(facts.coming))
    return Screen(
        text=Html("\n\n".join(lines)),
        rows=(
            (Key(t.label("home.book"), Start(), numbered=True),),
            (Key(t.label("home.hiring"), Go(Step.HIRING), numbered=True),),
            (Key(mine, Go(Step.VISITS), numbered=True),),
            (
                Key(t.label("home.settings"), Go(Step.SETTINGS), numbered=True),
                Key(t.label("home.help"), Go(Step.HELP), numbered=True),
            ),
        ),
    )


def help_screen(_facts: None, _draft: Draft, t: Translator) -> Screen:
    """Draw the page that says how everything works."""
    return Screen(text=t("home.help_text"), rows=((home_key(t),),))
