"""Journeys are travelled over Socket Mode on SQLite and HTTP on PostgreSQL; the main one, over all four."""

from collections.abc import AsyncIterator

import pytest

from storage.database import Database
from tests.world import World, inhabited

_postgres = pytest.mark.postgres


@pytest.fixture
async def cohort(sqlite: Database) -> AsyncIterator[World]:
    """One workspace, for what does not depend on transport or database."""
    async with inhabited(sqlite) as world:
        yield world


@pytest.fixture(
    params=[
        pytest.param(("socket", "sqlite"), id="socket-sqlite"),
        pytest.param(("http", "postgres_database"), id="http-postgres", marks=_postgres),
    ]
)
async def world(request: pytest.FixtureRequest) -> AsyncIterator[World]:
    transport, database = request.param
    async with inhabited(request.getfixturevalue(database), socket_mode=transport == "socket") as world:
        yield world
