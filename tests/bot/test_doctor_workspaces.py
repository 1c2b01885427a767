"""`inroad doctor` where workspaces install Inroad: the app, its pages, and how each of them stands."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.doctor import examine, is_well, report
from bot.token_keys import new_key
from core import installing
from sandbox import Fault
from storage.database import Database
from tests.installing import KEY, install, installable
from tests.world import World


@pytest.fixture
async def world(sqlite: Database) -> AsyncIterator[World]:
    async with installable(sqlite) as world:
        yield world


def env_file(folder: Path, world: World, **changed: str) -> Path:
    sandbox = world.sandbox
    settings = {
        "SLACK_CLIENT_ID": sandbox.client_id,
        "SLACK_CLIENT_SECRET": sandbox.client_secret,
        "SLACK_SIGNING_SECRET": sandbox.signing_secret,
        "INROAD_TOKEN_KEYS": KEY,
        "SLACK_API_URL": sandbox.api_url,
        "DATABASE_URL": world.database.url.render_as_string(),
        **changed,
    }
    file = folder / ".env"
    file.write_text("".join(f"{name}={value}\n" for name, value in settings.items()), encoding="utf-8")
    file.chmod(0o600)
    return file


async def test_before_anybody_has_installed_it_the_way_to_do_so_is_told(world: World, tmp_path: Path) -> None:
    findings = await examine(f"http://127.0.0.1:{world.bot.port}", env_file(tmp_path, world))
    told = report(findings)
    assert is_well(findings), told
    assert "app: Slack knows its id and secret." in told
    assert "workspaces: None has installed Inroad yet: open /slack/install" in told
    assert "/slack/install leads to Slack. Its redirect URL: http://127.0.0.1:" in told
    assert "answers what Slack has signed and refuses the rest" in told


async def test_every_workspace_is_listed_with_how_its_token_stands(world: World, tmp_path: Path) -> None:
    north = world.sandbox.add_workspace("North Campus")
    south = world.sandbox.add_workspace("South Campus")
    for person in (world.maya, north.person("nadia"), south.person("omar")):
        await install(world, person)
    await north.uninstall()
    await world.settled()
    world.sandbox.faults.add(Fault("auth.test", "error", error="account_inactive", team=south.id))
    findings = await examine(None, env_file(tmp_path, world))
    told = report(findings)
    assert f"({world.sandbox.team.id}): Its token works." in told
    assert f"({north.id}): Inroad was taken out. What it kept is deleted on 23 December 2026" in told
    assert f"problem  workspace South Campus ({south.id}): Slack refuses its token: " in told
    assert not is_well(findings)


async def test_a_scope_that_came_later_is_asked_for(world: World, tmp_path: Path) -> None:
    await install(world, world.maya)
    [found] = installing.everywhere(world.database.reading)
    installing.install(world.database.writing, replace(found, scopes="commands,chat:write"))
    told = report(await examine(None, env_file(tmp_path, world)))
    assert "warning  workspace" in told
    assert "Its installation lacks channels:read, files:read" in told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("SLACK_CLIENT_SECRET", "app: Slack refuses its id or secret: bad_client_secret."),
        ("SLACK_CLIENT_ID", "app: Slack refuses its id or secret: invalid_client_id."),
        ("INROAD_TOKEN_KEYS", "None of INROAD_TOKEN_KEYS opens its tokens."),
    ],
)
async def test_what_does_not_fit_is_named(world: World, tmp_path: Path, name: str, told: str) -> None:
    await install(world, world.maya)
    findings = await examine(None, env_file(tmp_path, world, **{name: new_key()}))
    assert told in report(findings)
    assert not is_well(findings)
