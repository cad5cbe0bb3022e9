"""One HTTP answer, whole or broken in the ways a network breaks it."""

import asyncio
import socket
import struct
from email.utils import formatdate
from functools import lru_cache
from http import HTTPStatus
from time import time as now

from starlette.types import Receive, Scope, Send

JSON = "application/json"
BAD_GATEWAY = b"<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
ABORT = struct.pack("ii", 1, 0)  # SO_LINGER on, for 0 seconds: close() sends RST


class Connection:
    """The connection a call came on."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scope = scope
        self._receive = receive
        self._send = send

    async def answer(
        self, body: bytes, *, status: int = 200, kind: str = JSON, time: float | None = None
    ) -> None:
        """Send a whole answer; `time` (seconds) becomes its Date."""
        await self._start(len(body), status, kind, time)
        await self._send({"type": "http.response.body", "body": body})

    async def bad_gateway(self) -> None:
        """Answer as a proxy whose server is gone."""
        await self.answer(BAD_GATEWAY, status=HTTPStatus.BAD_GATEWAY, kind="text/html")

    async def truncated(self, body: bytes) -> None:
        """Announce a whole answer, send half of it and close."""
        await self._start(len(body), 200, JSON, None)
        half = {"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True}
        await self._send(half)
        await self.close()

    async def close(self) -> None:
        """Close the connection."""
        self._transport.close()
        await self._gone()

    async def reset(self) -> None:
        """Abort the connection, so that the other side gets ECONNRESET."""
        sock = self._transport.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, ABORT)
        self._transport.abort()
        await self._gone()

    @property
    def _transport(self) -> asyncio.Transport:
        transport: asyncio.Transport = self.scope["state"]["transport"]
        return transport

    async def _gone(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            continue

    async def _start(self, length: int, status: int, kind: str, time: float | None) -> None:
        headers = [
            (b"content-type", kind.encode()),
            (b"content-length", str(length).encode()),
            (b"date", _date(int(time or now()))),
        ]
        await self._send({"type": "http.response.start", "status": status, "headers": headers})


@lru_cache(maxsize=4)
def _date(second: int) -> bytes:
    return formatdate(second, usegmt=True).encode()
