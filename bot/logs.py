"""Logs without personal data: one JSON line an event, and the token can't get in.

Only update ids, delivery ids, class names and numbers are logged; never names, texts or chat ids.
"""

import logging
import re
import sys

import structlog

TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{30,}")
QUIET = ("httpx", "httpcore", "telegram", "aiosqlite", "uvicorn", "asyncio")


class Redact(logging.Filter):
    """Blanks whatever looks like a token, in messages, arguments and tracebacks."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, without its secrets."""
        record.msg = TOKEN.sub("[token]", record.getMessage())
        record.args = ()
        if record.exc_info and record.exc_info[0] is not None:
            record.msg += f" ({record.exc_info[0].__name__})"
            record.exc_info = None
        record.exc_text = None
        return True


def set_up(*, json: bool) -> None:
    """Send everything to standard error; `json` for machines, else for people."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(Redact())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True, format="%(message)s")
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    renderer = structlog.processors.JSONRenderer() if json else structlog.dev.ConsoleRenderer()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _without_tokens,
            renderer,
        ],
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=False,
    )


def _without_tokens(
    _logger: object, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    return {
        name: TOKEN.sub("[token]", value) if isinstance(value, str) else value
        for name, value in event.items()
    }
