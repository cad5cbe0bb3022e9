"""Writing to a host about a vacancy, and answering it; what each side is told."""

from datetime import datetime

from bot.conversation import Draft, Here, Place, Step
from bot.domain.deliveries import Delivery, DeliveryState
from bot.domain.interest import LONGEST_NAME, LONGEST_WORDS, Interest, NobodyReads, Word, readable
from bot.domain.refusals import NotYours
from bot.domain.vacancies import Vacancy
from bot.drafts.hiring import HiringDraft
from bot.services.show_interest import Letter, show_interest, write_again
from handlers.callbacks.hiring import AnswerHost, SendInterest, ShowInterest
from storage import hiring, interests, vacancies
from storage.database import Transaction


def show(_tx: Transaction, here: Here, button: ShowInterest) -> Place:
    """Ask what to say to the host."""
    kept = _draft(here).model_copy(update={"vacancy": button.code, "words": "", "first_name": ""})
    return _at(here, Step.INTEREST, kept)


def typed_words(_tx: Transaction, here: Here, text: str) -> Place:
    """Take the message; ask for a first name, unless one was given already."""
    kept = _draft(here).model_copy(update={"words": readable(text, LONGEST_WORDS)})
    if kept.first_name:
        return _preview(here, kept)
    return _at(here, Step.INTEREST_NAME, kept)


def typed_name(_tx: Transaction, here: Here, text: str) -> Place:
    """Take the first name; show what will be sent."""
    kept = _draft(here).model_copy(update={"first_name": readable(text, LONGEST_NAME)})
    return _preview(here, kept)


def send(tx: Transaction, here: Here, button: SendInterest) -> Place:
    """Send it. Raises `NotYours` where there is nothing to send."""
    kept = _draft(here)
    if here.place.step is not Step.INTEREST_PREVIEW or kept.intent != button.intent:
        raise NotYours()
    letter = Letter(
        vacancy=kept.vacancy or "",
        chat_id=here.chat_id,
        first_name=kept.first_name,
        words=kept.words,
        intent=button.intent,
    )
    show_interest(tx, letter, now=here.now, ids=here.ids)
    return Place(step=Step.INTEREST_SENT, draft=Draft(jobs=here.place.draft.jobs))


def ask_answer(_tx: Transaction, _here: Here, button: AnswerHost) -> Place:
    """Ask what to answer the host."""
    kept = HiringDraft(interest=button.interest)
    return Place(step=Step.INTEREST_BACK, draft=Draft(hiring=kept))


def typed_answer(tx: Transaction, here: Here, text: str) -> Place:
    """Send the answer to the host."""
    write_again(tx, _draft(here).interest or "", text, chat_id=here.chat_id, now=here.now)
    return Place(step=Step.INTEREST_SENT)


def vacancy(tx: Transaction, here: Here, draft: Draft) -> Vacancy:
    """Fetch the vacancy one writes about. Raises `NotYours` for none, `NobodyReads`."""
    found = vacancies.of_code(tx, draft.hiring.vacancy or "") if draft.hiring else None
    if found is None or not found.is_live(here.now):
        raise NotYours()
    if not hiring.readers(tx, found.host_id, hiring.territory_of(tx, found.id)):
        raise NobodyReads()
    return found


def own(tx: Transaction, here: Here, draft: Draft) -> Interest:
    """Fetch the exchange at hand. Raises `NotYours` for anybody else's."""
    found = interests.of_code(tx, draft.hiring.interest or "") if draft.hiring else None
    if found is None or found.chat_id != here.chat_id:
        raise NotYours()
    return found


def for_host(tx: Transaction, delivery: Delivery, _now: datetime) -> Word | DeliveryState:
    """Fetch what somebody wrote; only who still reads for the host is told."""
    word = interests.word(tx, int(delivery.fields["word"]))
    if word is None:
        return DeliveryState.CANCELLED
    read = hiring.readers(tx, word.interest.vacancy.host_id, word.interest.territory_id)
    return word if delivery.chat_id in read else DeliveryState.CANCELLED


def for_person(tx: Transaction, delivery: Delivery, _now: datetime) -> Word | DeliveryState:
    """Fetch what a host answered."""
    word = interests.word(tx, int(delivery.fields["word"]))
    return word if word is not None else DeliveryState.CANCELLED


def _preview(here: Here, kept: HiringDraft) -> Place:
    return _at(here, Step.INTEREST_PREVIEW, kept.model_copy(update={"intent": here.ids.key()}))


def _at(here: Here, step: Step, kept: HiringDraft) -> Place:
    return Place(step=step, draft=Draft(jobs=here.place.draft.jobs, hiring=kept))


def _draft(here: Here) -> HiringDraft:
    return here.place.draft.hiring or HiringDraft()
