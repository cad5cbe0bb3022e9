"""The questions of a booking: where, which sector, which day, which slot."""

from bot.conversation import ANY, Draft
from bot.domain.catalogue import Choice, DayChoice, Nearby, Slot
from bot.domain.programme import Regime
from bot.i18n import Html, Translator
from handlers.callbacks import (
    AskLocation,
    ChooseDay,
    ChooseSector,
    ChooseSlot,
    ChooseTerritory,
    ChooseVisit,
)
from handlers.callbacks.alerts import WatchSearch
from handlers.screens.listing import listing, on_page, ways_out
from handlers.screens.screen import Key, Screen

KILOMETRE = 1000


def territory(choices: list[Choice], draft: Draft, t: Translator) -> Screen:
    """Ask where."""
    rows = listing(
        choices,
        draft.page,
        t,
        lambda choice: (_counted(choice, t), ChooseTerritory(choice.id)),
    )
    near = Key(t.label("booking.near_me"), AskLocation())
    return Screen(text=t("booking.ask_territory"), rows=(*rows, (near,), ways_out(t)))


def location_request(_facts: None, _draft: Draft, t: Translator) -> Screen:
    """Ask for the phone's location."""
    return Screen(
        text=t("booking.ask_location"),
        rows=(ways_out(t),),
        location_request=t.label("booking.send_location"),
    )


def near(found: list[Nearby], draft: Draft, t: Translator) -> Screen:
    """List the visits nearest to a shared location."""
    rows = listing(
        found,
        draft.page,
        t,
        lambda visit: (
            f"{visit.title} · {visit.city} · {distance(visit.metres, t)}",
            ChooseVisit(visit.visit_id),
        ),
    )
    return Screen(text=t("booking.nearest", n=len(found)), rows=(*rows, ways_out(t)))


def sector(choices: list[Choice], draft: Draft, t: Translator) -> Screen:
    """Ask in which sector; all of them come first."""
    everything = Choice(
        id=ANY, name=t.label("booking.all_sectors"), visits=sum(c.visits for c in choices)
    )
    rows = listing(
        [everything, *choices],
        draft.page,
        t,
        lambda choice: (_counted(choice, t), ChooseSector(choice.id)),
    )
    return Screen(text=t("booking.ask_sector"), rows=(*rows, ways_out(t)))


def day(choices: list[DayChoice], draft: Draft, t: Translator) -> Screen:
    """Ask on which day."""
    rows = listing(
        choices,
        draft.page,
        t,
        lambda choice: (
            t.label(
                "booking.day_choice" if choice.slots else "booking.day_full",
                n=choice.slots,
                day=t.short_day(choice.day),
            ),
            ChooseDay(choice.day),
        ),
    )
    watch = Key(t.label("alerts.watch"), WatchSearch())
    return Screen(text=_which_day(choices, draft, t), rows=(*rows, (watch,), ways_out(t)))


def _which_day(choices: list[DayChoice], draft: Draft, t: Translator) -> Html:
    """Ask which day; say so where what was typed means several, or none on which there is one."""
    if not draft.days:
        return t("booking.ask_day")
    meant = any(choice.day in draft.days for choice in choices)
    return t("booking.ask_which_day") if meant else t("booking.no_such_day")


def slot(slots: list[Slot], draft: Draft, t: Translator) -> Screen:
    """Ask which slot."""
    shown, _page, _pages = on_page(slots, draft.page)
    asked = t("booking.ask_slot", day=t.day(shown[0].day), n=len(slots)) if shown else Html()
    lines = [
        t(
            "booking.slot_line",
            number=number,
            time=hours(one, t),
            title=one.visit.title,
            host=one.visit.host,
            city=one.visit.city,
            seats=seats_left(one, t),
        )
        for number, one in enumerate(shown, 1)
    ]
    rows = listing(
        slots,
        draft.page,
        t,
        lambda one: (f"{starts_at(one, t)} {one.visit.title}", ChooseSlot(one.id)),
    )
    watch = Key(t.label("alerts.watch"), WatchSearch())
    return Screen(text=Html("\n".join([asked, "", *lines])), rows=(*rows, (watch,), ways_out(t)))


def seats_left(slot: Slot, t: Translator) -> str:
    """Say in a few words whether there is room."""
    if slot.regime is Regime.NONE:
        return t.label("booking.walk_in_short")
    if slot.left <= 0:
        return t.label("booking.full_short")
    return t.label("booking.seats_short", n=slot.left)


def starts_at(slot: Slot, t: Translator) -> str:
    """Say when a slot starts, within its day."""
    return t.label("booking.time_tba") if slot.time_tba else t.time(slot.starts, slot.tz)


def hours(slot: Slot, t: Translator) -> str:
    """Say from when to when a slot lasts, within its day: `14:00–15:15`."""
    if slot.time_tba:
        return t.label("booking.time_tba")
    return f"{t.time(slot.starts, slot.tz)}–{t.time(slot.ends, slot.tz)}"


def distance(metres: int, t: Translator) -> str:
    """Say how far something is."""
    if metres < KILOMETRE:
        return t.label("booking.metres", metres=round(metres, -1))
    return t.label("booking.kilometres", kilometres=round(metres / KILOMETRE))


def _counted(choice: Choice, t: Translator) -> str:
    if not choice.visits:
        return t.label("booking.choice_full", name=choice.name)
    return t.label("booking.choice", n=choice.visits, name=choice.name)
