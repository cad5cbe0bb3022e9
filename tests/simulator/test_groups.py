"""Groups, and groups that become supergroups."""

import pytest
from telegram import Bot
from telegram.error import ChatMigrated, Forbidden

from simulator import Person, Simulator


async def test_in_a_group_the_bot_gets_commands_and_what_names_it(
    bot: Bot, telegram: Simulator, ada: Person
) -> None:
    group = telegram.group("Classe", [ada])
    for text in ("on y va ?", "/start", "dis @simulated_bot"):
        await ada.says(text, in_=group)
    messages = [update.message for update in await bot.get_updates()]
    assert [m.text for m in messages if m] == ["/start", "dis @simulated_bot"]
    assert {m.chat.id for m in messages if m} == {group.id}


async def test_people_see_and_tap_in_a_group(bot: Bot, telegram: Simulator, ada: Person) -> None:
    group = telegram.group("Classe", [ada])
    await bot.send_message(group.id, "En privé, s'il vous plaît")
    await ada.sees("En privé", in_=group)
    with pytest.raises(AssertionError):
        await ada.sees("En privé", within=0.01)


async def test_a_migrated_group_tells_its_new_id(
    bot: Bot, telegram: Simulator, ada: Person
) -> None:
    group = telegram.group("Classe", [ada])
    old = group.id
    new = group.migrates()
    with pytest.raises(ChatMigrated) as migrated:
        await bot.send_message(old, "a")
    assert migrated.value.new_chat_id == new == group.id
    await bot.send_message(new, "a")
    told = [update.message for update in await bot.get_updates()]
    assert [m.migrate_to_chat_id or m.migrate_from_chat_id for m in told if m] == [new, old]


async def test_a_bot_thrown_out_may_not_write(bot: Bot, telegram: Simulator, ada: Person) -> None:
    group = telegram.group("Classe", [ada])
    group.removes_bot()
    with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
        await bot.send_message(group.id, "a")
