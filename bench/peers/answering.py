"""A Bot API that only answers: any call succeeds at once, updates never come.

So the fastest clients meet no slower server. It prints its address and then, for each line it
reads, when the messages since the last one came (seconds of its own clock) as a JSON list.
`--latency` seconds pass before each answer.
"""

import argparse
import asyncio
import json
import re
import sys
import time
from typing import Any

import uvloop

LENGTH = re.compile(rb"(?i)content-length: *(\d+)")
CHUNKED = re.compile(rb"(?i)transfer-encoding: *chunked")
ME = {"id": 1, "is_bot": True, "first_name": "B", "username": "bench_bot"}
MESSAGE = {
    "message_id": 7,
    "from": ME,
    "chat": {"id": 42, "type": "private", "first_name": "A"},
    "date": 1_790_000_000,
    "text": "Où souhaitez-vous aller ?",
}
RESULTS = {b"getMe": ME}
came: list[float] = []


class Answering(asyncio.Protocol):
    """Answers one connection's calls."""

    latency = 0.0

    def connection_made(self, transport: Any) -> None:
        """Remember where to answer."""
        self._transport = transport
        self._buffer = b""

    def data_received(self, data: bytes) -> None:
        """Answer each whole request."""
        self._buffer += data
        while (head := self._buffer.find(b"\r\n\r\n")) >= 0:
            end = self._end(head)
            if end is None:
                return
            method = self._buffer[:head].split(b" ", 2)[1].rpartition(b"/")[2].partition(b"?")[0]
            self._buffer = self._buffer[end:]
            self._answer(method)

    def _end(self, head: int) -> int | None:
        """Return where the request ends, None when more of it must come."""
        if CHUNKED.search(self._buffer, 0, head):
            last = self._buffer.find(b"\r\n0\r\n\r\n", head)
            return last + 7 if last >= 0 else None
        found = LENGTH.search(self._buffer, 0, head)
        end = head + 4 + (int(found[1]) if found else 0)
        return end if len(self._buffer) >= end else None

    def _answer(self, method: bytes) -> None:
        loop = asyncio.get_running_loop()
        if method == b"getUpdates":
            loop.call_later(1.0, self._send, [])
            return
        if method.startswith(b"send"):
            came.append(time.perf_counter())
        result: object = RESULTS.get(method, MESSAGE if method.startswith(b"send") else True)
        if self.latency:
            loop.call_later(self.latency, self._send, result)
        else:
            self._send(result)

    def _send(self, result: object) -> None:
        body = json.dumps({"ok": True, "result": result}).encode()
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
        if not self._transport.is_closing():
            self._transport.write(head + str(len(body)).encode() + b"\r\n\r\n" + body)


async def main() -> None:
    """Serve until standard input ends."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--latency", type=float, default=0.0)
    Answering.latency = parser.parse_args().latency
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Answering, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    print(json.dumps({"url": f"http://127.0.0.1:{port}"}), flush=True)
    while await loop.run_in_executor(None, sys.stdin.readline):
        print(json.dumps(came), flush=True)
        came.clear()


if __name__ == "__main__":
    uvloop.run(main())
