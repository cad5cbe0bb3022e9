"""Settings and privacy: language, being forgotten."""

from bot.conversation import Here, Place, Step
from bot.domain.refusals import NothingFound
from bot.i18n import languages
from bot.services.forget import forget as forget_person
from handlers.callbacks import Forget, SetLanguage
from handlers.callbacks.broadcast import ChooseNews
from storage import people
from storage.database import Transaction


def set_language(tx: Transaction, here: Here, button: SetLanguage) -> Place:
    """Choose the language of everything that follows. Raises `NothingFound`."""
    if button.language not in languages():
        raise NothingFound()
    people.note(tx, here.chat_id, here.hinted_language, here.now)
    people.choose_language(tx, here.chat_id, button.language)
    return Place(step=Step.HOME, language=button.language)


def forget(tx: Transaction, here: Here, _button: Forget) -> Place:
    """Erase everything about this person."""
    forget_person(tx, here.chat_id, here.now)
    return Place(step=Step.FORGOTTEN)


def choose_news(tx: Transaction, here: Here, button: ChooseNews) -> Place:
    """Send news from now on, or none any more."""
    people.note(tx, here.chat_id, here.hinted_language, here.now)
    people.choose_news(tx, here.chat_id, wanted=bool(button.wanted))
    return Place(step=Step.NEWS)


def stop_news(tx: Transaction, here: Here, _argument: object) -> Place:
    """Send no news any more."""
    people.stop_news(tx, here.chat_id)
    return Place(step=Step.STOPPED)
