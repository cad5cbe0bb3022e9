"""Scripted people: what they do, what they see, and what they say when they don't."""

import asyncio

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton
from telegram import ReplyKeyboardMarkup as ReplyKeyboard
from telegram.error import Forbidden

from simulator import Person, Simulator


def keyboard(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(t, callback_data=t)] for t in labels])


async def test_a_person_taps_the_newest_button_with_the_text_in_any_case(
    bot: Bot, ada: Person
) -> None:
    await bot.send_message(ada.id, "ancien", reply_markup=keyboard("✅ Confirmer"))
    newer = await bot.send_message(ada.id, "nouveau", reply_markup=keyboard("✅ Confirmer"))
    await ada.taps("confirmer")
    query = (await bot.get_updates())[0].callback_query
    assert query is not None
    assert query.message is not None
    assert (query.data, query.message.message_id) == ("✅ Confirmer", newer.message_id)


async def test_a_button_that_is_not_there_is_told_with_what_is(bot: Bot, ada: Person) -> None:
    await bot.send_message(ada.id, "Combien ?", reply_markup=keyboard("1", "2"))
    with pytest.raises(
        AssertionError, match=r"Ada sees no button \[3\] in:\n[^$]*Combien \?\n.*\[1\]"
    ):
        await ada.taps("3")


async def test_any_space_and_apostrophe_of_a_label_will_do(bot: Bot, ada: Person) -> None:
    await bot.send_message(ada.id, "Complet", reply_markup=keyboard("Liste d’attente : oui"))
    await ada.taps("liste d'attente : oui")
    assert len(await bot.get_updates()) == 1


async def test_what_came_before_the_last_action_is_not_new(bot: Bot, ada: Person) -> None:
    await bot.send_message(ada.id, "Bonjour")
    await ada.sees("Bonjour")
    await ada.says("/start")
    with pytest.raises(AssertionError, match=r"Ada does not see 'Bonjour' within 0.05 s in:"):
        await ada.sees("Bonjour", within=0.05)
    assert await ada.sees("Bonjour", ever=True)


async def test_a_person_waits_for_what_is_still_to_come(bot: Bot, ada: Person) -> None:
    waiting = asyncio.create_task(ada.sees("enfin"))
    await bot.send_message(ada.id, "pas encore")
    sent = await bot.send_message(ada.id, "enfin")
    assert (await waiting).id == sent.message_id


async def test_seeing_nothing_new_fails_when_something_comes(bot: Bot, ada: Person) -> None:
    await ada.sees_nothing_new(0.02)
    await bot.send_message(ada.id, "Surprise")
    with pytest.raises(AssertionError, match="Surprise"):
        await ada.sees_nothing_new(0.02)


async def test_a_blocked_bot_learns_it_and_is_refused(bot: Bot, ada: Person) -> None:
    await ada.blocks()
    member = (await bot.get_updates())[0].my_chat_member
    assert member is not None
    assert (member.old_chat_member.status, member.new_chat_member.status) == ("member", "kicked")
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ada.id, "a")
    await ada.unblocks()
    await bot.send_message(ada.id, "a")


async def test_a_deleted_account_is_refused(bot: Bot, ada: Person) -> None:
    ada.deactivate()
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(ada.id, "a")


async def test_everything_a_phone_can_send_reaches_the_bot(bot: Bot, ada: Person) -> None:
    await ada.shares_location(49.12, 6.18)
    await ada.sends_contact()
    await ada.sends_photo("regarde")
    await ada.sends_sticker()
    await ada.sends_voice()
    messages = [update.message for update in await bot.get_updates()]
    kinds = ("location", "contact", "photo", "sticker", "voice")
    assert all(getattr(m, kind) for m, kind in zip(messages, kinds, strict=True))


async def test_an_edit_reaches_the_bot_as_an_edited_message(bot: Bot, ada: Person) -> None:
    await ada.says("2 places")
    await ada.edits("3 places")
    edited = (await bot.get_updates())[-1].edited_message
    assert edited is not None
    assert (edited.text, edited.edit_date is not None) == ("3 places", True)


async def test_a_tap_under_a_deleted_message_brings_an_inaccessible_one(
    bot: Bot, ada: Person
) -> None:
    sent = await bot.send_message(ada.id, "Où ?", reply_markup=keyboard("ici"))
    message = ada.screen
    await bot.delete_message(ada.id, sent.message_id)
    await ada.taps_data("forgé", message=message)
    query = (await bot.get_updates())[0].callback_query
    assert query is not None
    assert query.message is not None
    assert not query.message.is_accessible


async def test_a_reply_keyboards_button_is_written_and_a_link_is_opened(
    bot: Bot, ada: Person
) -> None:
    keys = ReplyKeyboard([["Oui", KeyboardButton("Ici", request_location=True)]])
    await bot.send_message(ada.id, "D'accord ?", reply_markup=keys)
    await ada.taps("oui")
    link = InlineKeyboardMarkup([[InlineKeyboardButton("Plan", url="https://example.org/plan")]])
    await bot.send_message(ada.id, "Où", reply_markup=link)
    await ada.taps("plan")
    updates = await bot.get_updates()
    assert [u.message.text for u in updates if u.message] == ["Oui"]
    assert ada.opened_links == ["https://example.org/plan"]


async def test_saying_can_wait_until_the_bot_has_acknowledged(
    bot: Bot, ada: Person, telegram: Simulator
) -> None:
    saying = asyncio.create_task(ada.says("bonjour", wait=True))
    first = await bot.get_updates(timeout=5)
    assert not saying.done()
    await bot.get_updates(offset=first[-1].update_id + 1)
    await saying
    assert len(telegram.state.updates) == 0
