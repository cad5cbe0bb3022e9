"""What a change would do, what became of it, and whom to ring up."""

from dataclasses import dataclass, replace

from bot.conversation import Draft, Step
from bot.domain.catalogue import Slot, SlotState
from bot.domain.changes import Answer, Known, Misfit, known
from bot.domain.notices import Call, Tally
from bot.i18n import Html, Translator, languages, translator
from bot.services.follow_import import Hit, ImportPreview
from bot.services.preview_change import Effect, Preview
from handlers.callbacks import Go
from handlers.callbacks.changes import (
    ChangeOpen,
    FollowChange,
    SendChange,
    SendImport,
    TickCall,
)
from handlers.screens.changes import answers_line, back_to, slot_head
from handlers.screens.listing import listing, no_words, on_page, yes_words
from handlers.screens.notices import change_text, changed, notice_text
from handlers.screens.screen import Key, Screen

MOST_NAMED = 5  # clashes and misfits that are told one by one
MISFITS = {
    Misfit.AUDIENCE: "changes.misfit_audience",
    Misfit.TOO_LARGE: "changes.misfit_too_large",
    Misfit.ADULTS: "changes.misfit_adults",
    Misfit.AGE: "changes.misfit_age",
    Misfit.BEGUN: "changes.misfit_begun",
}
WHY = {  # somebody is to be rung up
    Answer.SILENT: "changes.silent",
    Answer.UNREACHABLE: "changes.unreachable",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class SentFacts:
    """A change that was sent, the slot it is about, and the answers so far."""

    change_id: int
    slot_id: int | None
    tally: Tally
    may_call: bool


def preview(facts: Preview, _draft: Draft, t: Translator) -> Screen:
    """Show what a change would do, and ask whether to send it."""
    lines = [_slots(facts, t), _people(facts, t), *_trouble(facts, t)]
    if facts.told:
        told = next(effect for effect in facts.effects if effect.told)
        lines += [t("changes.message"), *_messages(told)]
    return Screen(text=Html("\n\n".join(lines)), rows=_preview_keys(facts, t))


def _slots(facts: Preview, t: Translator) -> Html:
    heads = [slot_head(effect.after, t) for effect in facts.effects[:MOST_NAMED]]
    return Html("\n".join([t("changes.preview"), *heads, *_becomes(facts.effects[0], t)]))


def _becomes(effect: Effect, t: Translator) -> list[Html]:
    """Say what changes of a slot, and when nobody could book it any more."""
    before, after = effect.before, effect.after
    lines = []
    if before.state is not after.state:
        off = after.state is SlotState.CANCELLED
        lines.append(t("changes.becomes_off" if off else "changes.becomes_open"))
    if before.capacity != after.capacity:
        lines.append(t("changes.becomes_seats", old=before.capacity, new=after.capacity))
    lines += changed(_as_held(before), _as_held(after), after.tz, t)
    if effect.closes:
        lines.append(t("changes.becomes_closed", moment=t.moment(after.closes, after.tz)))
    return lines


def _as_held(slot: Slot) -> Known:
    """Return what is known of a slot, whether or not it is called off."""
    return replace(known(slot), called_off=False)


def _people(facts: Preview, t: Translator) -> Html:
    told = facts.told
    seats = sum(booking.seats for booking in told)
    lines = [t("changes.hit", n=len(told), seats=seats) if told else t("changes.nobody_hit")]
    classes = [one for effect in facts.effects for one in effect.classes]
    if classes:
        pupils = sum(one.pupils or 0 for one in classes)
        lines.append(t("changes.classes", n=len(classes), pupils=pupils))
    return Html("\n".join([*lines, *_without_booking(facts, t)]))


def _without_booking(facts: Preview, t: Translator) -> list[Html]:
    """Count who waits for the slot, or means to come, and say whether they are told."""
    counts = (("changes.waiting", facts.waiting), ("changes.intend", facts.intend))
    lines = [t(message_id, n=count) for message_id, count in counts if count]
    return [*lines, t("changes.told_too")] if facts.told_too else lines


def _trouble(facts: Preview, t: Translator) -> list[Html]:
    lines = []
    if facts.clashes:
        parties = len({clash.booking.id for clash in facts.clashes})
        named = [
            t(
                "changes.clash",
                code=clash.booking.code,
                title=clash.title,
                moment=t.moment(clash.starts, facts.slot.tz),
            )
            for clash in facts.clashes[:MOST_NAMED]
        ]
        lines.append(Html("\n".join([t("changes.clashes", n=parties), *named])))
    unfit = [(code, why) for effect in facts.effects for code, why in effect.misfits.items()]
    if unfit:
        named = [
            t("changes.misfit", code=code, why=t.listed([t.label(MISFITS[one]) for one in why]))
            for code, why in unfit[:MOST_NAMED]
        ]
        lines.append(Html("\n".join([t("changes.misfits", n=len(unfit)), *named])))
    return lines


def _messages(effect: Effect) -> list[Html]:
    """Return what the first party will read, in every language that is spoken."""
    before, after = known(effect.before), known(effect.after)
    first = replace(effect.told[0], slot=effect.after)
    texts = [notice_text(first, before, after, translator(one)) for one in languages()]
    return [Html(f"<blockquote>{text}</blockquote>") for text in texts]


def _preview_keys(facts: Preview, t: Translator) -> tuple[tuple[Key, ...], ...]:
    version, slot = facts.slot.version, facts.slot.id
    label = "changes.send" if facts.told or facts.told_too else "changes.save"
    rows = [(Key(t.label(label), SendChange(slot, version, 0), words=yes_words(t)),)]
    off = facts.edit.state is SlotState.CANCELLED
    if facts.clashes and not off:
        rows.append((Key(t.label("changes.send_others"), SendChange(slot, version, 1)),))
    no = Key(t.label("changes.not_now"), ChangeOpen(slot), words=no_words(t))
    return (*rows, (no,))


def sent(facts: SentFacts, _draft: Draft, t: Translator) -> Screen:
    """Show who answered what to a change so far."""
    told = facts.tally.told
    lines = [t("changes.sent", n=told) if told else t("changes.saved")]
    if told:
        lines.append(answers_line(facts.tally.answers, t))
    rows = []
    if told:
        rows.append((Key(t.label("changes.refresh"), FollowChange(facts.change_id)),))
    if facts.may_call:
        rows.append((Key(t.label("changes.calls"), Go(Step.CALLS)),))
    back = Go(Step.CHANGE_WHERE) if facts.slot_id is None else ChangeOpen(facts.slot_id)
    return Screen(text=Html("\n\n".join(lines)), rows=(*rows, back_to(back, t)))


def calls(found: list[Call], draft: Draft, t: Translator) -> Screen:
    """List whom to ring up, the soonest visit first; a tap ticks off."""
    shown, _, _ = on_page(found, draft.page)
    if not found:
        return Screen(text=t("changes.no_calls"), rows=(back_to(Go(Step.STAFF), t),))
    lines = [_call(number, call, t) for number, call in enumerate(shown, 1)]
    rows = listing(
        found,
        draft.page,
        t,
        lambda call: (t.label("changes.called", code=call.booking.code), TickCall(call.notice.id)),
    )
    text = Html("\n\n".join([t("changes.call_list", n=len(found)), *lines]))
    return Screen(text=text, rows=(*rows, back_to(Go(Step.STAFF), t)))


def _call(number: int, call: Call, t: Translator) -> Html:
    slot = call.booking.slot
    line = t(
        "changes.call",
        n=call.booking.seats,
        number=number,
        code=call.booking.code,
        title=slot.visit.title,
        moment=t.moment(call.notice.after.starts, slot.tz),
        answer=t.label(WHY[call.answer]),
    )
    if call.caller is None:
        return line
    caller = t("changes.caller", name=call.caller.name, phone=call.caller.phone)
    return Html(f"{line}\n{caller}")


def imported(facts: ImportPreview, draft: Draft, t: Translator) -> Screen:
    """Show what an import does to those who booked, and ask whether to tell them."""
    shown, _, _ = on_page(facts.hits, draft.page)
    head = t("changes.import_head", n=facts.bookings)
    lines = [_import_line(hit, t) for hit in shown]
    turn = listing(facts.hits, draft.page, t, lambda _hit: ("", Go(Step.CHANGE_WHERE)))
    no = Key(t.label("changes.not_now"), Go(Step.CHANGE_WHERE), words=no_words(t))
    rows: list[tuple[Key, ...]] = list(turn[len(shown) :])
    if facts.change.sent is None and facts.bookings:
        send = Key(t.label("changes.send"), SendImport(facts.change.id), words=yes_words(t))
        rows.append((send,))
    return Screen(text=Html("\n\n".join([head, *lines])), rows=(*rows, (no,)))


def _import_line(hit: Hit, t: Translator) -> Html:
    line = t("changes.import_hit", n=len(hit.notices), seats=hit.seats)
    text = change_text(hit.slot.visit, hit.slot.tz, hit.before, known(hit.slot), t)
    clashes = [t("changes.clashes", n=hit.clashes)] if hit.clashes else []
    unfit = [t("changes.misfits", n=hit.unfit)] if hit.unfit else []
    return Html("\n".join([text, line, *clashes, *unfit]))
