"""JSON bodies of the control API."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from simulator.wire import Json, dumps, loads


def answer(value: object, status: int = 200) -> Response:
    """A JSON answer."""
    return Response(dumps(value), status, media_type="application/json")


async def read(request: Request) -> Json:
    """The JSON object of a request; HTTPException 400 when there is none."""
    try:
        body = loads(await request.body())
    except ValueError as error:
        raise HTTPException(400, "JSON expected") from error
    if not isinstance(body, dict):
        raise HTTPException(400, "a JSON object expected")
    return body


def text(body: Json, name: str) -> str:
    """A field that must be a text with something in it."""
    value = body.get(name)
    if not isinstance(value, str) or not value:
        raise HTTPException(422, f"{name}: text expected")
    return value


def number(body: Json, name: str) -> float:
    """A field that must be a number."""
    value = body.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise HTTPException(422, f"{name}: number expected")
    return float(value)


def whole(body: Json, name: str) -> int | None:
    """A field that may be a whole number."""
    value = body.get(name)
    if value is not None and not isinstance(value, int):
        raise HTTPException(422, f"{name}: whole number expected")
    return value
