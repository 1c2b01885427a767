"""Records what became of deliveries, in groups: one flush to the disk serves many of them."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeVar

import structlog

from bot.threads import Threads
from core import delivering
from core.decisions import Result, Send, Subject
from core.ports import Uow

P = ParamSpec("P")
T = TypeVar("T")

log = structlog.get_logger(__name__)

GATHER_S = 0.02
GROUP = 500
AGAIN_AFTER_S = 1.0

Settled = Mapping[int, Subject]
"""What was dealt with while it was on its way, as it stands now, by the reminder's id."""

_Entry = tuple[Sequence[Result], Send | None, "asyncio.Future[Settled]"]


class Results:
    """Takes results as they come, and tries until the database has them."""

    def __init__(self, store: Threads, worker: str, now: Callable[[], datetime]) -> None:
        self._store = store
        self._worker = worker
        self._now = now
        self._open: list[_Entry] = []
        self._writing: asyncio.Task[None] | None = None

    async def record(self, results: Sequence[Result], sent: Send | None = None) -> Settled:
        """Come back once all of these are committed, with what of the message was settled meanwhile."""
        committed: asyncio.Future[Settled] = asyncio.get_running_loop().create_future()
        self._open.append((results, sent, committed))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_all())
        return await committed

    async def _write_all(self) -> None:
        await asyncio.sleep(GATHER_S)
        try:
            while self._open:
                group, self._open = self._open[:GROUP], self._open[GROUP:]
                await self._write(group)
        finally:
            self._writing = None

    async def _write(self, group: list[_Entry]) -> None:
        results = [result for together, _, _ in group for result in together]
        await self._until_it_works(delivering.record, self._worker, results, self._now())
        sends = [sent for _, sent, _ in group if sent]
        settled = await self._until_it_works(delivering.dealt_with, sends) if sends else {}
        for _, sent, committed in group:
            if not committed.done():
                told = [each.reminder.id for each in sent.sections] if sent else []
                committed.set_result({each: settled[each] for each in told if each in settled})

    async def _until_it_works(
        self, use_case: Callable[Concatenate[Uow, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        while True:
            try:
                return await self._store.write(use_case, *args, **kwargs)
            except Exception as error:  # noqa: BLE001 - the database may come back
                log.warning("results.waiting", error=type(error).__name__)
                await asyncio.sleep(AGAIN_AFTER_S)
