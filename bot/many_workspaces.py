"""The workspaces in which Inroad is installed: their tokens, kept in memory for a while.

What is kept is read again after a minute, and at once when Slack refuses a token. That is soon enough for
every change that another process makes: after an uninstall Slack refuses the token anyway, after an exchange
the old one works for two hours more, and what is not installed is looked for again after seconds. So the
usual request asks neither the database nor Slack who it comes from.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import aiohttp
import structlog
from slack_bolt.authorization.async_authorize import AsyncAuthorize

from bot.identity import Recognised
from bot.slack_calls import Clients, SlackCalls, TokenWatch, clients
from bot.threads import Threads
from bot.token_keys import TokenKeys, Unreadable
from bot.token_refresh import TokenRefresh
from core import installing
from core.installation import Installation

log = structlog.get_logger(__name__)

KEPT_FOR = timedelta(minutes=1)
ABSENT_FOR = timedelta(seconds=5)
"""How long it is believed that Inroad is installed, and that it is not (our choices)."""

LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read of a workspace. All None: Inroad is not installed in it, or its token cannot be read."""

    read_at: datetime
    installation: Installation | None = None
    slack: Clients | None = None
    recognised: Recognised | None = None

    def is_current(self, now: datetime) -> bool:
        return now - self.read_at < (KEPT_FOR if self.installation else ABSENT_FOR)


class ManyWorkspaces(AsyncAuthorize):
    """Tells Bolt and the worker whose token a workspace is called with."""

    is_one = False

    def __init__(
        self,
        store: Threads,
        keys: TokenKeys,
        refresh: TokenRefresh,
        http: aiohttp.ClientSession,
        api_url: str,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._keys = keys
        self._refresh = refresh
        self._http = http
        self._api_url = api_url
        self._now = now
        self._known: dict[str, _Known] = {}
        self._reading: dict[str, asyncio.Task[_Known]] = {}

    async def start(self) -> None:
        """There is nothing to ask: the tokens are those of others."""

    async def __call__(
        self,
        *,
        enterprise_id: str | None = None,
        team_id: str | None = None,
        **_request: Any,  # noqa: ANN401 - Bolt passes what it knows by name
    ) -> Recognised | None:
        known = await self._look(team_id or "", enterprise_id or "")
        if known.recognised is None:
            log.warning("workspace.unknown", team=team_id, enterprise=enterprise_id)
        return known.recognised

    async def clients(self, team_id: str) -> Clients | None:
        return (await self._look(team_id, "")).slack

    async def calls(self, team_id: str) -> SlackCalls | None:
        recognised = (await self._look(team_id, "")).recognised
        return recognised.slack if recognised else None

    async def is_outdated(self, team_id: str, used: Clients) -> bool:
        self.forget(team_id)
        return await self.clients(team_id) is not used

    def forget(self, workspace_id: str) -> None:
        """Read again how this workspace (or organisation) is called: that may have changed."""
        for key, known in list(self._known.items()):
            if workspace_id in {key, known.installation.id if known.installation else key}:
                self._known[key] = replace(known, read_at=LONG_AGO)

    async def _look(self, team_id: str, enterprise_id: str) -> _Known:
        known = await self._current(team_id, enterprise_id)
        found = known.installation
        if found is None or found.is_fresh(self._now()):
            return known
        if await self._refresh.freshen(found, partial(self.forget, found.id)):
            return await self._current(team_id, enterprise_id)
        return known

    async def _current(self, team_id: str, enterprise_id: str) -> _Known:
        key = team_id or enterprise_id
        known = self._known.get(key)
        if known and known.is_current(self._now()):
            return known
        if key not in self._reading:
            reading = asyncio.create_task(self._read(team_id, enterprise_id, known))
            self._reading[key] = reading
            reading.add_done_callback(lambda _: self._reading.pop(key, None))
        return await asyncio.shield(self._reading[key])

    async def _read(self, team_id: str, enterprise_id: str, before: _Known | None) -> _Known:
        key, now = team_id or enterprise_id, self._now()
        found = await self._store.read(installing.find, key)
        if found is None and team_id and enterprise_id:
            found = await self._store.write(installing.adopt, team_id, enterprise_id)
        known = self._known[key] = self._opened(found, team_id, before, now) if found else _Known(now)
        return known

    def _opened(self, found: Installation, team_id: str, before: _Known | None, now: datetime) -> _Known:
        try:
            token = self._keys.open(found.token)
        except Unreadable:
            log.warning("token.unreadable", workspace=found.id)
            return _Known(now)
        if before and before.slack and before.slack.repeating.token == token:
            return _Known(now, found, before.slack, before.recognised)
        slack = clients(token, self._api_url, self._http, TokenWatch(partial(self.forget, found.id)))
        recognised = Recognised(
            enterprise_id=found.enterprise_id or None,
            team_id=team_id or None,
            bot_id=found.bot_id,
            bot_user_id=found.bot_user_id,
            bot_token=token,
        )
        recognised.slack = SlackCalls(slack, self._http)
        return _Known(now, found, slack, recognised)
