"""When a message may go out: one a second in a channel, so many at once, none while Slack asks to wait."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from core.model import Owner

AT_ONCE = 200
"""Messages under way at most in one workspace (our choice)."""

IN_HAND = 3 * AT_ONCE
"""Claimed reminders of one workspace at most: enough that its places are never empty (our choice)."""


class Pace:
    """Keeps to Slack's limits in each workspace, so that none of them delays another."""

    def __init__(self, now: Callable[[], datetime], apart: timedelta, at_once: int = AT_ONCE) -> None:
        self._now = now
        self._apart_s = apart.total_seconds()
        self._at_once = at_once
        self._places: dict[str, asyncio.Semaphore] = {}
        self._waits: dict[str, datetime] = {}
        self._in_hand: Counter[str] = Counter()
        self._next_turn: dict[Owner, float] = {}

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
        team = owner.team_id
        self._in_hand[team] += 1
        try:
            await self._channel_turn(owner)
            async with self._places.setdefault(team, asyncio.Semaphore(self._at_once)):
                yield
        finally:
            self._in_hand[team] -= 1
            if not self._in_hand[team]:
                del self._in_hand[team]

    async def _channel_turn(self, owner: Owner) -> None:
        now = asyncio.get_running_loop().time()
        turn = max(now, self._next_turn.get(owner, now))
        self._next_turn[owner] = turn + self._apart_s
        if turn > now:
            await asyncio.sleep(turn - now)

    def forget_old(self) -> None:
        """Drop the turns that are over."""
        now = asyncio.get_running_loop().time()
        self._next_turn = {owner: turn for owner, turn in self._next_turn.items() if turn > now}
