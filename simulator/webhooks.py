"""Updates pushed to the bot: one queue per chat for messages and per user for taps."""

import asyncio
import http
import random
from collections import deque
from collections.abc import Hashable

import aiohttp

from simulator.clock import Clock
from simulator.updates import Update, Updates
from simulator.wire import Json, dumps

ANSWER_WITHIN = aiohttp.ClientTimeout(total=60)
LONGEST_RETRY_AFTER = 3600
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a name, not a secret


class Webhook:
    """Sends each queue's updates in order, one at a time, until the bot answers 2xx.

    The first retry comes at once, the next after 2, 4, 8… times `retry_unit` seconds, at most
    60 to 120 units, or when the bot's Retry-After says (WebhookActor.cpp).
    """

    def __init__(self, updates: Updates, clock: Clock, retry_unit: float) -> None:
        self.url = ""
        self.max_connections = 40
        self.last_error: Json = {}
        self._updates = updates
        self._clock = clock
        self._unit = retry_unit
        self._headers: dict[str, str] = {}
        self._slots = asyncio.Semaphore(40)
        self._queues: dict[Hashable, deque[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None
        updates.listener = self.offer

    def point_to(self, url: str, secret: str, max_connections: int) -> None:
        """Deliver to another address from now on, or nowhere when it is empty."""
        self._stop_tasks()
        self.url, self.max_connections, self.last_error = url, max_connections, {}
        self._headers = {"content-type": "application/json"}
        if secret:
            self._headers[SECRET_HEADER] = secret
        self._slots = asyncio.Semaphore(max_connections)
        for update in self._updates.pending():
            self.offer(update)

    def offer(self, update: Update) -> None:
        """Take an update into its queue when a webhook is set."""
        if not self.url:
            return
        if (queue := self._queues.get(update.queue)) is not None:
            queue.append(update)
            return
        self._queues[update.queue] = deque([update])
        task = asyncio.ensure_future(self._empty(update.queue))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Stop delivering."""
        self._stop_tasks()
        if self._session:
            await self._session.close()

    def _stop_tasks(self) -> None:
        for task in self._tasks:
            task.cancel()
        self._queues.clear()

    async def _empty(self, key: Hashable) -> None:
        queue = self._queues[key]
        while queue:
            await self._deliver(queue[0])
            queue.popleft()
        del self._queues[key]

    async def _deliver(self, update: Update) -> None:
        delay, failures = self._unit, 0
        longest = random.uniform(60, 120) * self._unit  # noqa: S311 - spread, not secrecy
        while update in self._updates and self._clock.now() < update.expires:
            async with self._slots:
                problem, retry_after = await self._post(update)
            if not problem:
                break
            now = int(self._clock.now().timestamp())
            self.last_error = {"last_error_date": now, "last_error_message": problem}
            if failures and not retry_after:
                delay = min(2 * delay, longest)
            await asyncio.sleep(retry_after or (delay if failures else 0))
            failures += 1
        self._updates.confirm_one(update)

    async def _post(self, update: Update) -> tuple[str, int]:
        session = self._session = self._session or aiohttp.ClientSession(timeout=ANSWER_WITHIN)
        try:
            async with session.post(
                self.url, data=dumps(update.body()), headers=self._headers, allow_redirects=False
            ) as answer:
                await answer.read()
        except TimeoutError:
            return "Read timeout expired", 0
        except aiohttp.ClientConnectorError:
            return "Connection refused", 0
        except aiohttp.ClientError:
            return "Connection reset by peer", 0
        if answer.ok and answer.status < 300:
            return "", 0
        phrase = http.HTTPStatus(answer.status).phrase
        wait = answer.headers.get("Retry-After", "")
        retry_after = min(int(wait), LONGEST_RETRY_AFTER) if wait.isdigit() else 0
        return f"Wrong response from the webhook: {answer.status} {phrase}", retry_after
