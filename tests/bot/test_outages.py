"""The database stops, is full, or is locked: no crash, nothing lost, and recovery by itself."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from storage.database import Database, parse_url
from storage.migrate import migrate
from tests import postgres
from tests.conftest import lacks
from tests.world import World, inhabited

TALK = "Dana Wu, Genentech, today 2pm, 40 min"
LOCKED_FOR_S = 10


@pytest.fixture
async def world(sqlite: Database) -> AsyncIterator[World]:
    async with inhabited(sqlite) as world:
        await world.log(world.maya, TALK)
        yield world


async def arrived(world: World, timeout: float = 30) -> None:  # noqa: ASYNC109 - waiting is its purpose
    def reminders() -> list[object]:
        return [message for message in world.maya.messages() if message.metadata]

    assert len(await world.sandbox.until(reminders, timeout)) == 1
    await world.deliver()
    assert len(reminders()) == 1


async def test_a_database_that_is_locked_for_ten_seconds_only_delays(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    other = sqlite3.connect(str(world.database.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    world.advance(hours=2)
    answer = await world.maya.command("/interview")
    await asyncio.sleep(LOCKED_FOR_S)
    other.execute("ROLLBACK")
    other.close()
    await arrived(world)
    assert answer is not None
    assert "Traceback" not in capsys.readouterr().out


@contextmanager
def full_disk(database: Database) -> Iterator[None]:
    """SQLite may not grow its file by one page: what a full disk is to it. It keeps no free ones."""
    with closing(sqlite3.connect(str(database.url.database), isolation_level=None)) as directly:
        directly.execute("VACUUM")

    def forbid(connection: Any, _record: object, _proxy: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    def allow(connection: Any, _record: object, _proxy: object) -> None:
        connection.execute("PRAGMA max_page_count = 1073741823")

    event.listen(database.engine, "checkout", forbid)
    try:
        yield
    finally:
        event.remove(database.engine, "checkout", forbid)
        event.listen(database.engine, "checkout", allow)


async def test_a_full_disk_keeps_what_was_typed_in_the_form_and_loses_nothing(world: World) -> None:
    maya = world.maya
    await maya.command(f"/interview log {TALK.replace('Dana Wu', 'Ben Ito')}")
    await maya.modal()
    maya.fill(notes="x" * 3000, takeaway="y" * 3000, advice="z" * 3000)
    with full_disk(world.database):
        refused = await maya.submit()
        assert "Something went wrong on our side" in "".join(refused.errors.values())
        assert maya.modals[-1].values["notes"]["value"]["value"] == "x" * 3000
    assert (await maya.submit()).errors == {}
    assert maya.modals[-1].title == "Saved"
    await maya.close(clear=True)
    world.advance(hours=2)
    assert len(await world.reminders_of(maya)) == 2


@pytest.mark.postgres
async def test_a_postgresql_that_is_stopped_and_started_only_delays() -> None:
    if postgres.programs() is None:
        lacks("postgres", "PostgreSQL's server programs (initdb, pg_ctl) are not installed.")
    with postgres.cluster() as cluster:
        database = Database(parse_url(f"{cluster.address}/postgres"))
        migrate(database)
        async with inhabited(database) as world:
            await world.log(world.maya, TALK)
            await asyncio.to_thread(cluster.stop)
            world.advance(hours=2)
            refused = await world.maya.command("/interview")
            await asyncio.sleep(1)
            await asyncio.to_thread(cluster.start)
            await arrived(world)
            assert refused is not None
            assert (await world.maya.command("/interview")).ok
        database.close()
