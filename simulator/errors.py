"""What Telegram answers instead of a result."""

import math


class ApiError(Exception):
    """A call is refused: code and description as Telegram words them."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(reason: str) -> ApiError:
    """The call itself is wrong: 400."""
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    """The bot may not do this: 403."""
    return ApiError(403, f"Forbidden: {reason}")


def too_many_requests(seconds: float) -> ApiError:
    """The bot must wait: 429 with the seconds left, rounded up, at least 1."""
    wait = max(1, math.ceil(seconds))
    return ApiError(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
