"""What `inroad doctor` looks at where workspaces install Inroad: the app, its pages, and each of them."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import aiohttp
from sqlalchemy.exc import SQLAlchemyError

from bot import doctor_slack
from bot.findings import Finding, ok, problem, warning
from bot.http_server import INSTALL_PATH, REDIRECT_PATH
from bot.manifest import SCOPES
from bot.settings import Settings
from bot.token_keys import TokenKeys, Unreadable
from core import installing
from core.installation import Installation
from core.installing import GRACE
from storage.database import Database, parse_url
from storage.migrate import is_current

ASKED_AT_MOST = 100
"""Workspaces of which Slack is asked (our choice); the others are counted."""

_NOBODYS_CODE = "inroad-doctor"
_BAD_CLIENT = {"invalid_client_id", "bad_client_secret", "invalid_client"}


async def examine(settings: Settings, url: str | None) -> list[Finding]:
    """Ask Slack about the app and each workspace, and the pages at ``url`` whether they are ours."""
    async with aiohttp.ClientSession(timeout=doctor_slack.TIMEOUT, trust_env=True) as http:
        try:
            client = await _client(http, settings)
            workspaces = await _workspaces(http, settings)
        except (aiohttp.ClientError, TimeoutError) as error:
            return [doctor_slack.unreachable(settings, error)]
        return [
            *client,
            *workspaces,
            await doctor_slack.way_in(http, settings, url),
            *await _page(http, settings, url),
        ]


async def _client(http: aiohttp.ClientSession, settings: Settings) -> list[Finding]:
    """Slack looks at the secret before it looks at the code, which is nobody's."""
    client_id, secret = settings.client
    answer, headers = await doctor_slack.call(
        http, settings, "oauth.v2.access", client_id=client_id, client_secret=secret, code=_NOBODYS_CODE
    )
    if answer.get("error") in _BAD_CLIENT:
        mend = "Copy SLACK_CLIENT_ID and SLACK_CLIENT_SECRET anew from your app's page, Basic Information."
        return [problem("app", f"Slack refuses its id or secret: {answer['error']}.", mend)]
    return [ok("app", "Slack knows its id and secret."), *doctor_slack.clock(headers)]


async def _workspaces(http: aiohttp.ClientSession, settings: Settings) -> list[Finding]:
    stored = _stored(settings.database_url)
    if not stored:
        return [ok("workspaces", f"None has installed Inroad yet: open {INSTALL_PATH} on your server.")]
    keys = TokenKeys(settings.token_keys)
    found = [await _workspace(http, settings, keys, each) for each in stored[:ASKED_AT_MOST]]
    left_out = len(stored) - ASKED_AT_MOST
    return [*found, *([ok("workspaces", f"{left_out} more were not asked about.")] if left_out > 0 else [])]


def _stored(url: str) -> Sequence[Installation]:
    """What is installed. Whether the database can be used is looked at elsewhere."""
    parsed = parse_url(url)
    if parsed.get_backend_name() == "sqlite" and not Path(parsed.database or "").exists():
        return []
    with closing(Database(parsed)) as database:
        try:
            return installing.everywhere(database.reading) if is_current(database) else []
        except SQLAlchemyError:
            return []


async def _workspace(
    http: aiohttp.ClientSession, settings: Settings, keys: TokenKeys, each: Installation
) -> Finding:
    about = f"workspace {each.name} ({each.id})"
    if each.uninstalled_at:
        until = each.uninstalled_at + GRACE
        return ok(
            about, f"Inroad was taken out. What it kept is deleted on {until:%d %B %Y}, unless it is back."
        )
    try:
        token = keys.open(each.token)
    except Unreadable:
        mend = "Add the key that they were sealed with to INROAD_TOKEN_KEYS, or have it installed again."
        return problem(about, "None of INROAD_TOKEN_KEYS opens its tokens.", mend)
    answer, _ = await doctor_slack.call(http, settings, "auth.test", token)
    if not answer.get("ok"):
        return problem(about, f"Slack refuses its token: {answer.get('error')}.", "Have it installed again.")
    missing = sorted(set(SCOPES) - set(each.scopes.split(",")))
    if missing:
        mend = f"Have it installed again, from {INSTALL_PATH} on your server."
        return warning(about, f"Its installation lacks {', '.join(missing)}.", mend)
    lasts = f" until {each.expires_at:%d %B %H:%M} UTC, and is renewed before" if each.expires_at else ""
    return ok(about, f"Its token works{lasts}.")


async def _page(http: aiohttp.ClientSession, settings: Settings, url: str | None) -> list[Finding]:
    """Whether the page to install from is there, and leads to Slack as this app."""
    if url is None:
        return []
    address = f"{url.rstrip('/')}{INSTALL_PATH}"
    try:
        async with http.get(address) as response:
            text = await response.text()
    except (aiohttp.ClientError, TimeoutError) as error:
        return [problem("pages", f"{address} cannot be reached: {type(error).__name__}.", "Is it running?")]
    if response.status != 200 or f"client_id={settings.client[0]}" not in text:
        mend = "Does the address lead to Inroad, with the same SLACK_CLIENT_ID?"
        return [problem("pages", f"{address} answers {response.status}, and does not lead to Slack.", mend)]
    return [ok("pages", f"{address} leads to Slack. Its redirect URL: {url.rstrip('/')}{REDIRECT_PATH}")]
