"""Messages through python-telegram-bot's real client."""

from datetime import timedelta

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaDocument, Message
from telegram.error import BadRequest

from simulator import MovableClock, Person, Simulator
from simulator.phone import PICTURE

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Réserver", callback_data="book")]])


async def test_a_message_in_html_arrives_as_text_with_entities(bot: Bot, ada: Person) -> None:
    sent = await bot.send_message(ada.id, "<b>Visite</b> à 14 h &amp; café", parse_mode="HTML")
    assert sent.text == "Visite à 14 h & café"
    assert [(e.type, e.offset, e.length) for e in sent.entities] == [("bold", 0, 6)]
    assert await ada.sees("14 h & café")


async def test_an_edited_message_shows_its_new_text_and_loses_its_buttons(
    bot: Bot, ada: Person
) -> None:
    sent = await bot.send_message(ada.id, "Où ?", reply_markup=KEYBOARD)
    edited = await bot.edit_message_text("Quand ?", ada.id, sent.message_id)
    assert isinstance(edited, Message)
    assert edited.edit_date is not None
    assert (await ada.sees("Quand ?")).buttons == []


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot, ada: Person) -> None:
    sent = await bot.send_message(ada.id, "Où ?", reply_markup=KEYBOARD)
    with pytest.raises(BadRequest, match=r"(?i)message is not modified: specified new message"):
        await bot.edit_message_text("Où ?", ada.id, sent.message_id, reply_markup=KEYBOARD)
    with pytest.raises(BadRequest, match=r"(?i)message is not modified"):
        await bot.edit_message_reply_markup(ada.id, sent.message_id, reply_markup=KEYBOARD)


async def test_only_the_keyboard_can_be_changed(bot: Bot, ada: Person) -> None:
    sent = await bot.send_message(ada.id, "Où ?", reply_markup=KEYBOARD)
    await bot.edit_message_reply_markup(ada.id, sent.message_id)
    assert (await ada.sees("Où ?")).buttons == []


async def test_an_uploaded_picture_can_be_downloaded_again(bot: Bot, ada: Person) -> None:
    sent = await bot.send_photo(ada.id, PICTURE, caption="Billet <i>K7M</i>", parse_mode="HTML")
    assert (sent.photo[-1].width, sent.photo[-1].height) == (1, 1)
    assert sent.caption == "Billet K7M"
    file = await bot.get_file(sent.photo[-1].file_id)
    assert bytes(await file.download_as_bytearray()) == PICTURE


async def test_what_is_no_picture_is_refused_as_photo(bot: Bot, ada: Person) -> None:
    with pytest.raises(BadRequest, match=r"(?i)image_process_failed"):
        await bot.send_photo(ada.id, b"%PDF-1.4")


async def test_a_document_keeps_its_name_and_can_be_sent_again_by_id(bot: Bot, ada: Person) -> None:
    sent = await bot.send_document(ada.id, b"BEGIN:VCALENDAR", filename="visite d'été.ics")
    assert sent.document is not None
    again = await bot.send_document(ada.id, sent.document.file_id)
    assert again.document is not None
    assert again.document.file_name == "visite d'été.ics"
    assert again.document.mime_type == "text/calendar"
    await ada.sees("visite d'été.ics")


async def test_a_document_is_replaced_by_an_attached_one(bot: Bot, ada: Person) -> None:
    sent = await bot.send_document(ada.id, b"old", filename="old.txt")
    media = InputMediaDocument(b"new", filename="new.txt", caption="corrigé")
    await bot.edit_message_media(media, ada.id, sent.message_id)
    shown = await ada.sees("new.txt")
    assert shown.text == "corrigé"


async def test_venue_location_and_poll_are_seen(bot: Bot, ada: Person) -> None:
    await bot.send_venue(ada.id, 49.12, 6.18, "Fonderie", "1 rue du Four")
    await bot.send_location(ada.id, 49.12, 6.18)
    await bot.send_poll(ada.id, "Content ?", ["Oui", "Non"])
    for text in ("Fonderie, 1 rue du Four", "location 49.12", "Content ? / Oui / Non"):
        assert await ada.sees(text)


async def test_a_copy_hides_and_a_forward_tells_the_author(bot: Bot, ada: Person) -> None:
    sent = await bot.send_message(ada.id, "Bonjour")
    forwarded = await bot.forward_message(ada.id, ada.id, sent.message_id)
    copy = await bot.copy_message(ada.id, ada.id, sent.message_id)
    assert forwarded.forward_origin is not None
    assert "forward_origin" not in ada.chat.messages[copy.message_id].content


async def test_a_message_can_be_deleted_for_48_hours(
    bot: Bot, ada: Person, clock: MovableClock
) -> None:
    first, second = [await bot.send_message(ada.id, text) for text in "ab"]
    await bot.delete_message(ada.id, first.message_id)
    assert first.message_id not in ada.chat.messages
    with pytest.raises(BadRequest, match=r"(?i)message to delete not found"):
        await bot.delete_message(ada.id, first.message_id)
    clock.advance(timedelta(hours=49))
    with pytest.raises(BadRequest, match=r"(?i)message can't be deleted"):
        await bot.delete_message(ada.id, second.message_id)


async def test_a_reply_names_its_original_and_needs_it(bot: Bot, ada: Person) -> None:
    first = await bot.send_message(ada.id, "Question")
    reply = await bot.send_message(ada.id, "Réponse", reply_to_message_id=first.message_id)
    assert reply.reply_to_message is not None
    with pytest.raises(BadRequest, match=r"(?i)message to be replied not found"):
        await bot.send_message(ada.id, "Réponse", reply_to_message_id=999)


async def test_dates_follow_the_simulators_clock(
    bot: Bot, ada: Person, clock: MovableClock, telegram: Simulator
) -> None:
    clock.advance(timedelta(days=30))
    sent = await bot.send_message(ada.id, "Plus tard")
    assert abs(sent.date - telegram.clock.now()) < timedelta(seconds=5)
