"""What `inroad doctor` asks Slack: whose the tokens are, what they may do, and whether events find us."""

import hashlib
import json
import secrets
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
from slack_sdk.signature import SignatureVerifier

from bot.findings import Finding, ok, problem, warning
from bot.http_server import PATH
from bot.manifest import SCOPES
from bot.settings import Settings

TIMEOUT = aiohttp.ClientTimeout(total=10)
SLACK_REFUSES_AFTER = timedelta(minutes=5)
"""By so much a clock may differ before signatures are refused (Slack, "Verifying requests")."""

CLOCK_SHOULD_DIFFER_LESS = timedelta(seconds=30)
_TOKENS_PAGE = "Copy it anew from your app's page"


async def examine(settings: Settings, url: str | None) -> list[Finding]:
    """Ask Slack, and where Slack calls us over HTTP and ``url`` is given, call ourselves as Slack would."""
    async with aiohttp.ClientSession(timeout=TIMEOUT, trust_env=True) as http:
        return [*await _bot_token(http, settings), await way_in(http, settings, url)]


async def _bot_token(http: aiohttp.ClientSession, settings: Settings) -> list[Finding]:
    try:
        answer, headers = await call(http, settings, "auth.test", settings.bot_token)
    except (aiohttp.ClientError, TimeoutError) as error:
        return [unreachable(settings, error)]
    if not answer.get("ok"):
        return [_refused("SLACK_BOT_TOKEN", answer, "OAuth & Permissions")]
    whose = ok("bot token", f"It is that of {answer.get('user')} in {answer.get('team')}.")
    return [whose, *_scopes(headers), *clock(headers)]


def unreachable(settings: Settings, error: Exception) -> Finding:
    """Slack did not answer at all."""
    mend = "Look at the network, a proxy (HTTPS_PROXY), and SLACK_API_URL if you set it."
    return problem("Slack", f"{settings.slack_api_url} cannot be reached: {type(error).__name__}.", mend)


def _scopes(headers: Mapping[str, str]) -> list[Finding]:
    given = headers.get("X-OAuth-Scopes")
    if given is None:
        return [warning("scopes", "Slack did not say which the token has.", "Try again later.")]
    has = {scope.strip() for scope in given.split(",")}
    mend = "Paste the output of `inroad manifest` into your app's manifest, and install the app again."
    missing = [
        problem("scopes", f"{name} is missing, {why}.", mend)
        for name, why in SCOPES.items()
        if name not in has
    ]
    return missing or [ok("scopes", "All are there.")]


def clock(headers: Mapping[str, str]) -> list[Finding]:
    """How far this machine's clock is from Slack's."""
    try:
        ahead = datetime.now(UTC) - parsedate_to_datetime(headers.get("Date", ""))
    except ValueError:
        return []
    way = "ahead of" if ahead > timedelta() else "behind"
    told = f"This machine's clock is {abs(ahead).total_seconds():.0f} s {way} Slack's."
    mend = "Switch on time synchronisation (timedatectl set-ntp true)."
    if abs(ahead) >= SLACK_REFUSES_AFTER:
        return [problem("clock", told, mend)]
    if abs(ahead) >= CLOCK_SHOULD_DIFFER_LESS:
        return [warning("clock", told, mend)]
    return [ok("clock", "It agrees with Slack's.")]


async def way_in(http: aiohttp.ClientSession, settings: Settings, url: str | None) -> Finding:
    """Whether what Slack sends finds us."""
    if settings.slack_app_token:
        return await _socket(http, settings, settings.slack_app_token.get_secret_value())
    if url is None:
        mend = "Start `inroad run` (or `web`), then: inroad doctor --url https://…"
        return warning("HTTP", "Whether Slack reaches you was not tried.", mend)
    secret = settings.slack_signing_secret
    return await _door(http, f"{url.rstrip('/')}{PATH}", secret.get_secret_value() if secret else "")


async def _socket(http: aiohttp.ClientSession, settings: Settings, token: str) -> Finding:
    try:
        answer, _ = await call(http, settings, "apps.connections.open", token)
    except (aiohttp.ClientError, TimeoutError) as error:
        return problem("Socket Mode", f"No socket: {type(error).__name__}.", "Look at the network.")
    if not answer.get("ok"):
        return _refused("SLACK_APP_TOKEN", answer, "Basic Information, App-Level Tokens")
    return ok("Socket Mode", "Slack gives us a socket.")


async def _door(http: aiohttp.ClientSession, address: str, secret: str) -> Finding:
    """Knock as Slack does, once with the right signature and once with a wrong one."""
    challenge = secrets.token_hex(8)
    body = json.dumps({"type": "url_verification", "challenge": challenge})
    try:
        status, text = await _knock(http, address, body, secret)
        stranger, _ = await _knock(http, address, body, hashlib.sha256(secret.encode()).hexdigest())
    except (aiohttp.ClientError, TimeoutError) as error:
        mend = "Is `inroad run` (or `web`) running, and does the address lead to its HOST and PORT?"
        return problem("HTTP", f"{address} cannot be reached: {type(error).__name__}.", mend)
    if status == 401:
        mend = f"SLACK_SIGNING_SECRET differs from the running process's. {_TOKENS_PAGE}, Basic Information."
        return problem("HTTP", "A request that is signed with this secret is refused.", mend)
    if status != 200 or challenge not in text:
        return problem(
            "HTTP", f"{address} answers {status}, and not as Inroad does.", "Does it lead to Inroad?"
        )
    if stranger != 401:
        return problem(
            "HTTP", "A request with a wrong signature is let in.", "Does something answer in between?"
        )
    return ok("HTTP", f"{address} answers what Slack has signed and refuses the rest.")


async def _knock(http: aiohttp.ClientSession, address: str, body: str, secret: str) -> tuple[int, str]:
    timestamp = str(int(time.time()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=body) or ""
    headers = {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": signature,
    }
    async with http.post(address, data=body, headers=headers) as response:
        return response.status, await response.text()


async def call(
    http: aiohttp.ClientSession, settings: Settings, method: str, token: str = "", **fields: str
) -> tuple[dict[str, Any], Mapping[str, str]]:
    """Call Slack: its answer and the headers of it. Raises aiohttp.ClientError, TimeoutError."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    address = f"{settings.slack_api_url}{method}"
    async with http.post(address, headers=headers, data=fields or None) as response:
        try:
            return dict(await response.json(content_type=None)), response.headers
        except (ValueError, TypeError):
            return {"ok": False, "error": f"HTTP status {response.status}"}, response.headers


def _refused(name: str, answer: Mapping[str, Any], where: str) -> Finding:
    return problem(name, f"Slack refuses it: {answer.get('error')}.", f"{_TOKENS_PAGE}, {where}.")
