"""The one bridge from the event loop to storage: carries a use case to a thread.

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

    async def read(self, use_case: Callable[Concatenate[Uow, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run one that only reads."""
        call = partial(use_case, self._database.reading, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self._readers, call)

    async def write(self, use_case: Callable[Concatenate[Uow, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run one that may write."""
        call = partial(use_case, self._database.writing, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self._writers, call)

    def close(self) -> None:
        """Wait for what is running."""
        self._writers.shutdown()
        self._readers.shutdown()
