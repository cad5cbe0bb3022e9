"""The program's own HTTP: health pages, numbers, and the webhook where there is one."""

import asyncio
import socket

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route

from bot.delivery.receive import Webhook
from bot.health import Health, Numbers


class PortTaken(Exception):
    """Something else listens there."""


def web_app(health: Health, numbers: Numbers, webhook: Webhook | None, path: str) -> Starlette:
    """Return the application with its routes."""
    routes = [
        Route("/healthz", health.alive),
        Route("/readyz", health.ready),
        Route("/metrics", numbers.page),
    ]
    if webhook is not None:
        routes.append(Route(path, webhook.__call__, methods=["POST"]))
    return Starlette(routes=routes)


class WebServer:
    """Serves an application until stopped, in this loop."""

    def __init__(self, app: Starlette, host: str, port: int) -> None:
        self._socket = _bind(host, port)
        config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off")
        self._server = uvicorn.Server(config)
        self._task: asyncio.Task[None] | None = None

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self._socket.getsockname()[1])

    async def start(self) -> None:
        """Begin to answer."""
        # uvicorn's own serve() takes over the process' signals; the program has its own
        self._task = asyncio.create_task(self._server._serve([self._socket]))  # noqa: SLF001
        while not self._server.started:
            if self._task.done():
                await self._task
            await asyncio.sleep(0.005)

    async def stop(self) -> None:
        """Answer what is under way, then close."""
        self._server.should_exit = True
        if self._task is not None:
            await self._task


def _bind(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), backlog=512)
    except OSError as error:
        raise PortTaken(f"{host}:{port}") from error
