"""`chat.postMessage`, called once: what reminders are posted with.

Straight on the shared session: what slack_sdk does around a call costs about as much processor time as the
call itself, and a morning on which thousands of reminders fall due consists of nothing else.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. ``data`` is None where the body is not Slack's JSON, such as a proxy's page."""

    status: int
    headers: Mapping[str, str]
    data: dict[str, Any] | None


class Poster:
    """Posts into one workspace, and never repeats: a post whose answer was lost may stand in its channel."""

    def __init__(
        self, http: aiohttp.ClientSession, api_url: str, token: str | None, proxy: str | None
    ) -> None:
        self._http = http
        self._url = f"{api_url.rstrip('/')}/chat.postMessage"
        self._headers = {
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json; charset=utf-8",
        }
        self._proxy = proxy

    async def post(self, channel: str, **content: Any) -> Answer:  # noqa: ANN401 - Slack's arguments
        """Post to a channel, or to a person by their id. Raises aiohttp.ClientError, TimeoutError."""
        body = json.dumps({"channel": channel, **content}).encode()
        async with self._http.post(
            self._url, data=body, headers=self._headers, proxy=self._proxy
        ) as response:
            return Answer(response.status, response.headers, _json(await response.read()))


def _json(body: bytes) -> dict[str, Any] | None:
    try:
        data = json.loads(body)
    except ValueError:
        return None
    return data if isinstance(data, dict) else None
