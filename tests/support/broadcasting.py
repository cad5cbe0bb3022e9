"""What broadcasts are made of, for tests of services and journeys."""

from datetime import datetime
from typing import Any

from bot.domain.broadcast import BroadcastOrder, Circle, Content, People
from bot.domain.staff import Grant, Role, Staff
from bot.services.feed_broadcast import feed_broadcasts
from bot.services.start_broadcast import start_broadcast
from storage import people
from tests.support.story import Story

ADMIN = Staff(user_id=900, grants=(Grant(role=Role.ADMIN),))
HELLO = Content(texts={"fr": "Bonjour à tous"})
BOOKED = Circle(people=People.BOOKED)
NEWS = Circle(people=People.OPTED_IN)


def organiser(*territories: int, user_id: int = 901) -> Staff:
    """Return an organiser of these territories."""
    grants = tuple(Grant(role=Role.ORGANISER, territory_id=one) for one in territories)
    return Staff(user_id=user_id, grants=grants)


def send(story: Story, circle: Circle = BOOKED, **more: Any) -> int:
    """Send a broadcast off as an admin, unless told; return its id."""
    staff = more.pop("staff", ADMIN)
    values = {"intent": story.ids.key(), "at": None, "people": 1, "content": HELLO, **more}
    order = BroadcastOrder(circle=circle, **values)
    return start_broadcast(story.tx, staff, order, story.now)


def feed(story: Story, rounds: int = 4) -> int:
    """Let the keeper go round a few times; return how many deliveries were written."""
    return sum(feed_broadcasts(story.tx, story.now) for _ in range(rounds))


def opt_in(story: Story, *chats: int, at: datetime | None = None) -> None:
    """Let people ask for news."""
    for chat_id in chats:
        people.note(story.tx, chat_id, "fr", at or story.now)
        people.choose_news(story.tx, chat_id, wanted=True)


def owed(story: Story) -> list[int]:
    """Return who is owed a broadcast's message, in the order of their lane."""
    rows = story.rows(
        """SELECT chat_id FROM delivery WHERE kind IN ('service', 'news') AND state = 'queued'
           ORDER BY lane, urgency, id"""
    )
    return [chat_id for (chat_id,) in rows]
