"""How each kind of message that staff or a search make is fetched and drawn.

Tickets, reminders and offers are drawn by `handlers.letters` itself.
"""

from collections.abc import Mapping
from typing import Any

from bot.domain.deliveries import Kind
from handlers import alerts, dating, interest, visitor_day
from handlers.letter_spec import LetterSpec
from handlers.screens import alerts as alert_screens
from handlers.screens import broadcast_card, vacancy_staff, waiting
from handlers.screens import dating as dating_screens
from handlers.screens import desk as desk_screens
from handlers.screens import desk_waiting as desk_waiting_screens
from handlers.screens import figures as figures_screens
from handlers.screens import interest as interest_screens
from handlers.screens import notices as notice_screens
from handlers.screens import paper as paper_screens
from handlers.screens import roster as roster_screens
from handlers.screens import team as team_screens
from handlers.screens import visitor_day as visitor_screens
from handlers.staff import (
    broadcast_places,
    desk,
    desk_waiting,
    figures,
    paper,
    places_changes,
    roster,
    team,
    vacancies,
)

LETTERS: Mapping[Kind, LetterSpec[Any]] = {  # facts of each kind's own
    Kind.NOTICE: LetterSpec(places_changes.notice_to_tell, notice_screens.notice, True),
    Kind.IMPORT: LetterSpec(places_changes.import_to_tell, notice_screens.import_to_confirm),
    Kind.WAIT_CHANGED: LetterSpec(places_changes.wait_to_tell, waiting.changed_meanwhile),
    Kind.DESK_OFFER: LetterSpec(desk_waiting.offer, desk_waiting_screens.offer),
    Kind.SERVICE: LetterSpec(broadcast_places.to_read, broadcast_card.message),
    Kind.NEWS: LetterSpec(broadcast_places.to_read, broadcast_card.message),
    Kind.SAMPLE: LetterSpec(broadcast_places.sample, broadcast_card.message),
    Kind.BROADCAST_REPORT: LetterSpec(broadcast_places.report, broadcast_card.report),
    Kind.INVITE_OPENED: LetterSpec(team.invite_to_confirm, team_screens.invite_opened, True),
    Kind.ALERT: LetterSpec(alerts.digest, alert_screens.digest),
    Kind.ALERT_ENDS: LetterSpec(alerts.ending, alert_screens.ends, question=True),
    Kind.CHAIN: LetterSpec(dating.chain_to_tell, dating_screens.ticket),
    Kind.NEXT_MEETING: LetterSpec(dating.next_meeting, dating_screens.next_meeting),
    Kind.FIGURES: LetterSpec(figures.paper, figures_screens.paper, slow=True),
    Kind.CANCELLED_BY_DESK: LetterSpec(desk.cancelled_letter, desk_screens.cancelled),
    Kind.ROSTER: LetterSpec(roster.letter, roster_screens.letter),
    Kind.PAPER: LetterSpec(paper.letter, paper_screens.letter, slow=True),
    Kind.SURVEY: LetterSpec(visitor_day.question, visitor_screens.question, question=True),
    Kind.MAP: LetterSpec(visitor_day.map_of, visitor_screens.where),
    Kind.VACANCY_ASK: LetterSpec(vacancies.to_ask, vacancy_staff.ask, question=True),
    Kind.INTEREST: LetterSpec(interest.for_host, interest_screens.for_host),
    Kind.INTEREST_ANSWER: LetterSpec(interest.for_person, interest_screens.for_person),
    Kind.ROLE_GIVEN: LetterSpec(team.role_to_tell, team_screens.role_given),
}
