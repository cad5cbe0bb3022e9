"""HTTP over aiohttp, against a server that breaks what it is asked to break."""

import asyncio
import traceback

import pytest
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, NetworkError, TelegramError, TimedOut

from bot.delivery.outcomes import NotSent, Refused, Sent, TooMany, Unknown, Unreachable
from bot.delivery.request import AiohttpRequest, File
from simulator import Fault, Simulator
from tests.delivery.office import Office

FAULTS = {
    "429": (Fault(kind="refuse", retry_after=7), TooMany, False),
    "403": (Fault(kind="refuse", code=403), Unreachable, False),
    "400": (Fault(kind="refuse", code=400, description="Bad Request: no"), Refused, False),
    "502 before": (Fault(kind="refuse", code=502), Unknown, False),
    "closed before": (Fault(kind="hang_up"), Unknown, False),
    "timeout": (Fault(kind="hold", seconds=3), Unknown, True),
    "reset": (Fault(kind="reset"), Unknown, True),
    "closed": (Fault(kind="close"), Unknown, True),
    "502": (Fault(kind="bad_gateway"), Unknown, True),
    "truncated": (Fault(kind="truncate"), Unknown, True),
    "garbage": (Fault(kind="garbage"), Unknown, True),
}


@pytest.mark.parametrize(("fault", "outcome", "arrived"), FAULTS.values(), ids=FAULTS)
async def test_each_fault_has_its_outcome_and_is_never_retried(
    office: Office, fault: Fault, outcome: type, arrived: bool
) -> None:
    (ada,) = await office.people(1)
    office.telegram.faults.add(fault)
    async with AiohttpRequest() as request:
        letter = {"chat_id": ada.id, "text": "bonjour"}
        found = await request.call(f"{office.base_url}/sendMessage", letter, timeout=0.5)
    assert isinstance(found, outcome)
    assert len(office.letters()) == arrived
    assert fault.struck == 1


async def test_a_kept_connection_that_breaks_is_not_retried_either(office: Office) -> None:
    (ada,) = await office.people(1)
    letter = {"chat_id": ada.id, "text": "bonjour"}
    async with AiohttpRequest(connections=1) as request:
        first = await request.call(f"{office.base_url}/sendMessage", letter)
        office.telegram.faults.add(Fault(kind="close"))
        second = await request.call(f"{office.base_url}/sendMessage", letter)
    assert isinstance(first, Sent)
    assert isinstance(second, Unknown)
    assert len(office.letters()) == 2


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9", "http://nowhere.invalid", "https://127.0.0.1:{port}"]
)
async def test_what_never_left_is_told_apart(telegram: Simulator, address: str) -> None:
    port = telegram.url.rpartition(":")[2]
    async with AiohttpRequest() as request:
        url = f"{address.format(port=port)}/bot1:SECRET/sendMessage"
        assert isinstance(await request.call(url, {}), NotSent)


async def test_a_call_that_found_no_free_connection_was_not_sent(office: Office) -> None:
    office.telegram.faults.add(Fault(kind="hold", seconds=5))
    async with AiohttpRequest(connections=1) as request:
        url = f"{office.base_url}/getMe"
        held = asyncio.create_task(request.call(url, {}, timeout=1))
        await asyncio.sleep(0)
        assert isinstance(await request.call(url, {}, timeout=0.4), NotSent)
        assert isinstance(await held, Unknown)


async def test_a_file_arrives_with_its_name_and_the_other_parameters(office: Office) -> None:
    (ada,) = await office.people(1)
    keyboard = {"inline_keyboard": [[{"text": "Annuler", "callback_data": "1:x"}]]}
    parameters = {"chat_id": ada.id, "caption": "Votre billet", "reply_markup": keyboard}
    files = {"document": File("visite.ics", b"BEGIN:VCALENDAR", "text/calendar")}
    async with AiohttpRequest() as request:
        outcome = await request.call(f"{office.base_url}/sendDocument", parameters, files)
    assert isinstance(outcome, Sent)
    assert outcome.message_id
    await ada.sees("visite.ics")
    await ada.sees("Votre billet")
    await ada.sees("Annuler")


async def test_the_library_works_over_it(office: Office) -> None:
    (ada,) = await office.people(1)
    token, url = office.telegram.token, f"{office.telegram.url}/bot"
    async with Bot(token, url, request=AiohttpRequest(), get_updates_request=AiohttpRequest()) as b:
        assert (await b.send_message(ada.id, "bonjour")).text == "bonjour"
        assert await b.send_document(ada.id, b"BEGIN:VCALENDAR", filename="visite.ics")
        assert (await b.get_updates(timeout=1))[0].message is not None
        with pytest.raises(BadRequest):
            await b.send_message(ada.id, "<b>", parse_mode="HTML")
        office.telegram.faults.add(Fault(kind="hold", seconds=3))
        with pytest.raises(TimedOut):
            await b.get_me(read_timeout=0.2)
        office.telegram.faults.add(Fault(kind="garbage"))
        with pytest.raises(TelegramError, match="Invalid server response"):
            await b.get_me()


LEAKS = {
    "refused": "http://127.0.0.1:9/bot{token}",
    "timed out": "{url}/bot{token}",
    "not an address": "http://[/bot{token}",
    "wrong token": "{url}/bot{token}x",
}


@pytest.mark.parametrize("address", LEAKS.values(), ids=LEAKS)
async def test_the_token_is_in_no_error(telegram: Simulator, address: str) -> None:
    telegram.faults.add(Fault(kind="hold", seconds=3))
    telegram.faults.add(Fault(kind="truncate"))
    url = address.format(url=telegram.url, token=telegram.token) + "/getMe"
    async with AiohttpRequest(read_timeout=0.2) as request:
        outcome = await request.call(url, {}, timeout=0.2)
        with pytest.raises((NetworkError, InvalidToken)) as caught:
            await request.post(url)
    error = caught.value
    told = [repr(outcome), repr(request), *traceback.format_exception(error)]
    told += [repr(error.__cause__), repr(error.__context__)]
    secret = telegram.token.partition(":")[2]
    assert not [line for line in told if secret in line]
