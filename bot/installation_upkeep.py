"""Forgets the workspaces that Inroad was taken out of, once it is clear that it will not come back."""

from collections.abc import Callable
from datetime import datetime

import structlog

from bot.threads import Threads
from core import installing

log = structlog.get_logger(__name__)


class InstallationUpkeep:
    """Part of the worker's hourly tidying."""

    def __init__(self, store: Threads, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now

    async def __call__(self) -> None:
        """Delete what was kept for long enough, each workspace by itself."""
        for team_id in await self._store.read(installing.past_grace, self._now()):
            if await self._store.write(installing.forget_workspace, team_id, self._now()):
                log.info("workspace.forgotten", team=team_id)
