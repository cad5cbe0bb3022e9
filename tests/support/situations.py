"""Every situation in which a person can stand: how it came about, and at which place."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.conversation import Draft, Here, Place, Step, Told
from bot.domain.alerts import VisitSearch
from bot.domain.classes import Group
from bot.domain.programme import Audience, Format, Regime
from bot.domain.staff import Grant, Role, Staff
from bot.domain.stats import By
from bot.services.book_chain import ChainOrder, book_chain
from bot.services.book_class import ClassOrder, book_class
from bot.services.intend import intend
from bot.services.invite import invite
from bot.services.keep_alert import keep_alert
from bot.services.open_invite import open_invite
from bot.services.watch_opening import watch_opening
from storage import catalogue, staff
from tests.support.broadcast_situations import BROADCAST_SITUATIONS
from tests.support.change_situations import CHANGE_SITUATIONS
from tests.support.day import DAY_SITUATIONS
from tests.support.hiring_situations import HIRING_SITUATIONS
from tests.support.story import Story
from tests.support.values import paris

INES, TOM = 1, 2
NASTY = "Brasserie <b>{n} & Fils</b> _*[x]({y})"
LATER = paris(2026, 11, 26, 10)
OPENS = paris(2026, 11, 20, 9)
Situation = Callable[[Story], Place]


def at(step: Step, **draft: object) -> Place:
    """Return a place."""
    return Place(step=step, draft=Draft.model_validate({"intent": "Kw3_-xY81abc", **draft}))


def here(story: Story, place: Place, language: str) -> Here:
    """Return what a door knows of Inès."""
    return Here(
        chat_id=INES,
        user_id=INES,
        known=True,
        language=language,
        hinted_language=language,
        place=place,
        revision=1,
        message_id=1,
        acted=None,
        now=story.now,
        ids=story.ids,
        staff=Staff(user_id=INES, grants=(Grant(role=Role.ADMIN),)),
    )


def crowded(story: Story) -> int:
    """Bring many territories, sectors, days and slots; return one slot."""
    for number in range(10):
        story.slot(
            f"Visite {number}",
            territory=f"Pays {number}",
            sector=f"Secteur {number}",
            starts=paris(2026, 11, 20 + number, 9),
            lat=49.0 + number / 10,
            lon=6.0,
        )
    return story.slot(**WORDY)


WORDY = {
    "title": NASTY,
    "host": "Léa & Cie <Metz>",
    "conditions": "Chaussures {fermées} <obligatoires>",
    "accessibility": "Rampe & ascenseur",
    "language": "français",
    "contact": "M. {x} <03 87>",
    "age_min": 14,
    "pupils_per_adult": 8,
    "audience": frozenset({Audience.PUPILS, Audience.STUDENTS, Audience.JOBSEEKERS}),
    "format": Format.JOB_DATING,
    "lat": 49.12,
    "lon": 6.18,
}


WISH = Told(tz="Europe/Paris", place="Metz <57>", km=20, what="Maison {x}", format="workshop")


def sheet(**slot: object) -> Situation:
    """Stand at a slot's sheet."""
    return lambda story: at(Step.SHEET, slot=story.slot(**slot), seats=2)


def booking(step: Step, seats: int = 2, **slot: object) -> Situation:
    """Stand at a place about a booking."""

    def live(story: Story) -> Place:
        mine = story.book(INES, story.slot(**{**WORDY, **slot}), seats)
        return at(step, booking=mine.code)

    return live


def _full(story: Story) -> Place:
    visit = story.slot(capacity=2)
    story.book(TOM, visit, 2)
    return at(Step.SHEET, slot=visit)


def _waiting(step: Step, *, offered: bool) -> Situation:
    def live(story: Story) -> Place:
        visit = story.slot(**WORDY, capacity=2)
        crowd = story.book(TOM, visit, 2)
        story.wait(INES, visit, 2)
        if offered:
            story.cancel(crowd)
        return at(step, slot=visit)

    return live


def _watching(story: Story) -> Place:
    visit = story.slot(opens=OPENS)
    watch_opening(story.tx, visit, chat_id=INES, now=story.now)
    return at(Step.SHEET, slot=visit)


def _intending(story: Story) -> Place:
    visit = story.slot(regime=Regime.NONE, capacity=None)
    intend(story.tx, visit, chat_id=INES, coming=True, now=story.now)
    return at(Step.SHEET, slot=visit)


def _called_off(story: Story) -> Place:
    visit = story.slot()
    story.tx.execute("UPDATE slot SET state = 'cancelled'")
    return at(Step.SHEET, slot=visit)


def _mine(story: Story) -> Place:
    visit = story.slot()
    story.book(INES, visit)
    return at(Step.SHEET, slot=visit)


def _overlap(story: Story) -> Place:
    mine = story.book(INES, story.slot())
    return at(Step.OVERLAP, slot=story.slot(**WORDY), booking=mine.code, seats=2)


def _movable(story: Story) -> Place:
    mine = story.book(INES, story.slot(), 2)
    for number in range(10):
        story.slot(starts=paris(2026, 11, 25, 8 + number))
    return at(Step.MOVE, booking=mine.code)


def _visits(story: Story) -> Place:
    story.book(INES, story.slot(**WORDY), 2)
    full = story.slot("Fonderie", starts=LATER, capacity=1)
    story.book(TOM, full)
    story.wait(INES, full)
    return at(Step.VISITS)


def _cancelled(story: Story) -> Place:
    mine = story.book(INES, story.slot(**WORDY))
    story.cancel(mine)
    return at(Step.CANCELLED, booking=mine.code)


def _among_many(step: Step, **draft: object) -> Situation:
    def live(story: Story) -> Place:
        crowded(story)
        return at(step, **draft)

    return live


def _slots(story: Story) -> Place:
    crowded(story)
    for number in range(9):
        story.slot(f"Atelier {number}", starts=paris(2026, 11, 24, 8 + number), capacity=1)
    story.slot("Libre", regime=Regime.NONE, capacity=None)
    story.slot("À voir", starts=paris(2026, 11, 24), time_tba=True)
    story.book(TOM, 12)
    (day,) = {one.day for one in [catalogue.slot(story.tx, 12)] if one}
    return at(Step.SLOT, day=day)


ROOM = {"capacity": 16, "pupils_per_adult": 14}
SCHOOL = {"pupils": 28, "adults": 3, "party": 31, "told": WISH.model_copy(update={"place": ""})}


def _class(step: Step, *, rooms: int = 2, **draft: object) -> Situation:
    """Stand somewhere with a class of 31, where each slot has 16 seats."""

    def live(story: Story) -> Place:
        for number in range(rooms):
            story.slot(**{**WORDY, **ROOM, "starts": paris(2026, 11, 24, 9 + number)})
        return at(step, **{**SCHOOL, **draft})

    return live


def _groups(story: Story) -> Place:
    _class(Step.GROUPS)(story)
    first = int(story.value("SELECT MIN(id) FROM slot"))
    halves = tuple(Group(slot=first + n, pupils=14, adults=2 - n) for n in range(2))
    return at(Step.GROUPS, groups=halves, **SCHOOL)


def _groups_booked(story: Story) -> Place:
    place = _groups(story)
    order = ClassOrder(groups=place.draft.groups, chat_id=INES, intent="abc")
    mine = book_class(story.tx, order, now=story.now, ids=story.ids)
    return at(Step.GROUPS_BOOKED, bookings=tuple(one.code for one in mine))


def _which(aim: Step, **draft: object) -> Situation:
    def live(story: Story) -> Place:
        mine = [story.book(INES, story.slot(starts=paris(2026, 11, day, 9))) for day in (24, 25)]
        return at(Step.WHICH, aim=aim, bookings=tuple(one.code for one in mine), **draft)

    return live


def _moves_to(day: int) -> Situation:
    def live(story: Story) -> Place:
        place = _movable(story)
        return replace(place, draft=place.draft.having(days=(date(2026, 11, day),)))

    return live


def _hours(hour: int) -> dict[str, object]:
    hours = {"since": paris(2026, 11, 24, hour), "until": paris(2026, 11, 24, hour + 1)}
    return {"day": date(2026, 11, 24), **hours}


def _neighbours(story: Story) -> Place:
    story.slot("Tôlerie", sector="Automobile")
    metal = story.slot("Fonderie", sector="Métallurgie", starts=paris(2026, 11, 25, 9))
    sector = int(story.value(f"SELECT sector_id FROM slot WHERE id = {metal}"))
    told = Told(tz="Europe/Paris", sector="Métallurgie")
    return at(Step.NOTHING, day=date(2026, 11, 24), sector=sector, told=told)


def _card_of_a_class(story: Story) -> Place:
    place = _groups_booked(story)
    return at(Step.CARD, booking=place.draft.bookings[0])


def _begun(story: Story) -> Place:
    place = _mine(story)
    story.now = paris(2026, 11, 24, 14, 30)
    return replace(place, step=Step.HOME)


def invited(story: Story, step: Step, role: str) -> Place:
    """Choose where a role holds."""
    story.slot(**WORDY)
    return at(step, team={"role": role})


def a_member(story: Story) -> Place:
    """Look at somebody of the desk."""
    grant = Grant(role=Role.DESK)
    staff.add(story.tx, TOM, grant, granted_by=INES, now=story.now, name="<Tom> & {n}")
    return at(Step.TEAM_MEMBER, team={"member": story.value("SELECT MAX(id) FROM staff_grant")})


def an_opened_invitation(story: Story) -> Place:
    """Have opened somebody's invitation."""
    tom = Staff(user_id=TOM, grants=(Grant(role=Role.ADMIN),))
    secret = invite(story.tx, tom, Grant(role=Role.DESK), "Inès", now=story.now, ids=story.ids)
    opened = open_invite(story.tx, secret, user_id=INES, now=story.now, ids=story.ids)
    return at(Step.TEAM_JOIN, team={"invite": opened.id})


def an_alert(story: Story, step: Step) -> Place:
    """Keep a search."""
    search = VisitSearch(territory_id=1, day=date(2026, 11, 24), name="Moselle <57>")
    alert = keep_alert(story.tx, search, chat_id=INES, now=story.now)
    return at(step, alert=alert.id)


def a_dating(story: Story, step: Step) -> Place:
    """Meet companies one after the other."""
    day = date(2026, 11, 24)
    first, second = (
        story.slot(
            f"Rencontre {host}",
            host=host,
            format=Format.JOB_DATING,
            starts=paris(2026, 11, 24, 14, minute),
            ends=paris(2026, 11, 24, 14, minute + 10),
        )
        for host, minute in (("Acier & Cie", 0), ("Bois", 20))
    )
    order = ChainOrder(slots=(first, second), chat_id=INES, intent="Kw3_-xY81abc")
    visits = [row[0] for row in story.rows("SELECT visit_id FROM slot ORDER BY id")]
    draft = {"visit": visits[0], "day": day, "picked": visits[:1], "slots": order.slots}
    if step is not Step.DATING_BOOKED:
        return at(step, dating=draft)
    chain = book_chain(story.tx, order, now=story.now, ids=story.ids)
    return at(step, dating={**draft, "chain": chain.id})


def a_queue(story: Story) -> Place:
    """Look at who comes today."""
    for host, hour in (("Acier & Cie", 16), ("Bois", 17)):
        there = story.slot(
            f"Rencontre {host}",
            host=host,
            format=Format.JOB_DATING,
            starts=paris(2026, 11, 16, hour),
        )
        story.book(INES, there)
    return at(Step.QUEUE)


def figures(story: Story, by: By) -> Place:
    """Look at the figures of many parts."""
    crowded(story)
    return at(Step.FIGURES, figures={"by": by})


def some_acts(story: Story) -> Place:
    """Read what was done."""
    an_opened_invitation(story)
    return at(Step.AUDIT)


SITUATIONS: dict[str, Situation] = {
    **CHANGE_SITUATIONS,
    "staff's menu": lambda _: at(Step.STAFF),
    "the team": lambda _: at(Step.TEAM),
    "a role to offer": lambda _: at(Step.TEAM_ROLE),
    "a territory to offer": lambda story: invited(story, Step.TEAM_WHERE, "organiser"),
    "a host to offer": lambda story: invited(story, Step.TEAM_WHERE, "host"),
    "a name to give": lambda _: at(Step.TEAM_NAME, team={"role": "desk"}),
    "a link to send": lambda _: at(Step.TEAM_LINK, team={"role": "desk", "secret": "Kw3_-xY8"}),
    "a link that was shown": lambda _: at(Step.TEAM_LINK, team={"role": "desk"}),
    "a member": lambda story: a_member(story),
    "a code to compare": lambda story: an_opened_invitation(story),
    "no alerts": lambda _: at(Step.ALERTS),
    "alerts": lambda story: an_alert(story, Step.ALERTS),
    "an alert": lambda story: an_alert(story, Step.ALERT),
    "companies to meet": lambda story: a_dating(story, Step.DATING),
    "a chain of meetings": lambda story: a_dating(story, Step.DATING_CHAIN),
    "a chain that was booked": lambda story: a_dating(story, Step.DATING_BOOKED),
    "a queue": a_queue,
    "no queue": lambda _: at(Step.QUEUE),
    "figures": lambda story: figures(story, By.TERRITORY),
    "figures by day": lambda story: figures(story, By.DAY),
    "figures by host": lambda story: figures(story, By.HOST),
    "what figures mean": lambda _: at(Step.FIGURES_MEANT),
    "what staff did": lambda story: some_acts(story),
    "home, nothing booked": lambda _story: at(Step.HOME),
    "home, a visit to come": lambda story: replace(_mine(story), step=Step.HOME),
    "home, during a visit": _begun,
    "where, of many": _among_many(Step.TERRITORY),
    "where, second page": _among_many(Step.TERRITORY, page=1),
    "near me": _among_many(Step.NEAR, near=(49.12, 6.18)),
    "near me, where nothing is": lambda _story: at(Step.NEAR, near=(0, 0)),
    "share the location": lambda _story: at(Step.LOCATION),
    "which sector": _among_many(Step.SECTOR),
    "which day": _among_many(Step.DAY),
    "which slot to book": _slots,
    "nothing fits": _among_many(Step.NOTHING, only=(0,), sector=1, told=WISH),
    "nothing at all": lambda _story: at(Step.NOTHING, only=(0,), told=WISH),
    "which sector, after a sentence": _among_many(Step.SECTOR, day=date(2026, 11, 24), told=WISH),
    "nothing but neighbours": _neighbours,
    "which half of the day": _among_many(Step.HALF, told=WISH, half=_hours(8), **_hours(20)),
    "which day, of two": _among_many(Step.DAY, told=WISH, days=(date(2026, 11, 24),)),
    "which day, none of those said": _among_many(Step.DAY, told=WISH, days=(date(2027, 1, 4),)),
    "who comes, after a sentence": _among_many(Step.AUDIENCE, told=WISH, audience=Audience.PUPILS),
    "how many come": _among_many(Step.PARTY, told=WISH, party=2),
    "a day that may be a week later": _among_many(
        Step.SECTOR, told=WISH, week={"day": date(2026, 12, 1)}, **_hours(15)
    ),
    "nothing for a class": _class(Step.NOTHING),
    "how a class can be split": _class(Step.SPLIT),
    "no way to split a class": _class(Step.SPLIT, rooms=1),
    "the groups of a class": _groups,
    "a class is booked": _groups_booked,
    "a sheet too small for a class": _class(Step.SHEET, slot=1),
    "a sheet far too small for a class": _class(Step.SHEET, rooms=1, slot=1),
    "a sheet for a class": _class(Step.SHEET, slot=1, pupils=8, adults=2, party=10),
    "a sheet for a class with too few adults": _class(
        Step.SHEET, slot=1, pupils=15, adults=0, party=15
    ),
    "a sheet with fewer seats than asked": lambda story: at(
        Step.SHEET, slot=story.slot(capacity=4), party=6
    ),
    "which visit to cancel": _which(Step.CANCEL),
    "which visit to move": _which(Step.MOVE, days=(date(2026, 11, 26),)),
    "which visit gets another number": _which(Step.SEATS, party=2),
    "which visit to ask about": _which(Step.SEATS),
    "where to move, on a day": _moves_to(25),
    "where to move, not on that day": _moves_to(27),
    "a card of a class": _card_of_a_class,
    "a sheet": sheet(**WORDY),
    "a sheet with one seat": sheet(capacity=1),
    "a sheet, booking optional": sheet(regime=Regime.OPTIONAL),
    "a sheet whose hour is unknown": sheet(starts=paris(2026, 11, 24), time_tba=True),
    "a sheet not yet open": sheet(opens=OPENS),
    "a sheet not yet open, watched": _watching,
    "a sheet that has closed": sheet(closes=paris(2026, 11, 10)),
    "a sheet that was called off": _called_off,
    "a walk-in": sheet(regime=Regime.NONE, capacity=None),
    "a walk-in one goes to": _intending,
    "a full sheet": _full,
    "a sheet one waits for": _waiting(Step.SHEET, offered=False),
    "a sheet one is offered": _waiting(Step.SHEET, offered=True),
    "a sheet one has booked": _mine,
    "two at once": _overlap,
    "booked": booking(Step.BOOKED),
    "booked at the last minute": booking(Step.BOOKED, starts=paris(2026, 11, 16, 10)),
    "on the waiting list": _waiting(Step.WAITING, offered=False),
    "on the waiting list, offered": _waiting(Step.WAITING, offered=True),
    "off the waiting list": lambda story: at(Step.WAITING, slot=story.slot()),
    "no visits": lambda _story: at(Step.VISITS),
    "only waiting lists": _waiting(Step.VISITS, offered=False),
    "my visits": _visits,
    "a card": booking(Step.CARD),
    "how many seats": booking(Step.SEATS, capacity=20),
    "how many seats, all taken": booking(Step.SEATS, capacity=2),
    "where to move": _movable,
    "nowhere to move": booking(Step.MOVE),
    "really cancel?": booking(Step.CANCEL),
    "cancelled": _cancelled,
    "coming": booking(Step.COMING),
    "nobody is hiring": lambda _story: at(Step.HIRING),
    "who is hiring": _among_many(Step.HIRING),
    "settings": lambda _story: at(Step.SETTINGS),
    "privacy": lambda _story: at(Step.PRIVACY),
    "forget, nothing booked": lambda _story: at(Step.FORGET),
    "forget": booking(Step.FORGET),
    "my data": booking(Step.MY_DATA),
    "no data": lambda _story: at(Step.MY_DATA),
    "stopped": lambda _story: at(Step.STOPPED),
    "forgotten": lambda _story: at(Step.FORGOTTEN),
    "help": lambda _story: at(Step.HELP),
    **DAY_SITUATIONS,
    **BROADCAST_SITUATIONS,
    **HIRING_SITUATIONS,
}
