"""Situations of whoever composes and follows broadcasts."""

from collections.abc import Callable
from datetime import date

from bot.conversation import Draft, Place, Step
from bot.domain.broadcast import Circle, Content, Part, People
from bot.drafts.broadcast import BroadcastDraft
from bot.services.pause_broadcast import cancel_broadcast, pause_broadcast
from storage import people
from tests.support.broadcasting import ADMIN, BOOKED, feed, opt_in, send
from tests.support.story import Story
from tests.support.values import paris

NASTY = "{n} Salut <b>&</b>x\n" * 48  # 20 characters a line: excerpts end between braces
INTENT = "Kw3_-xY81abc"
Situation = Callable[[Story], Place]


def _at(step: Step, **draft: object) -> Place:
    return Place(step=step, draft=Draft(broadcast=BroadcastDraft(intent=INTENT, **draft)))  # type: ignore[arg-type]


def _crowd(story: Story) -> None:
    for number in range(10):
        slot = story.slot(
            f"Visite {number} <{{n}}>",
            host=f"Maison <{number}> & {{y}}",
            territory=f"Pays {number}",
            sector=f"Secteur {number}",
            starts=paris(2026, 11, 20 + number, 9),
        )
        story.book(10 + number, slot)
    people.note(story.tx, 10, "en", story.now)
    opt_in(story, 11, 12)


def _composing(step: Step, **draft: object) -> Situation:
    def live(story: Story) -> Place:
        _crowd(story)
        return _at(step, **draft)

    return live


def _sent(what: str = "", circle: Circle = BOOKED, **draft: object) -> Situation:
    def live(story: Story) -> Place:
        _crowd(story)
        planned = what == "planned"
        at = paris(2026, 11, 17, 9) if planned else None
        content = Content(texts={"fr": NASTY}, photo="file")
        sent = send(story, circle, content=content, intent=INTENT, at=at)
        feed(story)
        ended = {"half": ("sent", 5), "done": ("unknown", 99)}.get(what)
        if ended:
            story.tx.execute(
                """UPDATE delivery SET state = :state, finished = '2026' WHERE id IN (
                       SELECT id FROM delivery WHERE broadcast_id = :id LIMIT :limit)""",
                {"state": ended[0], "id": sent, "limit": ended[1]},
            )
        story.advance(minutes=3)
        if what == "paused":
            pause_broadcast(story.tx, ADMIN, sent, story.now)
        if what == "cancelled":
            cancel_broadcast(story.tx, ADMIN, sent, story.now)
        if what == "by night":
            story.now = paris(2026, 11, 16, 22)
        feed(story)
        step = Step.BROADCASTS if what == "listed" else Step.BROADCAST_CARD
        return _at(step, broadcast=sent, **draft)

    return live


def _no_one(_story: Story) -> Place:
    return _at(Step.BROADCAST_PREVIEW, texts={"fr": "Bonjour"})


def _with_news(step: Step) -> Situation:
    def live(story: Story) -> Place:
        opt_in(story, 1)
        return Place(step=step)

    return live


EVERYTHING = {
    "edition": 1,
    "territory": 3,
    "sector": 3,
    "host": 3,
    "slot": 3,
    "day": date(2026, 11, 22),
    "audience": "public",
}
BOTH = {"fr": NASTY, "en": "Hello"}
BROADCAST_SITUATIONS: dict[str, Situation] = {
    "no broadcasts": lambda _story: _at(Step.BROADCASTS),
    "broadcasts": _sent("listed"),
    "to whom": _composing(Step.BROADCAST_PEOPLE),
    "which circle": _composing(Step.BROADCAST_CIRCLE),
    "which circle, of news": _composing(Step.BROADCAST_CIRCLE, people=People.OPTED_IN),
    "which circle, narrowed": _composing(Step.BROADCAST_CIRCLE, **EVERYTHING),
    **{f"which {part.value}": _composing(Step.BROADCAST_PICK, picking=part) for part in Part},
    "which host, of none": lambda _story: _at(Step.BROADCAST_PICK, picking=Part.HOST),
    "what to say": _composing(Step.BROADCAST_TEXT),
    "what to say below a photo": _composing(Step.BROADCAST_TEXT, photo="file"),
    "what to say in English": _composing(Step.BROADCAST_TEXT, language="en", texts=BOTH),
    "when to send it": _composing(Step.BROADCAST_WHEN),
    "how it will look": _composing(Step.BROADCAST_PREVIEW, texts=BOTH, photo="file"),
    "how news will look": _composing(
        Step.BROADCAST_PREVIEW,
        texts={"fr": "Bonjour"},
        people=People.OPTED_IN,
        at=paris(2026, 11, 20, 9),
    ),
    "how it will look to nobody": _no_one,
    "a planned broadcast": _sent("planned"),
    "a broadcast that has begun": _sent(),
    "half of a broadcast": _sent("half"),
    "a broadcast by night": _sent("by night"),
    "a paused broadcast": _sent("paused"),
    "really stop it?": _sent(sure=True),
    "a cancelled broadcast": _sent("cancelled"),
    "a broadcast that ended": _sent("done"),
    "news that ended": _sent("done", Circle(people=People.OPTED_IN)),
    "news asked for": _with_news(Step.NEWS),
    "no news": lambda _story: Place(step=Step.NEWS),
    "settings, with news": _with_news(Step.SETTINGS),
}
