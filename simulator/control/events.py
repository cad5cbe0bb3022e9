"""Server-Sent Events for the chat page."""

import asyncio
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import StreamingResponse

from simulator.control import view
from simulator.state import State
from simulator.wire import Json, dumps

HEARTBEAT = 10.0
HEADERS = {"cache-control": "no-cache"}


class Events:
    """What happens in all chats, as it happens."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def stream(self, _: Request) -> StreamingResponse:
        """Events until the page goes away."""
        return StreamingResponse(self._lines(), media_type="text/event-stream", headers=HEADERS)

    async def _lines(self) -> AsyncIterator[bytes]:
        queue: asyncio.Queue[bytes] = asyncio.Queue()

        def watch(event: str, data: Json) -> None:
            queue.put_nowait(b"event: %s\ndata: %s\n\n" % (event.encode(), self._drawn(data)))

        self._state.watchers.add(watch)
        try:
            yield b": hello\n\n"
            while True:
                try:
                    yield await asyncio.wait_for(queue.get(), HEARTBEAT)
                except TimeoutError:
                    yield b": still here\n\n"
        finally:
            self._state.watchers.discard(watch)

    def _drawn(self, data: Json) -> bytes:
        if "message" in data:
            data = data | {"message": view.message_json(self._state, data["message"])}
        return dumps(data)
