"""Slack's rate limits: so many calls of a method a minute, and one message a second in a channel."""

import math
from collections import deque
from datetime import datetime, timedelta

from sandbox.access import ACCESS, PER_MINUTE
from sandbox.clock import Clock
from sandbox.errors import RateLimited

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


class RateLimits:
    """Counts calls by the workspace's clock and raises RateLimited above the limit."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._calls: dict[str, deque[datetime]] = {}

    def count_call(self, method: str) -> None:
        """Count one call of a method against its tier."""
        self._count(method, PER_MINUTE[ACCESS[method].tier], MINUTE)

    def count_message(self, channel: str) -> None:
        """Count one message against its channel."""
        self._count(f"message in {channel}", 1, SECOND)

    def _count(self, key: str, most: int, window: timedelta) -> None:
        now, calls = self._clock.now(), self._calls.setdefault(key, deque())
        while calls and calls[0] <= now - window:
            calls.popleft()
        if len(calls) >= most:
            raise RateLimited(max(1, math.ceil((calls[0] + window - now).total_seconds())))
        calls.append(now)
