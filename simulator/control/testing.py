"""Faults and counts, for tests whose simulator runs in another process."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from simulator.control import bodies
from simulator.faults import Fault

if TYPE_CHECKING:
    from simulator.server import Simulator


class Testing:
    """Put faults in force and read what was accepted."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator

    async def add_fault(self, request: Request) -> Response:
        """A fault with the fields of `Fault`, or {"latency": seconds} for all calls."""
        body = await bodies.read(request)
        if "latency" in body:
            self._simulator.faults.latency = bodies.number(body, "latency")
            return bodies.answer(body)
        try:
            fault = self._simulator.faults.add(Fault(**body))
        except (TypeError, ValueError) as error:
            raise HTTPException(422, str(error)) from error
        return bodies.answer(asdict(fault))

    async def clear_faults(self, _: Request) -> Response:
        """No more faults, gates or latency."""
        self._simulator.faults.clear()
        return bodies.answer({})

    async def close_gate(self, request: Request) -> Response:
        """Refuse sends for a while: {"seconds", "chat_id"?, "refusals"?}."""
        body = await bodies.read(request)
        self._simulator.faults.close_gate(
            bodies.number(body, "seconds"),
            chat_id=bodies.whole(body, "chat_id"),
            refusals=bodies.whole(body, "refusals"),
        )
        return bodies.answer({})

    async def accepted(self, request: Request) -> Response:
        """Accepted calls from number `since` on, calls per method, gates."""
        since = request.query_params.get("since", "0")
        if not since.isdigit():
            raise HTTPException(422, "since: whole number expected")
        simulator = self._simulator
        calls = simulator.accepted[int(since) :]
        return bodies.answer(
            {
                "accepted": [call.body() for call in calls],
                "next": int(since) + len(calls),
                "calls": dict(simulator.calls),
                "gates": [asdict(gate) for gate in simulator.faults.gates],
            }
        )
