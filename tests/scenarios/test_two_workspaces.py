"""Two workspaces that installed one Inroad: each by itself, with its own token, and nothing of the other."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from core import reminder_status
from core.installing import GRACE
from core.model import Owner
from sandbox import Team
from storage.database import Database
from storage.tables import installations, members, metadata
from tests.installing import install, installable
from tests.scenarios.test_every_handler import SECRETS, EverythingTold, mayas_days, rows_of, walk
from tests.world import World

TALK = "Dana Wu, Genentech, today 2pm, 40 min"


@pytest.fixture
async def campus(database: Database) -> AsyncIterator[World]:
    """The bot in the workspace of maya and jonas, and in North Campus, where nadia is."""
    async with installable(database) as world:
        await _settle(world)
        yield world


async def _settle(world: World) -> None:
    north = world.sandbox.add_workspace("North Campus")
    for person in (world.maya, north.person("nadia")):
        assert (await install(world, person)).title.startswith("Inroad is in ")


def _north(world: World) -> Team:
    return world.sandbox.teams[1]


def _everything_of(database: Database, team_id: str) -> list[Any]:
    with database.engine.connect() as connection:
        return [
            (table.name, *row)
            for table in metadata.tables.values()
            if "team_id" in table.c
            for row in connection.execute(select(table).where(table.c.team_id == team_id))
        ]


async def test_each_is_answered_and_reminded_with_its_own_token(campus: World) -> None:
    north = _north(campus)
    nadia = north.person("nadia")
    await campus.log(campus.maya, TALK)
    await campus.log(nadia, "Sam Roe, Pfizer, today 1pm, 20 min")
    campus.advance(hours=2)
    hers, theirs = await campus.reminders_of(campus.maya), await campus.reminders_of(nadia)
    assert all("Dana" in each.text for each in hers)
    assert all("Sam" in each.text for each in theirs)
    assert hers
    assert theirs
    posted = {call.arguments["channel"]: call.token for call in campus.sandbox.calls_of("chat.postMessage")}
    assert posted == {campus.maya.id: campus.sandbox.team.bot_token, nadia.id: north.bot_token}
    # Slack was asked who we are once for each, when they installed it.
    assert len(campus.sandbox.calls_of("auth.test")) == 2


async def test_no_handler_tells_or_changes_anything_of_the_same_person_in_another_workspace(
    campus: World,
) -> None:
    await mayas_days(campus)
    before, slack = rows_of(campus, campus.maya.id), EverythingTold()
    heard = await walk(campus, Owner(_north(campus).id, campus.maya.id), slack)
    assert len(slack.told) > 100
    for secret in SECRETS:
        assert secret not in heard
    assert before <= rows_of(campus, campus.maya.id)


async def test_what_leaves_one_workspace_loses_its_token_at_once_and_the_other_goes_on(campus: World) -> None:
    north = _north(campus)
    nadia = north.person("nadia")
    await campus.log(campus.maya, TALK)
    await campus.log(nadia, "Sam Roe, Pfizer, today 1pm, 20 min")
    await north.uninstall()
    await campus.settled()
    with campus.database.engine.connect() as connection:
        left = dict(connection.execute(select(installations.c.team_id, installations.c.token)).all())
    assert left[north.id] == ""
    assert left[campus.sandbox.team.id] != ""
    campus.advance(hours=2)
    there = len([message for message in nadia.messages() if message.metadata])
    assert await campus.reminders_of(campus.maya)
    assert len([message for message in nadia.messages() if message.metadata]) == there
    # Nobody is late with what cannot be sent.
    assert reminder_status.backlog(campus.database.reading, campus.clock.now()).due == 0
    # Back within the grace: everything is as it was, and what fell due meanwhile comes.
    campus.advance(days=2)
    await install(campus, nadia)
    assert len(await campus.reminders_of(nadia)) > there
    assert (await campus.answer_to(nadia, "/interview people")).text.count("Sam Roe") >= 1


async def test_a_goodbye_that_comes_late_takes_nothing_from_whoever_is_back(campus: World) -> None:
    north = _north(campus)
    await north.uninstall(told_after=timedelta(minutes=5))
    campus.advance(minutes=1)
    await install(campus, north.person("nadia"))
    campus.advance(minutes=5)
    await campus.settled()
    assert (await campus.answer_to(north.person("nadia"), "/interview people")).text


async def test_thirty_days_after_it_left_nothing_of_a_workspace_is_kept(campus: World) -> None:
    north = _north(campus)
    await campus.log(campus.maya, TALK)
    await campus.log(north.person("nadia"), "Sam Roe, Pfizer, today 1pm, 20 min")
    kept = _everything_of(campus.database, campus.sandbox.team.id)
    await north.uninstall(revoked_first=True)
    await campus.settled()
    assert campus.bot.worker
    campus.clock.advance(GRACE - timedelta(hours=1))
    await campus.bot.worker.tidy()
    assert len(_everything_of(campus.database, north.id)) > 3
    campus.advance(hours=2)
    await campus.bot.worker.tidy()
    assert _everything_of(campus.database, north.id) == []
    assert len(_everything_of(campus.database, campus.sandbox.team.id)) >= len(kept)


async def test_no_token_stands_readable_in_the_database(campus: World) -> None:
    await campus.log(campus.maya, TALK)
    tokens = [team.bot_token for team in campus.sandbox.teams]
    stored = "".join(str(_everything_of(campus.database, team.id)) for team in campus.sandbox.teams)
    if campus.database.is_sqlite:
        file = campus.database.url.database or ""
        for each in (file, f"{file}-wal"):
            with open(each, "rb") as opened:  # noqa: PTH123, ASYNC230 - bytes as they lie on the disk
                stored += opened.read().decode("latin-1")
    assert "installations" in stored
    for token in tokens:
        assert token not in stored


async def test_tokens_that_expire_are_exchanged_before_they_do_for_days(database: Database) -> None:
    async with installable(database, rotation=True) as world:
        await _settle(world)
        nadia = _north(world).person("nadia")
        await world.log(nadia, "Sam Roe, Pfizer, today 1pm, 20 min")
        seen = {_north(world).bot_token}
        for _ in range(6):
            world.advance(hours=11)
            assert (await nadia.command("/interview help")).ok
            await world.settled()
            await world.deliver()
            seen.add(_north(world).bot_token)
        assert len(seen) == 7
        assert await world.reminders_of(nadia)
        # Whoever was away for longer than a token lasts is answered all the same, and reminded.
        world.advance(days=3)
        assert (await nadia.command("/interview help")).ok
        world.advance(days=3)
        await world.log(world.maya, "Pat Lee, Merck, yesterday 1pm, 20 min")
        assert not [call for call in world.sandbox.calls if call.answer.get("error") == "token_expired"]
        assert (await world.answer_to(nadia, "/interview people")).text


async def test_a_whole_organisation_installs_it_once_and_each_of_its_workspaces_is_by_itself(
    database: Database,
) -> None:
    async with installable(database) as world:
        org = world.sandbox.add_organisation("State University")
        north, south = (
            world.sandbox.add_workspace(name, organisation=org) for name in ("North Campus", "South Campus")
        )
        nadia = north.person("nadia")
        page = await install(world, nadia, whole_organisation=True)
        assert page.title == "Inroad is in State University"
        await world.log(nadia, "Sam Roe, Pfizer, today 1pm, 20 min")
        other = south.person("omar")
        await world.log(other, "Pat Lee, Merck, today 1pm, 20 min")
        with world.database.engine.connect() as connection:
            teams = set(connection.execute(select(members.c.team_id)).scalars())
        assert teams == {north.id, south.id}
        world.advance(hours=2)
        assert "Sam" in (await world.reminders_of(nadia))[0].text
        assert "Pat" in (await world.reminders_of(other))[0].text
        await north.uninstall()
        await world.settled()
        with world.database.engine.connect() as connection:
            left = set(connection.execute(select(installations.c.team_id, installations.c.token)).all())
        assert left == {(north.id, ""), (south.id, "")}
        await install(world, nadia, whole_organisation=True)
        for person, name in ((nadia, "Sam Roe"), (other, "Pat Lee")):
            assert name in (await world.answer_to(person, "/interview people")).text
