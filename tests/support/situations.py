"""Every situation in which a person can stand: how it came about, and at which place."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.conversation import Draft, Here, Place, Step, Told
from bot.domain.programme import Audience, Format, Regime
from bot.domain.staff import Grant, Role, Staff
from bot.services.intend import intend
from bot.services.watch_opening import watch_opening
from storage import catalogue
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


def _begun(story: Story) -> Place:
    place = _mine(story)
    story.now = paris(2026, 11, 24, 14, 30)
    return replace(place, step=Step.HOME)


SITUATIONS: dict[str, Situation] = {
    "staff's menu": lambda _: at(Step.STAFF),
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
    "which slot": _slots,
    "nothing fits": _among_many(Step.NOTHING, only=(0,), sector=1, told=WISH),
    "nothing at all": lambda _story: at(Step.NOTHING, only=(0,), told=WISH),
    "which sector, after a sentence": _among_many(Step.SECTOR, day=date(2026, 11, 24), told=WISH),
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
}
