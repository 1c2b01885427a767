"""Logging: structlog for our own events, the same renderer for the libraries' lines.

Libraries log request bodies and statements with their values below WARNING, so they never get to speak
below it.
"""

import logging
import sys

import structlog

from bot.settings import LogFormat

QUIET = {
    "slack_bolt": logging.ERROR,
    "slack_sdk": logging.WARNING,
    # Logs a traceback with the socket's address at every failed attempt; "socket.down" says the same.
    "slack_sdk.socket_mode": logging.CRITICAL,
    "alembic": logging.WARNING,
    "apscheduler": logging.ERROR,
    "sqlalchemy": logging.WARNING,
    "uvicorn": logging.WARNING,
}

# A traceback's local variables hold tokens and notes.
_TRACEBACKS = structlog.processors.ExceptionRenderer(
    structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
)


def set_up(level: str, form: LogFormat) -> None:
    """Send every log line to standard error, from ``level`` up."""
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
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *render],
        )
    )
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    for name, at_least in QUIET.items():
        logging.getLogger(name).setLevel(at_least)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
