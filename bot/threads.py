"""The one bridge from the event loop to threads: carries a use case to storage, and long work aside.

SQLite has one writer thread: several writers at once starve each other.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

from core.ports import Uow
from storage.database import Database

P = ParamSpec("P")
T = TypeVar("T")

READERS = 4
SERVER_WRITERS = 8


class Threads:
    """Runs use cases on threads, each with a unit of work to open."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="read")
        writers = 1 if database.is_sqlite else SERVER_WRITERS
        self._writers = ThreadPoolExecutor(writers, thread_name_prefix="write")
        self._aside = ThreadPoolExecutor(1, thread_name_prefix="aside")

    async def read(self, use_case: Callable[Concatenate[Uow, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run one that only reads."""
        call = partial(use_case, self._database.reading, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self._readers, call)

    async def write(self, use_case: Callable[Concatenate[Uow, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run one that may write."""
        call = partial(use_case, self._database.writing, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self._writers, call)

    async def aside(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run what takes long and needs no database: one at a time, so that its memory is bounded."""
        return await asyncio.get_running_loop().run_in_executor(self._aside, partial(work, *args, **kwargs))

    def close(self) -> None:
        """Wait for what is running."""
        self._aside.shutdown()
        self._writers.shutdown()
        self._readers.shutdown()
