"""uvicorn's HTTP protocol on a socket of ours, started and stopped inside a running loop.

uvicorn's own `Server` takes over the process's signals and polls when it stops; here a test
starts and stops a simulator in milliseconds. The transport is handed to the application in
`scope["state"]`, because faults break connections.
"""

import asyncio

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.auto import AutoHTTPProtocol
from uvicorn.server import ServerState


class HttpServer:
    """Serves one application on one address."""

    def __init__(self, app: ASGIApp, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._state = ServerState()
        self._config = uvicorn.Config(
            app,
            lifespan="off",
            ws="none",
            access_log=False,
            log_config=None,
            log_level="warning",
        )

    @property
    def url(self) -> str:
        """The address, known once it is started."""
        return f"http://{self._host}:{self._port}"

    async def start(self) -> None:
        """Listen; port 0 becomes a free one."""
        self._config.load()
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            self._protocol, self._host, self._port, backlog=4096
        )
        self._port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Close every connection and end what is still being answered."""
        self._server.close()
        for connection in list(self._state.connections):
            connection.transport.abort()
        await asyncio.sleep(0)
        tasks = list(self._state.tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _protocol(self) -> asyncio.Protocol:
        return _Protocol(self._config, self._state, {})


class _Protocol(AutoHTTPProtocol):  # type: ignore[misc, valid-type]  # h11 or httptools
    def connection_made(self, transport: asyncio.Transport) -> None:
        self.app_state = {"transport": transport}
        super().connection_made(transport)
