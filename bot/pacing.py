"""When a message may go out: one a second in a channel, so many at once, none while Slack asks to wait."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from core.model import Owner

AT_ONCE = 400
"""Messages under way at most, over all workspaces (our choice)."""

AT_ONCE_IN_ONE = AT_ONCE // 2
"""In one workspace: a slow one leaves the others their places (our choice)."""

IN_HAND = 3 * AT_ONCE_IN_ONE
"""Claimed reminders of one workspace at most: enough that its places are never empty (our choice)."""


@dataclass(slots=True)
class _Channel:
    """Where a member is written to: one message after the other, the next one not before ``free_at``."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0


class Pace:
    """Keeps to Slack's limits in each workspace, so that none of them delays another."""

    def __init__(
        self,
        now: Callable[[], datetime],
        apart: timedelta,
        at_once: int = AT_ONCE,
        in_one: int = AT_ONCE_IN_ONE,
    ) -> None:
        self._now = now
        self._apart_s = apart.total_seconds()
        self._in_one = in_one
        self._all_places = asyncio.Semaphore(at_once)
        self._places: dict[str, asyncio.Semaphore] = {}
        # One message begins in a pass of the event loop: a click is answered between two of them.
        self._passes = asyncio.Lock()
        self._waits: dict[str, datetime] = {}
        self._in_hand: Counter[str] = Counter()
        self._channels: dict[Owner, _Channel] = {}

    def wait(self, team_id: str, pause: timedelta) -> None:
        """Slack asked for a pause in this workspace."""
        until = self._now() + pause
        self._waits[team_id] = max(until, self._waits.get(team_id, until))

    def waits_until(self, team_id: str) -> datetime | None:
        """Until when nothing may be sent there, if Slack asked to wait."""
        until = self._waits.get(team_id)
        if until is None or until > self._now():
            return until
        del self._waits[team_id]
        return None

    def full(self) -> set[str]:
        """The workspaces that take no further reminder just now."""
        waiting = {team for team in list(self._waits) if self.waits_until(team)}
        return waiting | {team for team, count in self._in_hand.items() if count >= IN_HAND}

    @asynccontextmanager
    async def turn(self, owner: Owner) -> AsyncIterator[None]:
        """A place among the messages under way, once the member's channel may have its next one."""
        team, loop = owner.team_id, asyncio.get_running_loop()
        channel = self._channels.setdefault(owner, _Channel())
        self._in_hand[team] += 1
        try:
            async with channel.turn:
                if (wait := channel.free_at - loop.time()) > 0:
                    await asyncio.sleep(wait)
                try:
                    async with (
                        self._places.setdefault(team, asyncio.Semaphore(self._in_one)),
                        self._all_places,
                    ):
                        async with self._passes:
                            await asyncio.sleep(0)
                        yield
                finally:
                    # From the answer on: so it has surely reached Slack a whole second before the next one.
                    channel.free_at = loop.time() + self._apart_s
        finally:
            self._in_hand[team] -= 1
            if not self._in_hand[team]:
                del self._in_hand[team]

    def forget_old(self) -> None:
        """Drop the channels that may have a message at once."""
        now = asyncio.get_running_loop().time()
        self._channels = {
            owner: channel
            for owner, channel in self._channels.items()
            if channel.turn.locked() or channel.free_at > now
        }
