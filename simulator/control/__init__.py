"""The control API: what the chat page and tests in other processes do with the simulator."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from simulator.control import bodies
from simulator.control.acting import Acting
from simulator.control.events import Events
from simulator.control.looking import Looking
from simulator.control.testing import Testing

if TYPE_CHECKING:
    from simulator.server import Simulator

PAGE = Path(__file__).parent.parent / "page"


def control_app(simulator: Simulator) -> Starlette:
    """The page, its files and the control API."""
    looking, acting, testing = Looking(simulator), Acting(simulator), Testing(simulator)
    return Starlette(
        routes=[
            Route("/", page),
            Mount("/page", StaticFiles(directory=PAGE)),
            Route("/control/state", looking.state),
            Route("/control/chats/{chat:int}", looking.chat),
            Route("/control/files/{file}/{name:path}", looking.file),
            Route("/control/events", Events(simulator.state).stream),
            Route("/control/people", acting.join, methods=["POST"]),
            Route("/control/say", acting.say, methods=["POST"]),
            Route("/control/tap", acting.tap, methods=["POST"]),
            Route("/control/locate", acting.locate, methods=["POST"]),
            Route("/control/photo", acting.photo, methods=["POST"]),
            Route("/control/block", acting.block, methods=["POST"]),
            Route("/control/clock", acting.clock, methods=["POST"]),
            Route("/control/faults", testing.add_fault, methods=["POST"]),
            Route("/control/faults", testing.clear_faults, methods=["DELETE"]),
            Route("/control/gate", testing.close_gate, methods=["POST"]),
            Route("/control/accepted", testing.accepted),
        ],
        exception_handlers={HTTPException: refused, AssertionError: impossible},
    )


async def page(_: Request) -> Response:
    """The chat page."""
    return FileResponse(PAGE / "index.html")


async def refused(_: Request, error: Exception) -> Response:
    """A wrong request, as JSON."""
    status = error.status_code if isinstance(error, HTTPException) else 400
    reason = error.detail if isinstance(error, HTTPException) else str(error)
    return bodies.answer({"error": reason}, status)


async def impossible(_: Request, error: Exception) -> Response:
    """Something a person can't do now, such as writing to a bot they blocked."""
    return bodies.answer({"error": str(error)}, 409)
