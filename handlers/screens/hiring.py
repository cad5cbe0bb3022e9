"""Who is hiring: the visits on which companies meet candidates."""

from bot.conversation import Draft, Step
from bot.domain.catalogue import Slot
from bot.i18n import Html, Translator
from handlers.callbacks import ChooseSlot, Go
from handlers.screens.listing import home_key, listing, on_page, yes_words
from handlers.screens.screen import Key, Screen


def hiring(slots: list[Slot], draft: Draft, t: Translator) -> Screen:
    """List the coming job datings and interviews, one line a visit."""
    if not slots and draft.told:
        everything = Key(t.label("hiring.all"), Go(Step.HIRING), words=yes_words(t))
        return Screen(text=t("hiring.none_fits"), rows=((everything,), (home_key(t),)))
    if not slots:
        return Screen(text=t("hiring.none"), rows=((home_key(t),),))
    shown, _page, _pages = on_page(slots, draft.page)
    lines = [
        t(
            "hiring.line",
            number=number,
            host=slot.visit.host,
            title=slot.visit.title,
            city=slot.visit.city,
            moment=t.moment(slot.starts, slot.tz),
        )
        for number, slot in enumerate(shown, 1)
    ]
    rows = listing(
        slots,
        draft.page,
        t,
        lambda slot: (
            f"{slot.visit.host} · {t.short_moment(slot.starts, slot.tz)}",
            ChooseSlot(slot.id),
        ),
    )
    text = Html("\n".join([t("hiring.list", n=len(slots)), "", *lines]))
    return Screen(text=text, rows=(*rows, (home_key(t),)))
