"""HTTP to the Bot API over aiohttp: the library's way in, and ours with typed outcomes.

The token is part of every URL, and aiohttp's errors quote the URL. So they end here: outside,
an error is known by its class name only, and is raised where no cause is attached.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import aiohttp
import orjson
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.delivery.outcomes import NotSent, Outcome, Unknown, judge

# Raised before the first byte of a request is written.
NEVER_LEFT = (
    aiohttp.ClientConnectorError,  # refused, no such name, no TLS, no proxy
    aiohttp.ConnectionTimeoutError,  # no connection in time, be it new or from the pool
    aiohttp.ClientHttpProxyError,
    aiohttp.InvalidURL,
)
CONNECT_TIMEOUT = 5.0
JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class File:
    """A file to send: its name as people see it, its bytes, its media type."""

    name: str
    content: bytes
    type: str = "application/octet-stream"


class AiohttpRequest(BaseRequest):
    """One keep-alive session, made in the running loop by `initialize`."""

    def __init__(self, *, connections: int = 100, read_timeout: float = 20.0) -> None:
        self._connections = connections
        self._read_timeout = read_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """The seconds that the library adds to a long poll's own."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the session, unless it is open."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, ttl_dns_cache=300),
                cookie_jar=aiohttp.DummyCookieJar(),
            )

    async def shutdown(self) -> None:
        """Close the session, if it is open."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def call(
        self,
        url: str,
        parameters: Mapping[str, object],
        files: Mapping[str, File] | None = None,
        *,
        timeout: float = 20.0,  # noqa: ASYNC109 - aiohttp's own, which tells what it cut short
    ) -> Outcome:
        """Call a method and return what that proved; network trouble is an outcome too.

        `files` are named as the parameters that they fill; `timeout` is for the whole call.
        """
        if files:
            answer = await self._exchange("POST", url, timeout, _form(parameters, files))
        else:
            answer = await self._exchange("POST", url, timeout, orjson.dumps(parameters), JSON)
        return judge(*answer) if isinstance(answer, tuple) else answer

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - one timeout for the whole
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Make the library's own requests. Raises `TimedOut` or `NetworkError`."""
        given = read_timeout is not BaseRequest.DEFAULT_NONE and read_timeout is not None
        timeout = float(read_timeout) if given else self._read_timeout
        body, headers = _library_body(request_data)
        answer = await self._exchange(method, url, timeout, body, headers)
        if isinstance(answer, tuple):
            return answer
        if "Timeout" in answer.reason:
            raise TimedOut(answer.reason)
        raise NetworkError(answer.reason)

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return a decoded answer. Raises `TelegramError`, which never quotes it."""
        try:
            answer: dict[str, Any] = orjson.loads(payload)
        except orjson.JSONDecodeError:
            answer = {}
        if not answer:
            raise TelegramError("Invalid server response")
        return answer

    async def _exchange(
        self,
        method: str,
        url: str,
        seconds: float,
        body: bytes | aiohttp.FormData | None,
        headers: Mapping[str, str] | None = None,
    ) -> tuple[int, bytes] | NotSent | Unknown:
        if self._session is None:
            raise RuntimeError("the request is not initialized")
        try:
            async with self._session.request(
                method,
                url,
                data=body,
                headers=headers,
                timeout=_limits(seconds),
                allow_redirects=False,  # a redirected POST would be sent twice
            ) as response:
                return response.status, await response.read()
        except NEVER_LEFT as error:
            return NotSent(type(error).__name__)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return Unknown(type(error).__name__)


@lru_cache
def _limits(seconds: float) -> aiohttp.ClientTimeout:
    # The connection's share is the smaller one: what the whole's limit cuts short has left.
    return aiohttp.ClientTimeout(total=seconds, connect=min(CONNECT_TIMEOUT, seconds / 2))


def _form(parameters: Mapping[str, object], files: Mapping[str, File]) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in parameters.items():
        form.add_field(name, value if isinstance(value, str) else orjson.dumps(value).decode())
    for name, file in files.items():
        form.add_field(name, file.content, filename=file.name, content_type=file.type)
    return form


def _library_body(
    data: RequestData | None,
) -> tuple[bytes | aiohttp.FormData | None, Mapping[str, str] | None]:
    if data is None:
        return None, None
    if not data.contains_files:
        return orjson.dumps(data.parameters), JSON
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, media_type) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=media_type)
    return form, None
