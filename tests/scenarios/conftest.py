"""The main journey is travelled over Socket Mode and over HTTP, on SQLite and on PostgreSQL."""

from collections.abc import AsyncIterator

import pytest

from storage.database import Database
from tests.world import World, inhabited


@pytest.fixture
async def cohort(sqlite: Database) -> AsyncIterator[World]:
    """One workspace, for what does not depend on transport or database."""
    async with inhabited(sqlite) as world:
        yield world


@pytest.fixture(params=["socket", "http"])
async def world(request: pytest.FixtureRequest, database: Database) -> AsyncIterator[World]:
    async with inhabited(database, socket_mode=request.param == "socket") as world:
        yield world
