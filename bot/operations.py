"""`/healthz`, `/readyz` and `/metrics`, on a port of their own that no proxy shows to the world."""

from collections.abc import Callable
from datetime import datetime

import structlog
from prometheus_client import CONTENT_TYPE_LATEST
from slack_bolt.response import BoltResponse

from bot.http_server import Receive, Scope, SendBack, answer
from bot.metrics import Metrics, overdue_s
from bot.threads import Threads
from core import reminder_status

log = structlog.get_logger(__name__)

OVERDUE_LIMIT_S = 300.0
"""With a reminder due for longer a process is not ready: its worker does not keep up (our choice)."""

TEXT = "text/plain; charset=utf-8"


class Operations:
    """The ASGI application. ``slack_trouble`` says why Slack cannot be used at the moment, or nothing."""

    def __init__(
        self,
        store: Threads,
        metrics: Metrics,
        now: Callable[[], datetime],
        slack_trouble: Callable[[], str],
    ) -> None:
        self._store = store
        self._metrics = metrics
        self._now = now
        self._slack_trouble = slack_trouble

    async def __call__(self, scope: Scope, receive: Receive, send: SendBack) -> None:  # noqa: ARG002 - ASGI
        if scope["type"] == "http":
            await answer(send, await self._response(scope["path"]))

    async def _response(self, path: str) -> BoltResponse:
        if path == "/healthz":
            return _text(200, "alive")
        if path == "/readyz":
            trouble = await self._trouble()
            return _text(503 if trouble else 200, trouble or "ready")
        if path == "/metrics":
            backlog = await self._store.read(reminder_status.backlog, self._now())
            return _text(200, self._metrics.render(backlog).decode(), CONTENT_TYPE_LATEST)
        return _text(404, "Not Found")

    async def _trouble(self) -> str:
        now = self._now()
        try:
            backlog = await self._store.read(reminder_status.backlog, now)
        except Exception as error:  # noqa: BLE001 - that is what readiness is asked for
            return f"The database cannot be used: {type(error).__name__}"
        late = overdue_s(backlog, now)
        if late > OVERDUE_LIMIT_S:
            return f"A reminder has been due for {late:.0f} s. Is a worker running?"
        return self._slack_trouble()


def _text(status: int, text: str, content_type: str = TEXT) -> BoltResponse:
    return BoltResponse(status=status, body=f"{text}\n", headers={"content-type": content_type})
