"""What one sees after joining a waiting list, and what is told of a slot that one waits for."""

from dataclasses import dataclass, replace

from bot.conversation import Draft, Step
from bot.domain.catalogue import Slot
from bot.domain.changes import Known, known
from bot.domain.waitlist import Entry
from bot.i18n import Html, Translator
from handlers.callbacks import AcceptOffer, ChooseSlot, Go, Intend, LeaveWaitlist, Start
from handlers.screens.listing import home_key, no_words, yes_words
from handlers.screens.notices import changed
from handlers.screens.screen import Key, Screen
from handlers.screens.sheet import Situation, waiting_state


@dataclass(frozen=True, kw_only=True, slots=True)
class WaitFacts:
    """A slot that changed while somebody waited for it, or meant to come."""

    slot: Slot  # as it is now
    before: Known
    entry: Entry | None  # None: somebody means to come, or the desk is told for its callers
    intends: bool
    others: list[Slot]  # the nearest with room, where it was called off


def waiting(entry: Entry | None, _draft: Draft, t: Translator) -> Screen:
    """Say where a party stands in the queue."""
    foot = (Key(t.label("home.my_visits"), Go(Step.VISITS)), home_key(t))
    if entry is None:
        return Screen(text=t("offer.left"), rows=(foot,))
    fields = {
        "title": entry.slot.visit.title,
        "moment": t.moment(entry.slot.starts, entry.slot.tz),
    }
    leave = Key(t.label("sheet.leave_waitlist"), LeaveWaitlist(entry.id), words=no_words(t))
    if entry.hold_until is not None:
        take = Key(t.label("offer.take"), AcceptOffer(entry.id), words=yes_words(t))
        until = t.moment(entry.hold_until, entry.slot.tz)
        return Screen(
            text=t("offer.free", n=entry.held, until=until, **fields),
            rows=((take,), (leave,), foot),
        )
    return Screen(
        text=t("offer.queued", rank=entry.rank, n=entry.seats, **fields), rows=((leave,), foot)
    )


def changed_meanwhile(facts: WaitFacts, t: Translator) -> Screen:
    """Tell somebody who waits, or the desk for its callers, how the slot has changed."""
    if facts.entry is None and not facts.intends:
        return _for_the_desk(facts, t)
    if known(facts.slot).called_off:
        ends = [t("offer.wait_ends")] if facts.entry else []
        lines = [*_head(facts, t), *ends, *_others_line(facts, t)]
        return Screen(text=Html("\n\n".join(lines)), rows=_other_keys(facts, t))
    state, rows = waiting_state(facts.entry, t) if facts.entry else _means_to_come(facts, t)
    return Screen(text=Html("\n\n".join([*_head(facts, t), state])), rows=rows)


def _means_to_come(facts: WaitFacts, t: Translator) -> Situation:
    key = Key(t.label("sheet.not_coming"), Intend(facts.slot.id, 0), words=no_words(t))
    return t("offer.means_to_come"), ((key,),)


def _for_the_desk(facts: WaitFacts, t: Translator) -> Screen:
    key = Key(t.label("desk.waiting"), Go(Step.DESK_WAITING))
    text = Html("\n\n".join([*_head(facts, t), t("desk.callers_waited")]))
    return Screen(text=text, rows=((key,),))


def _head(facts: WaitFacts, t: Translator) -> list[Html]:
    visit, tz, now = facts.slot.visit, facts.slot.tz, known(facts.slot)
    head = t("notices.head", title=visit.title, host=visit.host)
    if now.called_off:
        return [Html(f"{head}\n{t('offer.called_off', moment=t.moment(facts.before.starts, tz))}")]
    lines = (
        [t("offer.reopened", moment=t.moment(now.starts, tz))] if facts.before.called_off else []
    )
    held = replace(facts.before, called_off=False, late=now.late)
    day = t.day(now.starts.astimezone(tz).date())
    when = t("offer.when", day=day, hours=f"{t.time(now.starts, tz)}–{t.time(now.ends, tz)}")
    return [Html("\n".join([head, *lines, *changed(held, now, tz, t)])), when]


def _others_line(facts: WaitFacts, t: Translator) -> list[Html]:
    return [t("offer.others")] if facts.others else []


def _other_keys(facts: WaitFacts, t: Translator) -> tuple[tuple[Key, ...], ...]:
    keys = []
    for one in facts.others:
        label = f"{t.short_moment(one.starts, one.tz)} · {one.visit.title}"
        keys.append((Key(label, ChooseSlot(one.id)),))
    return (*keys, (Key(t.label("notices.see_others"), Start()),))
