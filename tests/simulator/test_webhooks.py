"""Updates pushed over real HTTP to a server of the test."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import Conflict

from simulator import Person, Simulator

SECRET = "only-telegram-knows"


class Receiver:
    """A bot's webhook that answers as it is told to."""

    def __init__(self) -> None:
        self.got: list[dict[str, object]] = []
        self.secrets: set[str | None] = set()
        self.answers: list[web.Response] = []
        self.holding = asyncio.Event()
        self.holding.set()
        self.changed = asyncio.Condition()
        self.inside = 0
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        self.inside += 1
        await self.tell()
        await self.holding.wait()
        self.inside -= 1
        self.got.append(await request.json())
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        await self.tell()
        return self.answers.pop(0) if self.answers else web.Response()

    def texts(self) -> list[object]:
        messages = [update.get("message") for update in self.got]
        return [message["text"] for message in messages if isinstance(message, dict)]

    async def has(self, count: int, *, inside: bool = False) -> None:
        async with asyncio.timeout(5), self.changed:
            await self.changed.wait_for(lambda: (self.inside if inside else len(self.got)) >= count)

    async def tell(self) -> None:
        async with self.changed:
            self.changed.notify_all()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/telegram", receiver.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/telegram"
    yield receiver
    receiver.holding.set()
    await runner.cleanup()


async def test_messages_of_a_chat_come_one_after_the_other_with_the_secret(
    bot: Bot, ada: Person, receiver: Receiver
) -> None:
    await bot.set_webhook(receiver.url, secret_token=SECRET)
    receiver.holding.clear()
    for text in "abc":
        await ada.says(text)
    await receiver.has(1, inside=True)
    assert receiver.inside == 1
    receiver.holding.set()
    await receiver.has(3)
    assert receiver.texts() == ["a", "b", "c"]
    assert receiver.secrets == {SECRET}


async def test_a_message_and_a_tap_of_one_person_come_at_the_same_time(
    bot: Bot, ada: Person, receiver: Receiver
) -> None:
    await bot.send_message(ada.id, "Où ?")
    await bot.set_webhook(receiver.url)
    receiver.holding.clear()
    await ada.says("ici")
    await ada.taps_data("là")
    await receiver.has(2, inside=True)


async def test_no_more_than_max_connections_are_open(
    bot: Bot, telegram: Simulator, receiver: Receiver
) -> None:
    await bot.set_webhook(receiver.url, max_connections=2)
    receiver.holding.clear()
    for name in ("Ada", "Bob", "Eve"):
        await telegram.person(name).says("moi")
    await receiver.has(2, inside=True)
    assert receiver.inside == 2
    receiver.holding.set()
    await receiver.has(3)


async def test_an_update_is_sent_again_until_the_bot_answers_2xx(
    bot: Bot, ada: Person, receiver: Receiver
) -> None:
    receiver.answers = [web.Response(status=500), web.Response(status=302), web.Response()]
    await bot.set_webhook(receiver.url)
    await ada.says("a")
    await ada.says("b")
    await receiver.has(4)
    assert receiver.texts() == ["a", "a", "a", "b"]
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 302 Found"
    assert info.pending_update_count == 0


async def test_retry_after_is_honoured(bot: Bot, ada: Person, receiver: Receiver) -> None:
    receiver.answers = [web.Response(status=503, headers={"Retry-After": "1"})]
    await bot.set_webhook(receiver.url)
    started = asyncio.get_running_loop().time()
    await ada.says("a")
    await receiver.has(2)
    assert asyncio.get_running_loop().time() - started >= 1


async def test_a_webhook_excludes_polling_and_gives_back_what_was_not_delivered(
    bot: Bot, ada: Person, receiver: Receiver
) -> None:
    receiver.answers = [web.Response(status=500) for _ in range(1000)]
    await bot.set_webhook(receiver.url)
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    await ada.says("a")
    await receiver.has(1)
    assert (await bot.get_webhook_info()).pending_update_count == 1
    await bot.delete_webhook()
    assert len(await bot.get_updates()) == 1


async def test_what_waited_before_the_webhook_is_delivered_unless_dropped(
    bot: Bot, ada: Person, receiver: Receiver
) -> None:
    await ada.says("jeté")
    await bot.set_webhook(receiver.url, drop_pending_updates=True)
    await bot.delete_webhook()
    await ada.says("gardé")
    await bot.set_webhook(receiver.url)
    await receiver.has(1)
    assert receiver.texts() == ["gardé"]


async def test_a_long_poll_ends_when_a_webhook_is_set(
    bot: Bot, telegram: Simulator, receiver: Receiver
) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    while not telegram.calls["getUpdates"]:
        await bot.get_me()
    await bot.set_webhook(receiver.url)
    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await poll
