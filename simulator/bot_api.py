"""The Bot API's door: /bot<token>/<method> and /file/bot<token>/<path>."""

import asyncio
import inspect
import re
from collections.abc import Awaitable
from typing import cast

from starlette.types import Receive, Scope, Send

from simulator.connection import Connection
from simulator.errors import ApiError
from simulator.faults import Fault, Faults
from simulator.journal import Journal
from simulator.limits import Limits
from simulator.methods import METHODS, Method
from simulator.request import read
from simulator.state import State
from simulator.wire import Json, dumps

_TOKEN = re.compile(r"\d+:\S+")
CALL = "/bot"
DOWNLOAD = "/file/bot"
WRITING = ("send", "forward", "copy")


class BotApi:
    """Answers the bot's calls; `token` None accepts any token of the right shape."""

    def __init__(
        self,
        state: State,
        *,
        faults: Faults,
        journal: Journal,
        limits: Limits | None = None,
        token: str | None = None,
    ) -> None:
        self._state = state
        self._faults = faults
        self._journal = journal
        self._limits = limits
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one call or one download."""
        connection = Connection(scope, receive, send)
        path: str = scope["path"]
        try:
            if path.startswith(DOWNLOAD):
                await self._download(connection, path.removeprefix(DOWNLOAD))
            else:
                await self._call(connection, path.removeprefix(CALL), receive)
        except ApiError as error:
            await connection.answer(_failure(error), status=error.code, time=self._now())

    async def _call(self, connection: Connection, path: str, receive: Receive) -> None:
        method = self._method(path)
        self._journal.calls[method.name] += 1
        params = method.signature.arguments(*await read(connection.scope, receive))
        chat_id: int | None = params.get("chat_id")
        fault = self._faults.choose(method.name, chat_id)
        await self._travel()
        if fault and fault.kind in ("refuse", "hang_up"):
            return await _refuse(connection, fault)
        self._check_rate(method.name, chat_id)
        result = method.function(self._state, **params)
        if inspect.isawaitable(result):
            result = await cast(Awaitable[object], result)
        self._journal.accept(method.name, params, result, fault.kind if fault else None)
        await self._travel()
        body = dumps({"ok": True, "result": result})
        if fault:
            return await _break(connection, fault, body)
        return await connection.answer(body, time=self._now())

    def _method(self, path: str) -> Method:
        token, _, name = path.partition("/")
        self._check_token(token)
        method = METHODS.get(name.lower())
        if method is None:
            raise ApiError(404, "Not Found: method not found")
        return method

    def _check_token(self, token: str) -> None:
        if not _TOKEN.fullmatch(token):
            raise ApiError(401, "Unauthorized: invalid token specified")
        if self._token not in (None, token):
            raise ApiError(401, "Unauthorized")

    def _check_rate(self, method: str, chat_id: int | None) -> None:
        if self._faults.gates:
            self._faults.check_gates(method, chat_id)
        if self._limits and chat_id is not None and method.startswith(WRITING):
            self._limits.check(chat_id)

    async def _download(self, connection: Connection, path: str) -> None:
        token, _, file_path = path.partition("/")
        self._check_token(token)
        file = self._state.files.at(file_path)
        if file is None:
            raise ApiError(404, "Not Found")
        await connection.answer(file.data, kind="application/octet-stream", time=self._now())

    async def _travel(self) -> None:
        if self._faults.latency:
            await asyncio.sleep(self._faults.latency / 2)

    def _now(self) -> float:
        return self._state.clock.now().timestamp()


def _failure(error: ApiError) -> bytes:
    body: Json = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters:
        body["parameters"] = error.parameters
    return dumps(body)


async def _refuse(connection: Connection, fault: Fault) -> None:
    if fault.kind == "hang_up":
        return await connection.close()
    if fault.code == 502:
        return await connection.bad_gateway()
    raise fault.refusal()


async def _break(connection: Connection, fault: Fault, body: bytes) -> None:
    match fault.kind:
        case "hold":
            await asyncio.sleep(fault.seconds)
            await connection.answer(body)
        case "reset":
            await connection.reset()
        case "close":
            await connection.close()
        case "bad_gateway":
            await connection.bad_gateway()
        case "truncate":
            await connection.truncated(body)
        case "garbage":
            await connection.answer(b"\x00<<<this is no JSON>>>")
