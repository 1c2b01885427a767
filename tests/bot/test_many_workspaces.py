"""Whose token a workspace is called with: known without asking, and followed when others change it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from bot.background import Tasks
from bot.connections import connect
from bot.identity import Workspaces
from bot.many_workspaces import KEPT_FOR
from bot.threads import Threads
from bot.token_keys import new_key
from bot.token_refresh import AGAIN_AFTER
from core.installation import REFRESH_BEFORE
from core.installing import REFRESH_LEASE
from sandbox import Fault
from storage.database import Database
from tests.installing import install, installable, settings_of
from tests.world import World

LASTS = timedelta(hours=12)


class CountingThreads(Threads):
    """Counts how often the database is asked."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.asked = 0

    async def read(self, use_case: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        self.asked += 1
        return await super().read(use_case, *args, **kwargs)


class Process:
    """A further process with an eye on the same database."""

    def __init__(self, world: World, http: aiohttp.ClientSession, **settings: Any) -> None:
        self.store, self.tasks = CountingThreads(world.database), Tasks()
        wanted = settings_of(world.sandbox, world.database, **settings)
        self.workspaces: Workspaces = connect(
            wanted, self.store, http, world.clock.now, self.tasks
        ).workspaces

    async def token(self, team_id: str) -> str | None:
        clients = await self.workspaces.clients(team_id)
        return clients.repeating.token if clients else None


@pytest.fixture
async def world(database: Database) -> AsyncIterator[World]:
    async with installable(database, rotation=True) as world:
        await install(world, world.maya)
        yield world


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def process(world: World, http: aiohttp.ClientSession) -> AsyncIterator[Process]:
    opened = Process(world, http)
    yield opened
    await opened.tasks.idle()
    opened.store.close()


def exchanges(world: World) -> int:
    """How often a refresh token was used."""
    asked = world.sandbox.calls_of("oauth.v2.access")
    return sum(call.arguments.get("grant_type") == "refresh_token" for call in asked)


async def test_the_database_is_asked_once_and_not_again_for_a_minute(world: World, process: Process) -> None:
    team = world.sandbox.team
    found = await asyncio.gather(*(process.token(team.id) for _ in range(50)))
    assert set(found) == {team.bot_token}
    assert process.store.asked == 1
    world.clock.advance(KEPT_FOR)
    assert await process.token(team.id) == team.bot_token
    assert process.store.asked == 2


async def test_what_another_process_uninstalls_and_installs_is_noticed(
    world: World, process: Process
) -> None:
    team = world.sandbox.team
    assert await process.token(team.id)
    await team.uninstall()
    await world.settled()
    world.clock.advance(KEPT_FOR)
    assert await process.token(team.id) is None
    await install(world, world.maya)
    world.advance(seconds=5)
    assert await process.token(team.id) == team.bot_token


async def test_a_token_that_slack_refuses_is_looked_up_at_once(world: World, process: Process) -> None:
    team = world.sandbox.team
    clients = await process.workspaces.clients(team.id)
    assert clients
    await team.uninstall()
    await install(world, world.maya)
    with pytest.raises(SlackApiError):
        await clients.repeating.auth_test()
    assert await process.token(team.id) == team.bot_token
    assert await process.workspaces.is_outdated(team.id, clients)


async def test_what_is_refused_and_is_the_newest_is_not_outdated(world: World, process: Process) -> None:
    team = world.sandbox.team
    clients = await process.workspaces.clients(team.id)
    assert clients
    assert not await process.workspaces.is_outdated(team.id, clients)


async def test_less_than_two_hours_before_it_expires_a_token_is_exchanged_beside_the_request(
    world: World, process: Process
) -> None:
    team = world.sandbox.team
    before = team.bot_token
    world.clock.advance(LASTS - REFRESH_BEFORE - timedelta(minutes=1))
    assert await process.token(team.id) == before
    await process.tasks.idle()
    assert exchanges(world) == 0
    world.advance(minutes=2)
    assert await process.token(team.id) == before
    await process.tasks.idle()
    assert exchanges(world) == 1
    assert await process.token(team.id) == team.bot_token != before


async def test_two_processes_never_use_one_refresh_token_both(
    world: World, process: Process, http: aiohttp.ClientSession
) -> None:
    team, other = world.sandbox.team, Process(world, http)
    await asyncio.gather(process.token(team.id), other.token(team.id))
    world.clock.advance(LASTS)
    world.sandbox.faults.add(Fault("oauth.v2.access", "latency", seconds=0.5))
    found = await asyncio.gather(*(each.token(team.id) for each in (process, other) * 10))
    assert set(found) == {team.bot_token}
    assert exchanges(world) == 1
    await other.tasks.idle()
    other.store.close()


async def test_while_the_old_token_works_an_exchange_that_fails_is_tried_again(
    world: World, process: Process
) -> None:
    team = world.sandbox.team
    before = team.bot_token
    world.clock.advance(LASTS - timedelta(hours=1))
    world.sandbox.faults.add(Fault("oauth.v2.access", "error", error="internal_error"))
    assert await process.token(team.id) == before
    await process.tasks.idle()
    assert await process.token(team.id) == before
    await process.tasks.idle()
    assert exchanges(world) == 1
    world.clock.advance(max(AGAIN_AFTER, REFRESH_LEASE))
    await process.token(team.id)
    await process.tasks.idle()
    assert await process.token(team.id) == team.bot_token != before


async def test_without_the_key_a_workspace_counts_as_not_installed(
    world: World, http: aiohttp.ClientSession
) -> None:
    stranger = Process(world, http, inroad_token_keys=new_key())
    assert await stranger.token(world.sandbox.team.id) is None
    stranger.store.close()
