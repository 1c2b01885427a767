"""Lets requests for introductions end by themselves where nobody answered while the question was open."""

from collections.abc import Callable
from datetime import datetime

import structlog

from bot.identity import Workspaces
from bot.slack_calls import UNANSWERED, reason_of
from bot.threads import Threads
from core import introductions
from core.introductions import Standing
from views import introduction

log = structlog.get_logger(__name__)

AT_ONCE = 50
"""Requests that end in one go (our choice); the others do in the next."""


class RequestExpiry:
    """Takes the buttons off what is asked no more. Part of the worker's hourly tidying."""

    def __init__(self, store: Threads, workspaces: Workspaces, now: Callable[[], datetime]) -> None:
        self._store = store
        self._workspaces = workspaces
        self._now = now

    async def __call__(self) -> None:
        """End those whose time is over. A message that Slack does not change says so when it is pressed."""
        for expired in await self._store.write(introductions.expire, self._now(), AT_ONCE):
            try:
                await self._show(expired)
            except UNANSWERED as error:
                team_id = expired.introduction.mate.team_id
                log.warning("introduction.unchanged", team=team_id, reason=reason_of(error))

    async def _show(self, expired: Standing) -> None:
        slack = await self._workspaces.calls(expired.introduction.mate.team_id)
        if slack is None:
            return
        for where in expired.posted:
            await slack.update(where, introduction.record(expired.introduction))
