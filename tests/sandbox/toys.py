"""Small apps, manifests and blocks to try the workspace with."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Person, Sandbox, Submitted

Json = dict[str, Any]
SCOPES = (
    *("commands", "chat:write", "im:history", "im:read", "im:write"),
    *("channels:read", "channels:history", "users:read", "team:read", "app_mentions:read"),
    *("files:read", "files:write"),
)
EVENTS = (
    *("app_home_opened", "message.im", "message.channels", "app_mention"),
    *("user_change", "member_joined_channel", "member_left_channel"),
    *("app_uninstalled", "tokens_revoked"),
)
COMING_BACK = "https://toy.example/slack/oauth_redirect"


def manifest(
    *,
    url: str = "",
    scopes: tuple[str, ...] = SCOPES,
    events: tuple[str, ...] = EVENTS,
    escape: bool = True,
    app_home: Mapping[str, bool] | None = None,
    **settings: bool,
) -> Json:
    """An app with the command /interview; in Socket Mode, or with `url` in HTTP mode."""
    home = {"home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": False}
    command = {
        "command": "/interview",
        "description": "Interviews",
        "usage_hint": "log",
        "should_escape": escape,
    }
    return {
        "display_information": {"name": "Toy"},
        "features": {
            "app_home": {**home, **(app_home or {})},
            "bot_user": {"display_name": "toy"},
            "slash_commands": [{**command, "url": url}],
            "shortcuts": [
                {"name": "Begin", "type": "global", "callback_id": "begin", "description": "Begins"},
                {"name": "Keep this", "type": "message", "callback_id": "keep", "description": "Keeps it"},
            ],
        },
        "oauth_config": {"scopes": {"bot": list(scopes)}, "redirect_urls": [COMING_BACK]},
        "settings": {
            "event_subscriptions": {"bot_events": list(events), "request_url": url},
            "interactivity": {"is_enabled": True, "request_url": url},
            "socket_mode_enabled": not url,
            **settings,
        },
    }


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def markup(text: str, **fields: Any) -> Json:
    return {"type": "mrkdwn", "text": text, **fields}


def section(text: str = "Hello", **fields: Any) -> Json:
    return {"type": "section", "text": markup(text), **fields}


def button(action_id: str = "go", text: str = "Go", **fields: Any) -> Json:
    return {"type": "button", "action_id": action_id, "text": plain(text), **fields}


def actions(*elements: Json, **fields: Any) -> Json:
    return {"type": "actions", "elements": list(elements), **fields}


def choices(*values: str) -> list[Json]:
    return [{"text": plain(value.title()), "value": value} for value in values]


def asking(block_id: str, kind: str = "plain_text_input", **fields: Any) -> Json:
    """An input block; `optional`, `dispatch_action` and `hint` are the block's, the rest the element's."""
    block: Json = {"type": "input", "block_id": block_id, "label": plain(block_id)}
    for name in ("optional", "dispatch_action", "hint"):
        if name in fields:
            block[name] = fields.pop(name)
    return {**block, "element": {"type": kind, "action_id": "entry", **fields}}


def modal(*blocks: Json, **fields: Any) -> Json:
    view = {"type": "modal", "callback_id": "form", "title": plain("Form"), "blocks": list(blocks)}
    return {**view, "submit": plain("Save"), **fields}


def home(*blocks: Json, **fields: Any) -> Json:
    return {"type": "home", "blocks": list(blocks), **fields}


class SocketApp:
    """An app with one Socket Mode connection that acknowledges only what and when a test says."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def receive(self, within: float = 3) -> Json:
        """The next frame."""
        frame: Json = await self.socket.receive_json(timeout=within)
        return frame

    async def acknowledge(self, envelope: Json, payload: object = None) -> None:
        body = {} if payload is None else {"payload": payload}
        await self.socket.send_json({"envelope_id": envelope["envelope_id"], **body})

    async def answer(self, payload: object = None) -> Json:
        """Acknowledge the next command or interaction and give back its payload; events pass by."""
        while (envelope := await self.receive())["type"] == "events_api":
            await self.acknowledge(envelope)
        await self.acknowledge(envelope, payload)
        inner: Json = envelope["payload"]
        return inner

    async def event(self) -> Json:
        """Acknowledge the next event and give back its payload."""
        envelope = await self.receive()
        assert envelope["type"] == "events_api"
        await self.acknowledge(envelope)
        inner: Json = envelope["payload"]
        return inner


@asynccontextmanager
async def socket_app(sandbox: Sandbox) -> AsyncIterator[SocketApp]:
    """A connected SocketApp, past its hello."""
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(await socket_url(session, sandbox)) as socket,
    ):
        app = SocketApp(socket)
        assert (await app.receive())["type"] == "hello"
        yield app


@asynccontextmanager
async def web_client(sandbox: Sandbox, token: str | None = None) -> AsyncIterator[AsyncWebClient]:
    """A Web API client with the bot's token, or this one, that never calls twice."""
    token = sandbox.bot_token if token is None else token
    async with aiohttp.ClientSession() as session:
        yield AsyncWebClient(token, base_url=sandbox.api_url, session=session, retry_handlers=[])


async def socket_url(session: aiohttp.ClientSession, sandbox: Sandbox) -> str:
    headers = {"Authorization": f"Bearer {sandbox.app_token}"}
    async with session.post(f"{sandbox.api_url}apps.connections.open", headers=headers) as response:
        return str((await response.json())["url"])


def asking_address(sandbox: Sandbox, **fields: str) -> str:
    """Where the app sends somebody who wants to install it."""
    asked = {"client_id": sandbox.client_id, "scope": ",".join(SCOPES), "state": "s3cret"}
    return f"{sandbox.authorize_url}?{urlencode({**asked, 'redirect_uri': COMING_BACK, **fields})}"


def answer_in(address: str) -> dict[str, str]:
    """What somebody's browser brings back to the app."""
    return dict(parse_qsl(urlsplit(address).query))


async def exchange(sandbox: Sandbox, **fields: str) -> Json:
    """What Slack answers the app that asks for tokens: for a code, or with `refresh_token` for that."""
    if "refresh_token" in fields:
        fields["grant_type"] = "refresh_token"
    client = {"client_id": sandbox.client_id, "client_secret": sandbox.client_secret}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{sandbox.api_url}oauth.v2.access", data={**client, **fields}) as response,
    ):
        answer: Json = await response.json()
        return answer


async def let_in(sandbox: Sandbox, person: Person, **options: bool) -> Json:
    """Install the app as this person; what Slack answers in the end."""
    back = answer_in(sandbox.allow(asking_address(sandbox), person, **options))
    return await exchange(sandbox, code=back["code"], redirect_uri=COMING_BACK)


@dataclass
class HttpApp:
    """An app that records the requests it gets and answers each with `respond`."""

    url: str = ""
    requests: list[tuple[Mapping[str, str], str]] = field(default_factory=list)
    respond: Callable[[], Awaitable[web.Response]] | None = None

    async def handle(self, request: web.Request) -> web.Response:
        self.requests.append((request.headers, await request.text()))
        return web.Response() if self.respond is None else await self.respond()

    @property
    def events(self) -> list[Json]:
        """The events that came, in their envelopes."""
        return [json.loads(body) for headers, body in self.requests if "json" in headers["Content-Type"]]

    def fields(self, index: int = -1) -> Json:
        """The form fields of a request, or the JSON of its payload."""
        fields = {name: values[0] for name, values in parse_qs(self.requests[index][1]).items()}
        payload: Json = json.loads(fields["payload"]) if "payload" in fields else fields
        return payload


@asynccontextmanager
async def http_app(sandbox: Sandbox, **manifest_fields: Any) -> AsyncIterator[HttpApp]:
    """A listening HttpApp, installed in the sandbox."""
    app = HttpApp()
    server = web.Application()
    server.router.add_post("/slack/events", app.handle)
    runner = web.AppRunner(server, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        app.url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
        sandbox.install(manifest(url=app.url, **manifest_fields))
        yield app
    finally:
        await runner.cleanup()


async def refusal(call: Awaitable[Any]) -> Json:
    """The answer with which Slack refuses this call."""
    with pytest.raises(SlackApiError) as caught:
        await call
    answer: Json = caught.value.response.data
    return answer


async def fresh_trigger(app: SocketApp, person: Person) -> str:
    """The trigger id of a command that this person just ran."""
    payload, _result = await asyncio.gather(app.answer(), person.command("/interview"))
    return str(payload["trigger_id"])


async def submitted(app: SocketApp, person: Person, answer: object = None) -> tuple[Submitted, Json]:
    """Submit and have the app answer with this."""
    payload, result = await asyncio.gather(app.answer(answer), person.submit())
    return result, payload
