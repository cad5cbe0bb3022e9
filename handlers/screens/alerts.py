"""Alerts: the list, one of them, its digest, and whether it is still wanted."""

from dataclasses import dataclass

from bot.conversation import Draft, Step
from bot.domain.alerts import Alert, AlertKind, Cadence
from bot.domain.catalogue import Slot
from bot.domain.vacancies import JobQuestion, Vacancy
from bot.i18n import Html, Translator
from handlers.callbacks import ChooseSlot, Go
from handlers.callbacks.alerts import (
    KeepAlert,
    OpenAlert,
    SearchAgain,
    SetCadence,
    SetHour,
    StopAlert,
)
from handlers.screens.listing import home_key, listing, no_words, yes_words
from handlers.screens.screen import Key, Screen

HOURS = (8, 12, 18, 20)
MOST_TOLD = 6  # items of one digest; the rest is one tap away


@dataclass(frozen=True, kw_only=True, slots=True)
class Digest:
    """What is new for an alert."""

    alert: Alert
    vacancies: tuple[Vacancy, ...] = ()
    slots: tuple[Slot, ...] = ()


def alerts(found: list[Alert], draft: Draft, t: Translator) -> Screen:
    """List one's alerts."""
    if not found:
        search = (Key(t.label("home.book"), Go(Step.HOME)),)
        return Screen(text=t("alerts.none"), rows=(search, (home_key(t),)))
    rows = listing(found, draft.page, t, lambda one: (name_of(one, t), OpenAlert(one.id)))
    return Screen(text=t("alerts.list", n=len(found)), rows=(*rows, (home_key(t),)))


def alert(one: Alert, _draft: Draft, t: Translator) -> Screen:
    """Show an alert, and how it may speak."""
    cadence = t("alerts.at_once") if one.cadence is Cadence.AT_ONCE else _daily(one, t)
    text = t("alerts.one", name=name_of(one, t), cadence=cadence, until=t.day(one.expires.date()))
    hours = tuple(
        Key(t.label("alerts.hour", hour=hour), SetHour(one.id, hour))
        for hour in HOURS
        if one.cadence is Cadence.DAILY and hour != one.hour
    )
    other = Cadence.DAILY if one.cadence is Cadence.AT_ONCE else Cadence.AT_ONCE
    rows = (
        (Key(t.label("alerts.show"), SearchAgain(one.id), numbered=True),),
        (Key(t.label(f"alerts.make_{other.value}"), SetCadence(one.id, other.value)),),
        hours,
        (Key(t.label("alerts.stop"), StopAlert(one.id)),),
        (Key(t.label("alerts.all"), Go(Step.ALERTS)), home_key(t)),
    )
    return Screen(text=text, rows=tuple(row for row in rows if row))


def digest(one: Digest, t: Translator) -> Screen:
    """Draw what is new."""
    lines = [t("alerts.new", n=len(one.vacancies) + len(one.slots), name=name_of(one.alert, t))]
    lines += [_vacancy(vacancy, t) for vacancy in one.vacancies[:MOST_TOLD]]
    lines += [_slot(slot, t) for slot in one.slots[:MOST_TOLD]]
    rows = [(Key(_key(slot, t), ChooseSlot(slot.id)),) for slot in one.slots[:MOST_TOLD]]
    rows.append((Key(t.label("alerts.show"), SearchAgain(one.alert.id)),))
    rows.append((Key(t.label("alerts.stop"), StopAlert(one.alert.id)),))
    return Screen(text=Html("\n\n".join(lines)), rows=tuple(rows))


def ends(one: Alert, t: Translator) -> Screen:
    """Ask whether an alert that ends is still wanted."""
    return Screen(
        text=t("alerts.ends", name=name_of(one, t), day=t.day(one.expires.date())),
        rows=(
            (Key(t.label("alerts.keep"), KeepAlert(one.id), words=yes_words(t)),),
            (Key(t.label("alerts.stop"), StopAlert(one.id), words=no_words(t)),),
        ),
    )


def name_of(one: Alert, t: Translator) -> str:
    """Return what an alert is called: what was asked for, and where."""
    search = one.search
    if isinstance(search, JobQuestion):
        where = search.spot.name if search.spot else ""
        contracts = [t.label(contract.message_id) for contract in sorted(search.contracts)]
        what = search.words or search.sector or search.host
        parts = [what, *contracts, where]
    else:
        parts = [search.name, t.short_day(search.day) if search.day else ""]
    said = " · ".join(part for part in parts if part)
    head = t.label("alerts.jobs" if one.kind is AlertKind.JOBS else "alerts.visits")
    return f"{head} {said}".strip()


def _daily(one: Alert, t: Translator) -> Html:
    return t("alerts.daily", hour=one.hour)


def _vacancy(one: Vacancy, t: Translator) -> Html:
    return t(
        "alerts.vacancy",
        n=one.count,
        title=one.title,
        contract=t.label(one.contract.message_id),
        host=one.host,
        city=one.city,
        by=one.declared_by or one.host,
        day=t.day(one.declared),
    )


def _slot(one: Slot, t: Translator) -> Html:
    return t(
        "alerts.slot",
        title=one.visit.title,
        host=one.visit.host,
        city=one.visit.city,
        moment=t.moment(one.starts, one.tz),
    )


def _key(one: Slot, t: Translator) -> str:
    return f"{t.short_moment(one.starts, one.tz)} · {one.visit.title}"
