"""Reads anew, once a day, who is in each cohort's channel: an event of Slack's may have been missed."""

from collections.abc import Callable
from datetime import datetime

import structlog

from bot.identity import Workspaces
from bot.slack_calls import UNANSWERED, reason_of
from bot.threads import Threads
from core import cohort_members, cohorts
from core.cohort import Cohort
from handlers.cohort_members import sync

log = structlog.get_logger(__name__)

AT_ONCE = 20
"""Cohorts read in one go (our choice); the others come in the next."""

_NOT_THERE = {"not_in_channel", "channel_not_found"}
"""The bot is not in the channel any more, and was not told."""


class CohortRefresh:
    """Follows whoever came and went without our hearing of it."""

    def __init__(self, store: Threads, workspaces: Workspaces, now: Callable[[], datetime]) -> None:
        self._store = store
        self._workspaces = workspaces
        self._now = now

    async def __call__(self) -> None:
        """Read those whose turn it is. What cannot be read now is read the next time."""
        for cohort in await self._store.read(cohort_members.to_read, self._now(), AT_ONCE):
            slack = await self._workspaces.calls(cohort.team_id)
            if slack is None:
                continue
            try:
                await sync(self._store, slack, cohort.team_id, cohort.channel, self._now)
            except UNANSWERED as error:
                await self._refused(cohort, reason_of(error))

    async def _refused(self, cohort: Cohort, code: str) -> None:
        log.warning("cohort.unread", team=cohort.team_id, reason=code)
        if code in _NOT_THERE:
            await self._store.write(cohorts.away, cohort.team_id, cohort.channel, self._now())
