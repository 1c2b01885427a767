"""Knowing that something changed, and for whom."""

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 30.0  # real seconds for which a test waits unless it says so: a busy machine is slow, not wrong
RECHECK = 0.004  # a predicate may look at state of the bot, whose changes are not announced here


class Changes:
    """Counts the changes of the workspace; whoever waits is woken by each of them."""

    def __init__(self) -> None:
        self.version = 1
        self._seen_by_all = 1
        self._seen_by: dict[str, int] = {}
        self._waiting: set[asyncio.Future[None]] = set()

    def touch(self, *people: str) -> None:
        """Note a change that these people (ids) may see; of nobody in particular: everyone."""
        self.version += 1
        if not people:
            self._seen_by_all = self.version
        for person in people:
            self._seen_by[person] = self.version
        self._wake()

    def stir(self) -> None:
        """Wake those who wait for something nobody can see, such as a recorded call."""
        self._wake()

    def version_for(self, person: str) -> int:
        """The number of the newest change that this person may see."""
        return max(self._seen_by_all, self._seen_by.get(person, 0))

    async def next(self, within: float | None = None) -> bool:
        """Wait for a change, `within` seconds at most; False when none came."""
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(waiter)
        try:
            async with asyncio.timeout(within):
                await waiter
        except TimeoutError:
            return False
        finally:
            self._waiting.discard(waiter)
        return True

    async def until(self, predicate: Callable[[], T], within: float, what: str) -> T:
        """The first truthy result of `predicate`; TimeoutError naming `what` after so many real seconds."""
        deadline = time.monotonic() + within
        while not (result := predicate()):
            if time.monotonic() > deadline:
                raise TimeoutError(f"{what} did not happen within {within:g} s")
            await self.next(RECHECK)
        return result

    def _wake(self) -> None:
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_result(None)
