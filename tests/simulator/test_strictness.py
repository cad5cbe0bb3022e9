"""What Telegram refuses, and how it words it."""

from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from simulator import Person, Simulator

Api = Callable[..., Awaitable[dict[str, Any]]]


def buttons(*rows: list[dict[str, str]]) -> dict[str, object]:
    return {"inline_keyboard": list(rows)}


def button(data: str = "x", text: str = "ok") -> dict[str, str]:
    return {"text": text, "callback_data": data}


TEXTS = {
    "nothing": ("", "Bad Request: message text is empty"),
    "only spaces": (" \n ", "Bad Request: text must be non-empty"),
    "only tags": ("<b></b>", "Bad Request: text must be non-empty"),
    "4097 letters": ("x" * 4097, "Bad Request: message is too long"),
    "2049 emoji, two units each": ("🏭" * 2049, "Bad Request: message is too long"),
    "an unknown tag": (
        "é<x>a</x>",
        'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 2',
    ),
    "a tag left open": (
        "<b>a",
        "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    "a lone end tag": (
        "a</b>",
        "Bad Request: can't parse entities: Unexpected end tag at byte offset 1",
    ),
    "crossed tags": (
        "<b><i>a</b></i>",
        "Bad Request: can't parse entities: Unmatched end tag at byte offset 7, "
        'expected "</i>", found "</b>"',
    ),
    "a less-than sign": (
        "1 < 2",
        'Bad Request: can\'t parse entities: Unsupported start tag "" at byte offset 2',
    ),
    "a tag cut short": (
        "a<b",
        "Bad Request: can't parse entities: Unclosed start tag at byte offset 1",
    ),
}


@pytest.mark.parametrize(("text", "reason"), TEXTS.values(), ids=TEXTS)
async def test_a_wrong_text_is_refused(api: Api, ada: Person, text: str, reason: str) -> None:
    answer = await api("sendMessage", chat_id=ada.id, text=text, parse_mode="HTML")
    assert answer == {"ok": False, "error_code": 400, "description": reason}


@pytest.mark.parametrize("text", ["x" * 4096, "🏭" * 2048, "<b>" + "x" * 4096 + "</b>"])
async def test_the_limit_counts_what_is_left_after_parsing(
    api: Api, ada: Person, text: str
) -> None:
    assert (await api("sendMessage", chat_id=ada.id, text=text, parse_mode="HTML"))["ok"]


KEYBOARDS = {
    "65 bytes of data": (buttons([button("é" * 32 + "x")]), "BUTTON_DATA_INVALID"),
    "no action": (
        buttons([{"text": "ok"}]),
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    "empty data": (
        buttons([button("")]),
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    "101 buttons": (buttons(*[[button()]] * 101), "reply markup is too long"),
    "nine in a row": (
        buttons([button()] * 9),
        "reply markup is too long: more than 8 buttons in a row",
    ),
    "a misspelt field": (
        buttons([button() | {"calback_data": "x"}]),
        "can't parse inline keyboard button: unknown field calback_data",
    ),
    "no keyboard at all": ({"buttons": []}, "object expected as reply markup"),
}


@pytest.mark.parametrize(("markup", "reason"), KEYBOARDS.values(), ids=KEYBOARDS)
async def test_a_wrong_keyboard_is_refused(
    api: Api, ada: Person, markup: dict[str, object], reason: str
) -> None:
    answer = await api("sendMessage", chat_id=ada.id, text="a", reply_markup=markup)
    assert answer["description"] == f"Bad Request: {reason}"


async def test_64_bytes_of_data_100_buttons_and_8_a_row_pass(api: Api, ada: Person) -> None:
    for markup in (buttons([button("é" * 32)] * 8), buttons(*[[button()]] * 100)):
        assert (await api("sendMessage", chat_id=ada.id, text="a", reply_markup=markup))["ok"]


CALLS = {
    "an unknown parameter": (
        {"text": "a", "txet": "b"},
        "Bad Request: sendMessage has no parameter txet",
    ),
    "a missing text": ({}, "Bad Request: message text is empty"),
    "a number as text": ({"text": 5}, 'Bad Request: parameter "text" must be of type String'),
    "an unknown parse mode": (
        {"text": "a", "parse_mode": "MarkdownV2"},
        "Bad Request: unsupported parse_mode (MarkdownV2: the simulator knows HTML only)",
    ),
    "a username": ({"text": "a", "chat_id": "@ada"}, "Bad Request: chat not found"),
    "a stranger": ({"text": "a", "chat_id": 42}, "Bad Request: chat not found"),
}


@pytest.mark.parametrize(("parameters", "reason"), CALLS.values(), ids=CALLS)
async def test_a_wrong_call_is_refused(
    api: Api, ada: Person, parameters: dict[str, object], reason: str
) -> None:
    answer = await api("sendMessage", **({"chat_id": ada.id} | parameters))
    assert (answer["error_code"], answer["description"]) == (400, reason)


async def test_a_caption_is_limited_to_1024(api: Api, ada: Person) -> None:
    answer = await api("sendDocument", chat_id=ada.id, document="x", caption="x" * 1025)
    assert answer["description"] == "Bad Request: message caption is too long"


async def test_a_message_that_is_not_there_cannot_be_edited(api: Api, ada: Person) -> None:
    answer = await api("editMessageText", chat_id=ada.id, message_id=99, text="a")
    assert answer["description"] == "Bad Request: message to edit not found"


async def test_a_persons_message_cannot_be_edited(api: Api, ada: Person) -> None:
    hers = next(iter(ada.chat.messages))
    answer = await api("editMessageText", chat_id=ada.id, message_id=hers, text="a")
    assert answer["description"] == "Bad Request: message can't be edited"


async def test_a_text_cannot_become_a_caption(api: Api, ada: Person) -> None:
    sent = (await api("sendMessage", chat_id=ada.id, text="a"))["result"]["message_id"]
    answer = await api("editMessageCaption", chat_id=ada.id, message_id=sent, caption="b")
    assert answer["description"] == "Bad Request: there is no caption in the message to edit"


async def test_a_person_who_never_wrote_cannot_be_written_to(api: Api, telegram: Simulator) -> None:
    answer = await api("sendMessage", chat_id=telegram.person("Eve").id, text="a")
    assert answer["error_code"] == 403
    assert answer["description"] == "Forbidden: bot can't initiate conversation with a user"


async def test_an_unknown_method_is_refused(api: Api) -> None:
    answer = await api("sendLove")
    assert (answer["error_code"], answer["description"]) == (404, "Not Found: method not found")


@pytest.mark.parametrize(("token", "status"), [("1:right", 200), ("1:wrong", 401), ("none", 401)])
async def test_only_the_given_token_opens(
    http: aiohttp.ClientSession, token: str, status: int
) -> None:
    async with (
        Simulator(token="1:right") as telegram,
        http.get(f"{telegram.url}/bot{token}/getMe") as answer,
    ):
        assert answer.status == status


async def test_wrong_commands_are_refused(api: Api) -> None:
    for command, reason in (
        ({"command": "Réserver", "description": "x"}, "BOT_COMMAND_INVALID"),
        ({"command": "book", "description": ""}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ):
        answer = await api("setMyCommands", commands=[command])
        assert answer["description"] == f"Bad Request: {reason}"
