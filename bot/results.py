"""Records what became of deliveries, in groups: one flush to the disk serves many of them."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeVar

import structlog

from bot.threads import Threads
from core import delivering
from core.decisions import Result
from core.model import Interview
from core.ports import Uow

P = ParamSpec("P")
T = TypeVar("T")

log = structlog.get_logger(__name__)

GATHER_S = 0.02
GROUP = 500
AGAIN_AFTER_S = 1.0

_Entry = tuple[Result, Sequence[int], "asyncio.Future[list[Interview]]"]


class Results:
    """Takes results as they come, and tries until the database has them."""

    def __init__(self, store: Threads, worker: str, now: Callable[[], datetime]) -> None:
        self._store = store
        self._worker = worker
        self._now = now
        self._open: list[_Entry] = []
        self._writing: asyncio.Task[None] | None = None

    async def record(self, result: Result, interview_ids: Sequence[int] = ()) -> list[Interview]:
        """Come back once this is committed. Gives those interviews whose note is dealt with by then."""
        committed: asyncio.Future[list[Interview]] = asyncio.get_running_loop().create_future()
        self._open.append((result, interview_ids, committed))
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
        results = [result for result, _, _ in group]
        await self._until_it_works(delivering.record, self._worker, results, self._now())
        ids = [each for _, interview_ids, _ in group for each in interview_ids]
        closed = await self._until_it_works(delivering.dealt_with, ids) if ids else {}
        for _, interview_ids, committed in group:
            if not committed.done():
                committed.set_result([closed[each] for each in interview_ids if each in closed])

    async def _until_it_works(
        self, use_case: Callable[Concatenate[Uow, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        while True:
            try:
                return await self._store.write(use_case, *args, **kwargs)
            except Exception as error:  # noqa: BLE001 - the database may come back
                log.warning("results.waiting", error=type(error).__name__)
                await asyncio.sleep(AGAIN_AFTER_S)
