"""Who comes, and how many: asked when somebody changes what was understood."""

from bot.conversation import Draft
from bot.domain.programme import Audience
from bot.i18n import Translator
from handlers.callbacks.wishes import ChooseAudience, ChooseParty, ChooseReading
from handlers.screens.listing import Rows, cancel_key, listing
from handlers.screens.screen import Key, Screen

MOST_OFFERED = 8  # people; more are typed
IN_A_ROW = 4


def audience(_facts: None, draft: Draft, t: Translator) -> Screen:
    """Ask who comes."""
    choices = [("", t.label("sentence.everybody"))]
    choices += [(one.value, t.label(f"sheet.audience_{one.value}")) for one in Audience]
    rows = listing(choices, draft.page, t, lambda one: (one[1], ChooseAudience(one[0])))
    return Screen(text=t("sentence.ask_audience"), rows=(*rows, as_it_was(t)))


def party(_facts: None, _draft: Draft, t: Translator) -> Screen:
    """Ask how many come."""
    keys = [Key(str(count), ChooseParty(count)) for count in range(1, MOST_OFFERED + 1)]
    rows: Rows = tuple(
        tuple(keys[first : first + IN_A_ROW]) for first in range(0, len(keys), IN_A_ROW)
    )
    any_number = Key(t.label("sentence.any_number"), ChooseParty(0))
    return Screen(text=t("sentence.ask_party"), rows=(*rows, (any_number,), as_it_was(t)))


def as_it_was(t: Translator) -> tuple[Key, ...]:
    """Return the keys out of a question that changes something: back leaves it as it was."""
    words = tuple(t.label("words.back").split("|"))
    return (Key(t.label("common.back"), ChooseReading("said"), words=words), cancel_key(t))
