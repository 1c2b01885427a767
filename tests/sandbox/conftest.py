"""A running workspace, clients for it, and a Bolt app in it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Clock, Person, Sandbox
from tests.sandbox.toys import Json, SocketApp, fresh_trigger, manifest, socket_app, web_client

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
async def sandbox(clock: Clock) -> AsyncIterator[Sandbox]:
    async with Sandbox(manifest(), clock=clock) as sandbox:
        yield sandbox


@pytest.fixture
async def impatient(clock: Clock) -> AsyncIterator[Sandbox]:
    """A workspace that waits 50 ms for acknowledgements, for apps that are late on purpose."""
    async with Sandbox(manifest(), clock=clock, ack_timeout=0.05) as sandbox:
        yield sandbox


@pytest.fixture
def maya(sandbox: Sandbox) -> Person:
    return sandbox.person("maya")


@pytest.fixture
def jonas(sandbox: Sandbox) -> Person:
    return sandbox.person("jonas")


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def slack(sandbox: Sandbox) -> AsyncIterator[AsyncWebClient]:
    async with web_client(sandbox) as slack:
        yield slack


@pytest.fixture
async def app(sandbox: Sandbox) -> AsyncIterator[SocketApp]:
    """An app that acknowledges by hand."""
    async with socket_app(sandbox) as app:
        yield app


@pytest.fixture
async def bolt(sandbox: Sandbox, slack: AsyncWebClient) -> AsyncIterator[AsyncApp]:
    """A Bolt app in Socket Mode; a test registers its listeners before anything happens."""
    bolt = AsyncApp(client=slack, process_before_response=True)
    handler = AsyncSocketModeHandler(bolt, sandbox.app_token)
    await handler.connect_async()  # type: ignore[no-untyped-call] # Bolt has no types here
    await sandbox.app_connected()
    yield bolt
    await handler.close_async()  # type: ignore[no-untyped-call]


OpenModal = Callable[[Json], Awaitable[None]]


@pytest.fixture
def open_modal(app: SocketApp, slack: AsyncWebClient, maya: Person) -> OpenModal:
    """Opens a modal (a view as JSON) for maya, as after a command."""

    async def open_view(view: Json) -> None:
        trigger_id = await fresh_trigger(app, maya)
        await slack.views_open(trigger_id=trigger_id, view=view)

    return open_view


Act = Callable[..., Awaitable[Json]]
Look = Callable[..., Awaitable[Json]]


@pytest.fixture
def act(sandbox: Sandbox, session: aiohttp.ClientSession, maya: Person) -> Act:
    """Does something on maya's page."""

    async def post(kind: str, **fields: Any) -> Json:
        body = {"user": maya.id, "kind": kind, **fields}
        async with session.post(f"{sandbox.url}/page/act", json=body) as response:
            answer: Json = await response.json()
        return answer

    return post


@pytest.fixture
def look(sandbox: Sandbox, session: aiohttp.ClientSession) -> Look:
    """What somebody's page shows."""

    async def get(user: str = "maya", channel: str = "home") -> Json:
        where = {"user": user, "channel": channel}
        async with session.get(f"{sandbox.url}/page/state", params=where) as response:
            assert response.headers["Cache-Control"] == "no-store"
            state: Json = await response.json()
        return state

    return get
