"""The four ways a call can bring its parameters."""

import aiohttp
import orjson
import pytest

from simulator import Person, Simulator

TEXT = "50 % & plus = é 🏭\n+1"
KEYBOARD = {"inline_keyboard": [[{"text": "a=b & c%20d", "callback_data": "x"}]]}


def multipart(fields: dict[str, str]) -> aiohttp.FormData:
    form = aiohttp.FormData(fields)
    form.add_field("unused", b"x", filename="x.bin")
    return form


@pytest.mark.parametrize("way", ["query", "form", "multipart", "json"])
async def test_all_four_ways_bring_the_same(
    telegram: Simulator, http: aiohttp.ClientSession, ada: Person, way: str
) -> None:
    fields = {
        "chat_id": str(ada.id),
        "text": TEXT,
        "disable_notification": "true",
        "reply_markup": orjson.dumps(KEYBOARD).decode(),
    }
    address = f"{telegram.url}/bot{telegram.token}/sendMessage"
    sending = {
        "query": lambda: http.get(address, params=fields),
        "form": lambda: http.post(address, data=fields),
        "multipart": lambda: http.post(address, data=multipart(fields)),
        "json": lambda: http.post(address, json=fields | {"reply_markup": KEYBOARD}),
    }
    async with sending[way]() as answer:
        result = (await answer.json())["result"]
    assert (result["text"], result["reply_markup"]) == (TEXT, KEYBOARD)


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"{", 400), (b"[1]", 400), (b'"x"', 400), (b"\xff\xfe", 400), (b"", 400)],
)
async def test_a_body_that_is_no_object_is_refused(
    telegram: Simulator, http: aiohttp.ClientSession, body: bytes, status: int
) -> None:
    address = f"{telegram.url}/bot{telegram.token}/sendMessage"
    headers = {"content-type": "application/json"}
    async with http.post(address, data=body, headers=headers) as answer:
        assert answer.status == status
        assert (await answer.json())["ok"] is False


async def test_method_names_are_taken_in_any_case(
    telegram: Simulator, http: aiohttp.ClientSession
) -> None:
    async with http.get(f"{telegram.url}/bot{telegram.token}/GETME") as answer:
        assert (await answer.json())["result"]["is_bot"] is True
