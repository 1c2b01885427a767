"""Where workspaces install Inroad: no token, code, state or key stands in any log line or on any page."""

import time
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import aiohttp
import pytest
from slack_sdk.signature import SignatureVerifier

from bot import logs
from bot.settings import LogFormat
from sandbox import Fault
from storage.database import Database
from tests.installing import KEY, browser_of, install, installable
from tests.world import World


@pytest.fixture(autouse=True)
def other_tests_stay_quiet() -> Iterator[None]:
    yield
    logs.set_up("warning", LogFormat.TEXT)


@pytest.fixture
async def world(sqlite: Database, capsys: pytest.CaptureFixture[str]) -> AsyncIterator[World]:
    capsys.readouterr()
    logs.set_up("debug", LogFormat.TEXT)
    async with installable(sqlite, rotation=True) as world:
        yield world


async def test_installing_renewing_and_leaving_tell_the_log_nothing_that_opens_anything(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    sandbox, secrets = world.sandbox, [KEY, world.sandbox.client_secret, world.sandbox.signing_secret]
    browser = browser_of(world)
    back = sandbox.allow((await browser.open("/slack/install")).link, world.maya)
    secrets += [
        value for name, [value] in parse_qs(urlsplit(back).query).items() if name in {"code", "state"}
    ]
    page = await browser.open(back)
    secrets.append(sandbox.team.bot_token)
    assert not [each for each in secrets if each in page.html]
    for error in ("invalid_refresh_token", "internal_error"):
        sandbox.faults.add(Fault("oauth.v2.access", "error", error=error))
        world.clock.advance(timedelta(hours=11))
        await world.maya.command("/interview help")
        await world.settled()
        world.advance(minutes=5)
        await world.maya.command("/interview help")
        await world.settled()
        secrets.append(sandbox.team.bot_token)
    sandbox.faults.add(Fault("oauth.v2.access", "error", error="invalid_code"))
    await install(world, world.jonas)
    await sandbox.team.uninstall()
    await world.settled()
    logged = capsys.readouterr().err
    for event in ("workspace.installed", "token.refreshed", "token.not_refreshed", "installation.failed"):
        assert event in logged
    assert [each for each in secrets if each in logged] == []


async def test_a_workspace_that_never_installed_it_is_told_so_and_nothing_breaks(world: World) -> None:
    fields = {
        "command": "/interview",
        "text": "log Dana Wu",
        "team_id": "T0STRANGER",
        "user_id": "U1",
        "channel_id": "D1",
        "trigger_id": "1.2",
    }
    event = '{"type":"event_callback","team_id":"T0STRANGER","event":{"type":"message","user":"U1"}}'
    for body, kind in ((urlencode(fields), "x-www-form-urlencoded"), (event, "json")):
        stamp = str(int(time.time()))
        signature = SignatureVerifier(world.sandbox.signing_secret).generate_signature(
            timestamp=stamp, body=body
        )
        headers = {
            "Content-Type": f"application/{kind}",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": signature or "",
        }
        url = f"http://127.0.0.1:{world.bot.port}/slack/events"
        async with aiohttp.ClientSession() as http, http.post(url, data=body, headers=headers) as response:
            assert response.status == 200
            assert "Inroad is not installed in this workspace" in await response.text()
