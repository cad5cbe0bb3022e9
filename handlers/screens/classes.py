"""A class: its sheet, how it can be split over slots, and what was booked for it."""

from bot.conversation import Draft, Step
from bot.domain.booking import Booking, check_party, most_seats
from bot.domain.catalogue import Slot
from bot.domain.classes import AdultsMissing, Group, check_adults
from bot.domain.refusals import PartyRefused, SlotFull
from bot.i18n import Html, Translator
from bot.services.split_class import Plan
from handlers.callbacks import Confirm, Go, JoinWaitlist, OpenBooking, Start
from handlers.callbacks.wishes import ChooseAdults, ChooseSplit, ConfirmClass
from handlers.screens.listing import Rows, home_key, listing, yes_words
from handlers.screens.notice import refusal_text
from handlers.screens.screen import Key, Screen
from handlers.screens.wishes import as_it_was


def heads(pupils: int, adults: int | None, t: Translator) -> str:
    """Say who comes with a class: `28 élèves + 3 adultes`."""
    children = t.label("class.pupils", n=pupils)
    return f"{children} + {t.label('class.adults', n=adults)}" if adults else children


def class_on_sheet(slot: Slot, plan: Plan | None, draft: Draft, t: Translator) -> tuple[Html, Rows]:
    """Return what a sheet says to a class, and its keys: confirm, more adults, split, wait."""
    pupils, adults = draft.pupils or 0, draft.adults or 0
    seats = pupils + adults
    comes = heads(pupils, adults, t)
    try:
        check_party(slot, seats, left=slot.left, school=True)
        check_adults(slot, pupils, adults)
    except AdultsMissing as refusal:
        enough = int(str(refusal.fields["adults"]))
        label = heads(pupils, enough, t)
        return refusal_text(refusal, t), ((Key(label, ChooseAdults(enough), words=yes_words(t)),),)
    except (PartyRefused, SlotFull):
        text = t("class.too_large", heads=comes, n=min(slot.left, most_seats(slot, school=True)))
        return _otherwise(text, slot, plan, seats, t)
    confirm = Key(
        t.label("sheet.confirm", n=seats),
        Confirm(slot.id, seats, draft.intent or ""),
        words=yes_words(t),
    )
    return t("class.how_to_confirm", heads=comes, n=seats, left=slot.left), ((confirm,),)


def _otherwise(
    text: Html, slot: Slot, plan: Plan | None, seats: int, t: Translator
) -> tuple[Html, Rows]:
    if plan is not None:
        key = Key(split_label(plan, t), ChooseSplit(plan.visit, plan.day), words=yes_words(t))
        return Html(f"{text}\n{t('class.can_be_split')}"), ((key,),)
    if seats <= most_seats(slot):
        key = Key(t.label("sheet.join_waitlist", n=seats), JoinWaitlist(slot.id, seats))
        return text, ((key,),)
    return Html(f"{text}\n{t('class.write_fewer')}"), ()


def split_label(plan: Plan, t: Translator) -> str:
    """Say a plan in one line: `2 groupes : 14:00 (16), 15:00 (15)`."""
    times = [
        f"{t.time(slot.starts, slot.tz)} ({group.seats})"
        for group, slot in zip(plan.groups, plan.slots, strict=True)
    ]
    return t.label("class.groups", n=len(times), times=", ".join(times))


def split(plans: list[Plan], draft: Draft, t: Translator) -> Screen:
    """Ask on which day, at which visit a class is split."""
    rows = listing(
        plans,
        draft.page,
        t,
        lambda plan: (
            f"{t.short_day(plan.day)} · {plan.slots[0].visit.title} · {split_label(plan, t)}",
            ChooseSplit(plan.visit, plan.day),
        ),
    )
    said = t("class.ask_split") if plans else t("class.no_split")
    return Screen(text=said, rows=(*rows, as_it_was(t)))


def groups(slots: list[Slot], draft: Draft, t: Translator) -> Screen:
    """Ask whether the groups are to be booked."""
    visit = slots[0].visit
    head = t("class.groups_head", title=visit.title, host=visit.host, day=t.day(slots[0].day))
    lines = [
        t("class.group_line", time=t.time(slot.starts, slot.tz), **_of_group(group, t))
        for group, slot in zip(draft.groups, slots, strict=True)
    ]
    seats = sum(group.seats for group in draft.groups)
    confirm = Key(
        t.label("class.confirm", n=len(slots), seats=seats),
        ConfirmClass(draft.intent or ""),
        words=yes_words(t),
    )
    text = Html("\n".join([head, *lines, "", t("class.all_or_none")]))
    return Screen(text=text, rows=((confirm,), as_it_was(t)))


def _of_group(group: Group, t: Translator) -> dict[str, object]:
    return {"n": group.seats, "heads": heads(group.pupils, group.adults, t)}


def groups_booked(bookings: list[Booking], _draft: Draft, t: Translator) -> Screen:
    """Draw what one sees right after confirming; a ticket for each group is on its way."""
    slot = bookings[0].slot
    lines = [
        t(
            "class.booked_line",
            n=one.seats,
            time=t.time(one.slot.starts, one.slot.tz),
            heads=heads(one.pupils or 0, one.adults, t),
            code=one.code,
        )
        for one in bookings
    ]
    head = t("class.booked", title=slot.visit.title, day=t.day(slot.day), n=len(bookings))
    rows = listing(
        bookings,
        0,
        t,
        lambda one: (f"{t.short_moment(one.slot.starts, one.slot.tz)}", OpenBooking(one.code)),
    )
    again = Key(t.label("bookings.book_another"), Start())
    foot = (Key(t.label("home.my_visits"), Go(Step.VISITS)), home_key(t))
    text = Html("\n".join([head, *lines, "", t("class.tickets")]))
    return Screen(text=text, rows=(*rows, (again,), foot))
