"""Exchanges tokens that expire (Slack's token rotation): one process at a time, and few ever wait for it.

A refresh token works once. So whoever exchanges it first takes a lease in the database, and holds neither a
transaction nor a lock while Slack answers.
"""

import asyncio
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from bot.background import Tasks
from bot.slack_calls import clients, refusal
from bot.threads import Threads
from bot.token_keys import TokenKeys, Unreadable
from core import installing
from core.installation import Installation, NewTokens

log = structlog.get_logger(__name__)

AGAIN_AFTER = timedelta(seconds=30)
"""When an exchange that did not work, or that another process makes, is tried again (our choice)."""

STORE_AGAIN_S = 1.0
STORE_TRIES = 30
WAIT_S = 0.2
WAIT_TIMES = 10
"""For so long a request with a token that has expired waits for the process that exchanges it: Slack wants an
answer within three seconds."""


class TokenRefresh:
    """Knows which exchanges are under way in this process."""

    def __init__(
        self,
        store: Threads,
        keys: TokenKeys,
        tasks: Tasks,
        http: aiohttp.ClientSession,
        api_url: str,
        now: Callable[[], datetime],
        *,
        client: tuple[str, str],
    ) -> None:
        self._store = store
        self._keys = keys
        # Never repeats a call: the second would use up the refresh token that the first one's answer brought.
        self._calls = clients(None, api_url, http).patient
        self._calls.retry_handlers.clear()
        self._client_id, self._client_secret = client
        self._now = now
        self._tasks = tasks
        self._running: dict[str, asyncio.Task[None]] = {}
        self._tried: dict[str, datetime] = {}

    async def freshen(self, installation: Installation, changed: Callable[[], None]) -> bool:
        """See to it that the token is exchanged: in the background while it works, else before this is back.

        True where it may have been by now. ``changed`` is called when it was.
        """
        expired = installation.expires_at is not None and installation.expires_at <= self._now()
        running = self._running.get(installation.id)
        if running is None:
            tried = self._tried.get(installation.id)
            if tried and self._now() - tried < AGAIN_AFTER:
                return False
            self._tried[installation.id] = self._now()
            running = asyncio.create_task(self._exchange(installation, changed, wait=expired))
            self._running[installation.id] = running
            self._tasks.spawn(self._finish(installation.id, running))
        if expired:
            await asyncio.shield(running)
        return expired

    async def _finish(self, workspace_id: str, running: asyncio.Task[None]) -> None:
        try:
            await running
        finally:
            self._running.pop(workspace_id, None)

    async def _exchange(self, seen: Installation, changed: Callable[[], None], *, wait: bool) -> None:
        by = secrets.token_hex(16)
        mine = await self._store.write(installing.begin_refresh, seen.id, by, self._now())
        if mine is None:
            if wait:
                await self._wait_for_others(seen)
        elif tokens := await self._ask(mine):
            stored = await self._keep(mine, by, tokens)
            log.info("token.refreshed", workspace=seen.id, stored=stored)
        changed()

    async def _wait_for_others(self, seen: Installation) -> None:
        for _ in range(WAIT_TIMES):
            found = await self._store.read(installing.find, seen.id)
            if found is None or found.token != seen.token:
                return
            await asyncio.sleep(WAIT_S)

    async def _ask(self, mine: Installation) -> NewTokens | None:
        try:
            asked = {
                "client_id": self._client_id,
                "client_secret": self._client_secret,
                "grant_type": "refresh_token",
                "refresh_token": self._keys.open(mine.refresh_token),
            }
            answer = await self._calls.api_call("oauth.v2.access", data=asked)
        except SlackApiError as error:
            log.warning("token.not_refreshed", workspace=mine.id, reason=refusal(error).code)
            return None
        except (aiohttp.ClientError, TimeoutError, OSError, Unreadable) as error:
            log.warning("token.not_refreshed", workspace=mine.id, reason=type(error).__name__)
            return None
        return NewTokens(
            token=self._keys.seal(answer["access_token"]),
            refresh_token=self._keys.seal(answer["refresh_token"]),
            expires_at=self._now() + timedelta(seconds=int(answer["expires_in"])),
        )

    async def _keep(self, mine: Installation, by: str, tokens: NewTokens) -> bool:
        """Store what cannot be asked for again, as soon as the database takes it."""
        for _ in range(STORE_TRIES):
            try:
                return await self._store.write(installing.end_refresh, mine.id, by, tokens)
            except Exception as error:  # noqa: BLE001 - the database may come back
                log.warning("token.waiting", error=type(error).__name__)
                await asyncio.sleep(STORE_AGAIN_S)
        return False
