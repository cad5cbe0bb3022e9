"""Those who wait for a slot that changes: one message, of how it differs when that leaves."""

import pytest

from bot.domain.catalogue import SlotState
from bot.domain.changes import Edit
from bot.domain.deliveries import Delivery, DeliveryState, Kind
from bot.domain.programme import Regime
from bot.domain.waitlist import EntryState
from bot.i18n import languages, translator
from bot.services.intend import intend
from bot.services.leave_waitlist import leave_waitlist
from bot.services.preview_change import preview_change
from handlers.screens import waiting
from handlers.screens.waiting import WaitFacts
from handlers.staff.places_changes import wait_to_tell
from storage import deliveries, invariants, waitlist
from tests.services.test_change_slot import ADMIN, change
from tests.support.drawn import check_drawn
from tests.support.story import Story
from tests.support.values import paris

INES, TOM, AYA = 1, 2, 3
AT_16, AT_17 = paris(2026, 11, 24, 16), paris(2026, 11, 24, 17)


@pytest.fixture
def full(story: Story) -> int:
    """Bring a slot whose one seat Inès has, for which Tom waits, then Aya."""
    slot = story.slot(capacity=1)
    story.book(INES, slot)
    story.wait(TOM, slot)
    story.wait(AYA, slot)
    return slot


def owed(story: Story) -> list[Delivery]:
    deliveries.put_in_lanes(story.tx, story.now.replace(year=2027), limit=99)
    found = deliveries.claim(story.tx, limit=99)
    return [one for one in found if one.kind is Kind.WAIT_CHANGED]


def letters(story: Story) -> dict[int, WaitFacts | DeliveryState]:
    """Return what each who is owed a message would read now."""
    return {one.chat_id: wait_to_tell(story.tx, one, story.now) for one in owed(story)}


def french(facts: WaitFacts | DeliveryState) -> str:
    assert isinstance(facts, WaitFacts)
    for language in languages():
        check_drawn(waiting.changed_meanwhile(facts, translator(language)), longest=4096)
    text = str(waiting.changed_meanwhile(facts, translator("fr")).text)
    return text.replace("\xa0", " ").replace("’", "'")


def test_two_edits_are_one_message_of_the_last_time_and_the_rank(story: Story, full: int) -> None:
    change(story, full, starts=AT_16)
    change(story, full, starts=AT_17)
    told = letters(story)
    assert set(told) == {TOM, AYA}
    assert "Changement : 14:00 → <b>17:00</b> (même jour)" in french(told[TOM])
    assert "mardi 24 novembre, 17:00–18:00" in french(told[TOM])
    assert "Vous êtes numéro 2 sur la liste d'attente" in french(told[AYA])
    assert story.queue() == {TOM: "waiting", AYA: "waiting"}


def test_what_is_again_as_it_was_is_not_told(story: Story, full: int) -> None:
    change(story, full, starts=AT_16)
    change(story, full, starts=paris(2026, 11, 24, 14))
    assert set(letters(story).values()) == {DeliveryState.CANCELLED}


def test_more_seats_and_lateness_are_not_told_to_those_who_wait(story: Story, full: int) -> None:
    change(story, full, late=20)
    assert owed(story) == []


def test_a_queue_ends_with_its_slot_and_the_nearest_others_are_named(
    story: Story, full: int
) -> None:
    story.slot(starts=paris(2026, 11, 26, 10))
    near = story.slot(starts=paris(2026, 11, 25, 10))
    change(story, full, state=SlotState.CANCELLED)
    facts = letters(story)[TOM]
    assert "Votre place sur la liste d'attente prend fin" in french(facts)
    assert isinstance(facts, WaitFacts)
    assert (facts.others[0].id, len(facts.others)) == (near, 2)
    assert (story.queue()[TOM], story.queue()[AYA]) == ("left", "left")
    assert waitlist.all_of_person(story.tx, TOM, story.now) == []
    assert invariants.breaches(story.tx) == []


def test_a_slot_that_reopens_brings_its_queue_back_in_order(story: Story, full: int) -> None:
    change(story, full, state=SlotState.CANCELLED)
    owed(story)
    story.tx.execute("UPDATE delivery SET state = 'sent', finished = due")
    entry = story.rows(f"SELECT id FROM waitlist WHERE chat_id = {TOM}")[0][0]
    leave_waitlist(story.tx, entry, chat_id=TOM, now=story.now)  # who gave up stays away
    change(story, full, state=SlotState.OPEN)
    told = letters(story)
    assert set(told) == {AYA}
    assert "Finalement, la visite a lieu" in french(told[AYA])
    assert "Vous êtes numéro 1" in french(told[AYA])
    assert story.queue() == {TOM: "left", AYA: "waiting"}


def test_seats_kept_for_somebody_go_with_the_slot(story: Story, full: int) -> None:
    change(story, full, capacity=2)
    assert story.queue()[TOM] == EntryState.OFFERED
    change(story, full, starts=AT_16)
    assert "1 place est gardée pour vous" in french(letters(story)[TOM])
    change(story, full, state=SlotState.CANCELLED)
    assert story.taken(full) == 0
    change(story, full, state=SlotState.OPEN)
    assert story.queue() == {TOM: "offered", AYA: "waiting"}
    assert invariants.breaches(story.tx) == []


def test_whoever_means_to_come_to_a_walk_in_is_told_as_well(story: Story) -> None:
    zone = story.slot("Zone", regime=Regime.NONE, capacity=None)
    for who in (TOM, AYA):
        intend(story.tx, zone, chat_id=who, coming=True, now=story.now)
    later = Edit(starts=AT_16)
    assert preview_change(story.tx, zone, later, staff=ADMIN, now=story.now).intend == 2
    change(story, zone, starts=AT_16)
    intend(story.tx, zone, chat_id=AYA, coming=False, now=story.now)
    told = letters(story)
    assert "14:00 → <b>16:00</b>" in french(told[TOM])
    assert "Vous aviez dit" in french(told[TOM])
    assert told[AYA] is DeliveryState.CANCELLED
    change(story, zone, state=SlotState.CANCELLED)
    (facts,) = letters(story).values()
    assert "Annulée par l'organisateur" in french(facts)
    assert "liste d'attente" not in french(facts)
