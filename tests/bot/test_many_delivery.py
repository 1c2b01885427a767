"""The worker in many workspaces: each with its own token, and none held up by another's trouble."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import delete, select

from bot.assembly import Bot
from bot.worker import NOT_INSTALLED_PAUSE
from core import reminder_status
from sandbox import Person
from storage.database import Database
from storage.tables import installations, reminders_done
from tests.installing import install, installable, settings_of
from tests.world import World


@asynccontextmanager
async def a_worker_of_its_own(world: World) -> AsyncIterator[Bot]:
    """Another process that sends, and hears nothing of what happens in this one."""
    settings = settings_of(world.sandbox, world.database)
    worker = Bot(settings, world.database, receives=False, now=world.clock.now)
    await worker.start()
    try:
        yield worker
    finally:
        await worker.stop()


@pytest.fixture
async def web(sqlite: Database) -> AsyncIterator[World]:
    """Two workspaces with a talk each, on a bot that sends nothing by itself."""
    async with installable(sqlite, reminds=False) as world:
        for person, name in ((world.maya, "Dana Wu"), (nadia(world), "Sam Roe")):
            await install(world, person)
            await world.log(person, f"{name}, Genentech, today 2pm, 40 min")
        world.advance(hours=2)
        yield world


def nadia(world: World) -> Person:
    teams = world.sandbox.teams
    north = teams[1] if len(teams) > 1 else world.sandbox.add_workspace("North Campus")
    return north.person("nadia")


async def delivered(worker: Bot) -> None:
    assert worker.worker
    await worker.worker.sweep()
    await worker.worker.idle()


def reminded(person: Person) -> int:
    return len([message for message in person.messages() if message.metadata])


def reasons(world: World) -> list[str]:
    with world.database.engine.connect() as connection:
        failed = select(reminders_done.c.reason).where(reminders_done.c.state == "failed")
        return list(connection.execute(failed).scalars())


async def test_where_it_is_not_installed_reminders_wait_and_the_others_come(web: World) -> None:
    north = web.sandbox.teams[1]
    with web.database.engine.begin() as connection:
        connection.execute(delete(installations).where(installations.c.team_id == north.id))
    async with a_worker_of_its_own(web) as worker:
        await delivered(worker)
        assert (reminded(web.maya), reminded(nadia(web))) == (1, 0)
        # What one workspace lacks is no trouble of the process.
        assert not worker.slack_trouble()
        await install(web, nadia(web))
        web.clock.advance(NOT_INSTALLED_PAUSE)
        await delivered(worker)
        assert reminded(nadia(web)) == 1
    assert reasons(web) == []


async def test_a_token_that_was_replaced_meanwhile_costs_no_reminder(web: World) -> None:
    async with a_worker_of_its_own(web) as worker:
        await delivered(worker)
        before = web.sandbox.teams[1].bot_token
        await web.log(nadia(web), "Kim Ash, Merck, today 2pm, 20 min")
        await web.sandbox.teams[1].uninstall()
        await install(web, nadia(web))
        for _ in range(2):
            await delivered(worker)
        assert reminded(nadia(web)) == 2
        tokens = [call.token for call in web.sandbox.calls_of("chat.postMessage")]
        assert tokens[-2:] == [before, web.sandbox.teams[1].bot_token]
    assert reasons(web) == []


async def test_what_slack_revoked_without_a_word_fails_for_the_operator_to_see_and_holds_up_nobody(
    web: World,
) -> None:
    north = web.sandbox.teams[1]
    stored = _row_of(web, north.id)
    await north.uninstall()
    await web.settled()
    # As if the word of it had been lost: the token is still there.
    with web.database.engine.begin() as connection:
        connection.execute(delete(installations).where(installations.c.team_id == north.id))
        connection.execute(installations.insert().values(**stored))
    with web.database.writing() as work:
        work.reminders.let_go(north.id)
        work.commit()
    async with a_worker_of_its_own(web) as worker:
        await delivered(worker)
        assert (reminded(web.maya), reminded(nadia(web))) == (1, 0)
        assert not worker.slack_trouble()
    assert reasons(web) == ["account_inactive"]


async def test_what_was_on_its_way_when_inroad_was_taken_out_waits_with_the_rest(web: World) -> None:
    north = web.sandbox.teams[1]
    await north.uninstall()
    await web.settled()
    with web.database.writing() as work:
        work.reminders.let_go(north.id)
        work.commit()
    assert reminder_status.backlog(web.database.reading, web.clock.now()).due == 2
    async with a_worker_of_its_own(web) as worker:
        await delivered(worker)
    web.clock.advance(2 * NOT_INSTALLED_PAUSE)
    assert reminder_status.backlog(web.database.reading, web.clock.now()).due == 0


def _row_of(world: World, team_id: str) -> dict[str, object]:
    with world.database.engine.connect() as connection:
        found = connection.execute(select(installations).where(installations.c.team_id == team_id))
        return dict(found.mappings().one())
