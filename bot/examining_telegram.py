"""What doctor asks Telegram: is the token right, and is our clock?"""

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiohttp

from bot.clock import Clock
from bot.findings import Finding, bad, ok, warn
from bot.settings import Settings

ASK_WITHIN_S = 10.0
OFF_S, FAR_OFF_S = 5, 30  # seconds between our clock and Telegram's


async def examine_telegram(settings: Settings, clock: Clock) -> list[Finding]:
    """Call getMe: its answer tells about the token, its `Date` header about the clock."""
    token = settings.token.get_secret_value()
    if not token:
        return [bad("doctor.no_token")]
    url = f"{settings.api_url.rstrip('/')}/bot{token}/getMe"
    timeout = aiohttp.ClientTimeout(total=ASK_WITHIN_S)
    try:
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(url) as answer:
            status, told = answer.status, answer.headers.get("Date")
            body = await answer.json(content_type=None)
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        # only the class: the address holds the token
        return [bad("doctor.telegram_silent", what=type(error).__name__, url=settings.api_url)]
    return [_about_token(status, body), *_about_clock(told, clock.now())]


def _about_token(status: int, body: object) -> Finding:
    result = body.get("result") if isinstance(body, dict) else None
    if status == 200 and isinstance(result, dict):
        return ok("doctor.token", username=result.get("username", "?"))
    if status in (401, 404):
        return bad("doctor.wrong_token")
    return bad("doctor.telegram_refuses", status=status)


def _about_clock(told: str | None, now: datetime) -> Iterator[Finding]:
    if told is None:
        yield warn("doctor.clock_unknown")
        return
    off = round((now - parsedate_to_datetime(told).astimezone(UTC)).total_seconds())
    if abs(off) > FAR_OFF_S:
        yield bad("doctor.clock_far_off", seconds=off)
    elif abs(off) > OFF_S:
        yield warn("doctor.clock_off", seconds=off)
    else:
        yield ok("doctor.clock")
