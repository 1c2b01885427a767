"""Logging: structlog for our own events, the same renderer for the libraries' lines.

Libraries log request bodies and statements with their values below WARNING: there none of them ever speaks.
"""

import logging
import re
import sys
from typing import Any

import structlog

from bot.settings import LogFormat

OURS = ("bot", "core", "handlers", "storage", "views")

QUIET = {
    "slack_bolt": logging.ERROR,
    # Logs a traceback with the socket's address at every failed attempt; "socket.down" says the same.
    "slack_sdk.socket_mode": logging.CRITICAL,
    "apscheduler": logging.ERROR,
}
"""What says too much at WARNING, such as a whole request that nobody listens to."""

# Tokens of every kind, and the addresses that let whoever has them answer in our name or listen in our place.
_KEYS = re.compile(
    r"\bx(?:ox[a-z.-]|app-|oxe)[\w.-]+|https?://hooks\.slack\.com/\S+|\bticket=[\w-]+|\bv0=[0-9a-f]{16,}",
    re.IGNORECASE,
)

# A traceback's local variables hold tokens and notes.
_TRACEBACKS = structlog.processors.ExceptionRenderer(
    structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
)


def set_up(level: str, form: LogFormat) -> None:
    """Send every log line of ours to standard error, from ``level`` up, and of libraries from WARNING up."""
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    render: list[structlog.types.Processor] = (
        [_TRACEBACKS, structlog.processors.JSONRenderer()]
        if form is LogFormat.JSON
        else [
            structlog.dev.ConsoleRenderer(
                colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
            )
        ]
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *render, _without_keys],
        )
    )
    from_ = logging.getLevelNamesMapping()[level.upper()]
    logging.basicConfig(handlers=[handler], level=max(from_, logging.WARNING), force=True)
    for name in OURS:
        logging.getLogger(name).setLevel(from_)
    for name, at_least in QUIET.items():
        logging.getLogger(name).setLevel(at_least)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def _without_keys(_logger: object, _method: str, line: Any) -> str:  # noqa: ANN401 - what the renderer gives
    """The last resort: whatever a library or an error puts into a line, it opens nothing."""
    return _KEYS.sub("[hidden]", str(line))
