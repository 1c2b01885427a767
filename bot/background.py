"""Work that goes on after the answer to Slack; shutdown waits for it."""

import asyncio
import contextlib
import secrets
from collections.abc import Coroutine
from typing import Any

import structlog

from core.errors import InroadError
from handlers.ports import Apology

log = structlog.get_logger(__name__)


class Tasks:
    """Keeps hold of running tasks, and tells the person when one fails."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()

    def spawn(self, work: Coroutine[Any, Any, object], apology: Apology | None = None) -> None:
        """Run this beside everything else. ``apology`` shows a sentence where the person is looking."""
        task = asyncio.create_task(_watched(work, apology))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def idle(self) -> None:
        """Wait until nothing is running."""
        while self._running:
            await asyncio.wait(self._running)

    async def finish(self, within: float) -> None:
        """Wait for what is running, at most so many seconds, then cancel the rest."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.idle(), within)
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)


async def _watched(work: Coroutine[Any, Any, object], apology: Apology | None) -> None:
    try:
        await work
    except Exception as error:  # noqa: BLE001 - the one place where background work may fail
        sentence = sentence_for(error, "background.failed")
        if apology:
            await _apologise(apology, sentence)


async def _apologise(apology: Apology, sentence: str) -> None:
    try:
        await apology(sentence)
    except Exception as error:  # noqa: BLE001 - nobody is left to tell
        log.warning("apology.failed", error=type(error).__name__)


def sentence_for(error: Exception, event: str) -> str:
    """What to tell the person. What they are not meant to read is logged, and they get its reference."""
    if isinstance(error, InroadError):
        return error.sentence
    reference = secrets.token_hex(4)
    log.error(event, reference=reference, exc_info=error)
    return f"Something went wrong on our side (reference {reference}). Please try again in a moment."
