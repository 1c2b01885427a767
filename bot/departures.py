"""Whoever left the workspace is forgotten after a grace, and Slack is asked first: an event may be missed."""

from collections.abc import Callable
from datetime import datetime

import structlog

from bot.identity import Workspaces
from bot.slack_calls import UNANSWERED, reason_of
from bot.threads import Threads
from core import forgetting
from core.cohort import Withdrawn
from core.model import Owner
from handlers.cohort_members import take_back

log = structlog.get_logger(__name__)

_UNKNOWN = {"user_not_found", "user_not_visible"}


class Departures:
    """Asks Slack about those who may have left, before anything follows from it."""

    def __init__(self, store: Threads, workspaces: Workspaces, now: Callable[[], datetime]) -> None:
        self._store = store
        self._workspaces = workspaces
        self._now = now

    async def __call__(self) -> None:
        """Begin the grace of those whom no reminder reaches, and end that of those who are not back."""
        for owner in await self._store.read(forgetting.unreachable, self._now()):
            if await self._is_gone(owner):
                await self._store.write(forgetting.left, owner, self._now())
        for owner in await self._store.read(forgetting.to_forget, self._now()):
            gone = await self._is_gone(owner)
            if gone:
                await self._forget(owner)
            elif gone is not None:
                await self._store.write(forgetting.returned, owner)

    async def _is_gone(self, owner: Owner) -> bool | None:
        """Whether the account is deactivated; None where that cannot be told now."""
        slack = await self._workspaces.calls(owner.team_id)
        if slack is None:
            return None
        try:
            return bool((await slack.person(owner.user_id)).get("deleted"))
        except UNANSWERED as error:
            code = reason_of(error)
            if code in _UNKNOWN:
                return True
            log.warning("member.unread", team=owner.team_id, reason=code)
            return None

    async def _forget(self, owner: Owner) -> None:
        withdrawn = await self._store.write(forgetting.forget_departed, owner, self._now())
        if withdrawn is not None:
            log.info("member.forgotten", team=owner.team_id)
            await self._take_back(owner, withdrawn)

    async def _take_back(self, owner: Owner, withdrawn: Withdrawn) -> None:
        slack = await self._workspaces.calls(owner.team_id)
        try:
            if slack:
                await take_back(slack, withdrawn)
        except UNANSWERED as error:
            log.warning("posts.kept", team=owner.team_id, reason=reason_of(error))
