"""How the bot gets its updates."""

import asyncio
import re

from simulator.errors import ApiError, bad_request
from simulator.params import Items
from simulator.state import State
from simulator.wire import Json

LONGEST_POLL = 50
WEBHOOK_IS_SET = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
WEBHOOK_CAME = "Conflict: terminated by setWebhook request"
OTHER_POLL = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)


async def get_updates(
    state: State,
    offset: int = 0,
    limit: int = 100,
    timeout: int = 0,  # noqa: ASYNC109 - Telegram's name
    allowed_updates: Items | None = None,
) -> list[Json]:
    """Updates from `offset` on, which confirms those before; waits up to `timeout` seconds."""
    if state.webhook.url:
        raise ApiError(409, WEBHOOK_IS_SET)
    _remember_allowed(state, allowed_updates)
    poll = state.poll = object()
    state.updates.interrupt()
    loop = asyncio.get_running_loop()
    deadline = loop.time() + min(max(timeout, 0), LONGEST_POLL)
    found = state.updates.take(offset, min(max(limit, 1), 100))
    quiet_weeks = state.updates.quiet_weeks
    while not found and (left := deadline - loop.time()) > 0:
        await state.updates.arrival(left)
        if state.poll is not poll:
            raise ApiError(409, OTHER_POLL)
        if state.webhook.url:
            raise ApiError(409, WEBHOOK_CAME)
        if state.updates.quiet_weeks != quiet_weeks:  # no poll lasts so long
            return []
        found = state.updates.take(max(offset, 0), min(max(limit, 1), 100))
    return [update.body() for update in found]


def set_webhook(
    state: State,
    url: str = "",
    max_connections: int = 40,
    allowed_updates: Items | None = None,
    drop_pending_updates: bool = False,
    secret_token: str = "",
) -> bool:
    """Send updates to `url` from now on; http is taken too, because it stays on this machine."""
    if url and not url.startswith(("http://", "https://")):
        raise bad_request("invalid webhook URL specified")
    if len(secret_token) > 256:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret_token):
        raise bad_request("secret token contains unallowed characters")
    if drop_pending_updates:
        state.updates.drop_all()
    _remember_allowed(state, allowed_updates)
    state.webhook.point_to(url, secret_token, min(max(max_connections, 1), 100))
    state.updates.interrupt()
    return True


def delete_webhook(state: State, drop_pending_updates: bool = False) -> bool:
    """Back to getUpdates; what was not delivered waits there."""
    if drop_pending_updates:
        state.updates.drop_all()
    state.webhook.point_to("", "", 40)
    return True


def get_webhook_info(state: State) -> Json:
    """Where updates go, how many wait and what went wrong last."""
    info: Json = {
        "url": state.webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(list(state.updates.pending())),
    }
    if state.webhook.url:
        info["max_connections"] = state.webhook.max_connections
    if state.updates.allowed:
        info["allowed_updates"] = sorted(state.updates.allowed)
    return {**info, **state.webhook.last_error}


def _remember_allowed(state: State, allowed: Items | None) -> None:
    if allowed is not None:
        state.updates.allowed = frozenset(str(kind) for kind in allowed)
