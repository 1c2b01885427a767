"""The workspace's time, which a test or the page may move forward."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class Clock:
    """Tells what time it is in the workspace, as an aware UTC instant.

    It runs as fast as real time, from now or from `starts_at`, ahead by what it was moved;
    with `frozen_at` it stands still.
    """

    def __init__(self, frozen_at: datetime | None = None, *, starts_at: datetime | None = None) -> None:
        self._frozen_at = None if frozen_at is None else _in_utc(frozen_at)
        self._ahead = timedelta() if starts_at is None else _in_utc(starts_at) - datetime.now(UTC)
        self._sleepers: set[asyncio.Event] = set()
        self._listeners: list[Callable[[], None]] = []

    def now(self) -> datetime:
        """The present instant of the workspace."""
        if self._frozen_at is not None:
            return self._frozen_at
        return datetime.now(UTC) + self._ahead

    def advance(self, delta: timedelta) -> None:
        """Move forward by `delta`; ValueError when it is negative."""
        if delta < timedelta():
            raise ValueError("The clock only moves forward.")
        if self._frozen_at is not None:
            self._frozen_at += delta
        else:
            self._ahead += delta
        self._tell()

    def move_to(self, instant: datetime) -> None:
        """Move forward to `instant` (aware); ValueError when it is past."""
        target, now = _in_utc(instant), self.now()
        if target < now:
            raise ValueError("The clock only moves forward.")
        self.advance(target - now)

    def when_moved(self, listener: Callable[[], None]) -> None:
        """Have `listener` called after every jump."""
        self._listeners.append(listener)

    async def reach(self, instant: datetime) -> None:
        """Wait until the clock shows `instant`, by passing time or by a jump."""
        while (left := (instant - self.now()).total_seconds()) > 0:
            moved = asyncio.Event()
            self._sleepers.add(moved)
            try:
                async with asyncio.timeout(left if self._frozen_at is None else None):
                    await moved.wait()
            except TimeoutError:
                pass
            finally:
                self._sleepers.discard(moved)

    def _tell(self) -> None:
        for sleeper in self._sleepers:
            sleeper.set()
        for listener in self._listeners:
            listener()


def _in_utc(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("The clock needs an aware instant.")
    return instant.astimezone(UTC)
