"""Delivery over HTTP: signed requests to the addresses in the app's manifest."""

import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import aiohttp
from yarl import URL

from sandbox.apps import Registration
from sandbox.json_types import Json
from sandbox.loopback import is_loopback


@dataclass(frozen=True)
class HttpAnswer:
    """What the app answered; `body` is its JSON, or its plain text under "text"."""

    status: int
    body: Json | None
    no_retry: bool


class HttpDelivery:
    """Sends payloads as Slack does. Requests never leave this machine."""

    def __init__(self, app: Registration) -> None:
        self._app = app
        self._session: aiohttp.ClientSession | None = None

    async def stop(self) -> None:
        """Close idle connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def post_form(self, url: str, fields: Json, within: float) -> HttpAnswer:
        """A command, or with `payload` an interaction. TimeoutError, ConnectionError when unreachable."""
        return await self._post(url, urlencode(fields), "application/x-www-form-urlencoded", {}, within)

    async def post_json(self, url: str, body: Json, headers: dict[str, str], within: float) -> HttpAnswer:
        """An event; `headers` are those of a retry."""
        return await self._post(url, json.dumps(body), "application/json", headers, within)

    async def _post(
        self, url: str, body: str, content_type: str, headers: dict[str, str], within: float
    ) -> HttpAnswer:
        if not is_loopback(URL(url).host):
            raise ConnectionError("The sandbox delivers to this machine only.")
        if self._session is None:
            self._session = aiohttp.ClientSession()
        sent = {"Content-Type": content_type, **self._signature(body), **headers}
        limit = aiohttp.ClientTimeout(total=within)
        try:
            async with self._session.post(
                url, data=body.encode(), headers=sent, timeout=limit, allow_redirects=False
            ) as response:
                no_retry = response.headers.get("x-slack-no-retry") == "1"
                return HttpAnswer(response.status, _body(await response.text(errors="replace")), no_retry)
        except TimeoutError:
            raise
        except aiohttp.ClientError as error:
            raise ConnectionError(str(error)) from error

    def _signature(self, body: str) -> dict[str, str]:
        # The app compares the timestamp with its own real clock, so this one is never moved.
        timestamp = str(int(time.time()))
        base = f"v0:{timestamp}:{body}".encode()
        digest = hmac.new(self._app.signing_secret.encode(), base, hashlib.sha256).hexdigest()
        return {
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": f"v0={digest}",
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        }


def _body(text: str) -> Json | None:
    if not text.strip():
        return None
    try:
        body: Any = json.loads(text)
    except ValueError:
        return {"text": text}
    return body if isinstance(body, dict) else {"text": text}
