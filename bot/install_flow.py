"""Slack's OAuth: how Inroad is added to a workspace, through Bolt's flow, on two pages of ours.

Bolt sees to the steps, the cookie and the state. Its state is made and checked here without the database: the
page that offers to install is open to everybody, and must not be a way to fill a table.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

import aiohttp
import structlog
from slack_bolt.error import BoltError
from slack_bolt.oauth.async_callback_options import (
    AsyncCallbackOptions,
    AsyncFailureArgs,
    AsyncSuccessArgs,
)
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.installation_store import Installation as SlackInstallation
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from sqlalchemy.exc import SQLAlchemyError

from bot.http_server import INSTALL_PATH, REDIRECT_PATH
from bot.manifest import SCOPES
from bot.slack_calls import clients, refusal
from bot.threads import Threads
from bot.token_keys import STATE_LASTS, TokenKeys
from core import installing, receipts
from core.installation import Installation
from views import install_pages

log = structlog.get_logger(__name__)

HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class OnceOnly(AsyncOAuthStateStore):
    """Signed states; of those that come back it is remembered that they did."""

    def __init__(self, store: Threads, keys: TokenKeys, now: Callable[[], datetime]) -> None:
        self._store = store
        self._keys = keys
        self._now = now

    async def async_issue(self, *_args: Any, **_more: Any) -> str:  # noqa: ANN401 - slack_sdk's signature
        return self._keys.new_state(self._now())

    async def async_consume(self, state: str) -> bool:
        now = self._now()
        if not self._keys.is_state(state, now):
            return False
        return await self._store.write(receipts.first_time, f"oauth:{state[-200:]}", now)


class InstallFlow(AsyncOAuthFlow):
    """Shows the pages, and stores what Slack gives with its tokens sealed."""

    def __init__(
        self,
        store: Threads,
        keys: TokenKeys,
        http: aiohttp.ClientSession,
        now: Callable[[], datetime],
        changed: Callable[[str], None],
        *,
        client: tuple[str, str],
        api_url: str,
        public_url: str | None,
    ) -> None:
        self._store = store
        self._keys = keys
        self._now = now
        self._changed = changed
        calls = clients(None, api_url, http).patient
        # A code works once: nothing is asked twice.
        calls.retry_handlers.clear()
        settings = AsyncOAuthSettings(
            client_id=client[0],
            client_secret=client[1],
            scopes=list(SCOPES),
            user_scopes=[],
            redirect_uri=f"{public_url.rstrip('/')}{REDIRECT_PATH}" if public_url else None,
            install_path=INSTALL_PATH,
            redirect_uri_path=REDIRECT_PATH,
            authorization_url=urljoin(api_url, "/oauth/v2/authorize"),
            callback_options=AsyncCallbackOptions(success=self._succeeded, failure=self._failed),
            state_store=OnceOnly(store, keys, now),
            state_expiration_seconds=int(STATE_LASTS.total_seconds()),
        )
        super().__init__(client=calls, settings=settings)

    async def respond(self, request: AsyncBoltRequest, path: str) -> BoltResponse:
        """Show the page at one of the two paths."""
        if path == INSTALL_PATH:
            return _safe(await self.handle_installation(request))
        try:
            return _safe(await self.handle_callback(request))
        except SlackApiError as error:
            return self._failure(refusal(error).code or "unreachable", 400)
        except (aiohttp.ClientError, TimeoutError):
            return self._failure("unreachable", 502)
        except SQLAlchemyError:
            return self._failure("storage_error", 500)

    async def build_install_page_html(self, url: str, request: AsyncBoltRequest) -> str:  # noqa: ARG002
        return install_pages.render(install_pages.install(url))

    async def run_installation(self, code: str) -> SlackInstallation:
        """Exchange the code for tokens. Raises SlackApiError, aiohttp.ClientError, TimeoutError."""
        asked = {
            "client_id": self.settings.client_id,
            "client_secret": self.settings.client_secret,
            "code": code,
            **({"redirect_uri": self.settings.redirect_uri} if self.settings.redirect_uri else {}),
        }
        answer = await self.client.api_call("oauth.v2.access", data=asked)
        who = await self.client.auth_test(token=answer["access_token"])
        return _installation(answer, who, self._now())

    async def store_installation(
        self,
        request: AsyncBoltRequest,  # noqa: ARG002 - Bolt's signature
        installation: SlackInstallation,
    ) -> None:
        """Keep it in place of the one that was there. Raises BoltError: the database did not take it."""
        new = self._sealed(installation)
        try:
            await self._store.write(installing.install, new)
        except SQLAlchemyError as error:
            log.warning("installation.not_stored", workspace=new.id, error=type(error).__name__)
            raise BoltError("The installation was not stored.") from None
        self._changed(new.id)
        log.info("workspace.installed", workspace=new.id, org_wide=new.is_org_wide)

    def _sealed(self, new: SlackInstallation) -> Installation:
        expires_at = new.bot_token_expires_at
        return Installation(
            team_id=new.team_id or "",
            enterprise_id=new.enterprise_id or "",
            name=(new.enterprise_name if new.is_enterprise_install else new.team_name) or "",
            app_id=new.app_id or "",
            bot_id=new.bot_id or "",
            bot_user_id=new.bot_user_id or "",
            scopes=",".join(new.bot_scopes or ()),
            token=self._keys.seal(new.bot_token or ""),
            refresh_token=self._keys.seal(new.bot_refresh_token or ""),
            expires_at=datetime.fromtimestamp(expires_at, self._now().tzinfo) if expires_at else None,
            installed_by=new.user_id,
            installed_at=self._now(),
        )

    async def _succeeded(self, told: AsyncSuccessArgs) -> BoltResponse:
        new = told.installation
        page = install_pages.installed(
            (new.enterprise_name if new.is_enterprise_install else new.team_name) or "Slack",
            _where_next(new),
            org_wide=bool(new.is_enterprise_install),
        )
        return self._page(page, 200)

    async def _failed(self, told: AsyncFailureArgs) -> BoltResponse:
        return self._failure(told.reason, told.suggested_status_code)

    def _failure(self, reason: str, status: int) -> BoltResponse:
        log.warning("installation.failed", reason=reason[:100])
        return self._page(install_pages.failed(reason[:100], "install"), status)

    def _page(self, page: install_pages.Page, status: int) -> BoltResponse:
        done: dict[str, str | Sequence[str]] = {
            "Set-Cookie": self.settings.state_utils.build_set_cookie_for_deletion()
        }
        return _safe(BoltResponse(status=status, body=install_pages.render(page), headers=done))


def _installation(answer: AsyncSlackResponse, who: AsyncSlackResponse, now: datetime) -> SlackInstallation:
    """What Slack gave, as Bolt passes it on. When a token expires is told by our clock."""
    org_wide = bool(answer.get("is_enterprise_install"))
    team, enterprise = answer.get("team") or {}, answer.get("enterprise") or {}
    lasts = answer.get("expires_in")
    return SlackInstallation(
        app_id=answer.get("app_id"),
        enterprise_id=enterprise.get("id"),
        enterprise_name=enterprise.get("name"),
        enterprise_url=who.get("url") if org_wide else None,
        team_id=None if org_wide else team.get("id"),
        team_name=team.get("name"),
        bot_token=answer["access_token"],
        bot_id=who["bot_id"],
        bot_user_id=answer.get("bot_user_id"),
        bot_scopes=answer.get("scope") or "",
        bot_refresh_token=answer.get("refresh_token"),
        bot_token_expires_at=int(now.timestamp()) + int(lasts) if lasts else None,
        user_id=(answer.get("authed_user") or {}).get("id") or "",
        is_enterprise_install=org_wide,
    )


def _safe(response: BoltResponse) -> BoltResponse:
    cookies: Mapping[str, Any] = {
        name: value for name, value in response.headers.items() if name.lower() == "set-cookie"
    }
    return BoltResponse(status=response.status, body=response.body, headers={**HEADERS, **cookies})


def _where_next(new: SlackInstallation) -> str:
    """The app in the workspace; for an organisation the page on which its workspaces are chosen."""
    if new.is_enterprise_install:
        return f"{new.enterprise_url}manage/organization/apps/profile/{new.app_id}/workspaces/add"
    return f"https://slack.com/app_redirect?app={new.app_id}&team={new.team_id}"
