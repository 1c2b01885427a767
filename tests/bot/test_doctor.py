"""`inroad doctor`: what is in the way is found, named, and told how to mend."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.doctor import examine, is_well, report
from bot.manifest import manifest
from sandbox import Sandbox
from storage.database import Database, parse_url
from storage.migrate import migrate
from tests.postgres import free_port
from tests.processes import output
from tests.world import inhabited


def _env(folder: Path, **settings: str) -> Path:
    """A `.env` that only its owner can read."""
    file = folder / ".env"
    file.write_text("".join(f"{name}={value}\n" for name, value in settings.items()), encoding="utf-8")
    file.chmod(0o600)
    return file


def _socket(folder: Path, sandbox: Sandbox, **others: str) -> Path:
    settings = {
        "SLACK_BOT_TOKEN": sandbox.bot_token,
        "SLACK_APP_TOKEN": sandbox.app_token,
        "SLACK_API_URL": sandbox.api_url,
        "DATABASE_URL": f"sqlite:///{folder}/inroad.db",
    }
    return _env(folder, **{**settings, **others})


async def _told(env_file: Path, url: str | None = None) -> str:
    return report(await examine(url, env_file))


async def test_the_command_finds_nothing_in_the_way_of_a_good_configuration(tmp_path: Path) -> None:
    async with Sandbox(manifest()) as sandbox:
        _socket(tmp_path, sandbox)
        status, text = await output(tmp_path, "doctor")
    assert status == 0, text
    assert "bot token: It is that of inroad in" in text
    assert "scopes: All are there." in text
    assert "Socket Mode: Slack gives us a socket." in text
    assert text.endswith("Nothing is in the way of Inroad.\n")


async def test_the_command_exits_with_1_and_names_every_mistake_in_the_settings(tmp_path: Path) -> None:
    status, text = await output(tmp_path, "doctor", SLACK_APP_TOKEN="nonsense")
    assert status == 1
    assert "problem  settings: SLACK_BOT_TOKEN is missing" in text
    assert "problem  settings: SLACK_APP_TOKEN must begin with xapp-" in text
    assert "time zones: The database of them is there." in text
    assert "2 problems to mend" in text


async def test_a_missing_scope_is_named_with_what_will_not_work(tmp_path: Path) -> None:
    lacking = manifest()
    lacking["oauth_config"]["scopes"]["bot"].remove("files:write")
    async with Sandbox(lacking) as sandbox:
        told = await _told(_socket(tmp_path, sandbox))
    assert "problem  scopes: files:write is missing, to send you the calendar file" in told
    assert "inroad manifest" in told


@pytest.mark.parametrize(("name", "prefix"), [("SLACK_BOT_TOKEN", "xoxb-"), ("SLACK_APP_TOKEN", "xapp-")])
async def test_a_token_that_slack_refuses_is_named(tmp_path: Path, name: str, prefix: str) -> None:
    async with Sandbox(manifest()) as sandbox:
        findings = await examine(None, _socket(tmp_path, sandbox, **{name: f"{prefix}wrong"}))
    assert not is_well(findings)
    assert f"{name}: Slack refuses it: invalid_auth." in report(findings)


async def test_a_slack_that_cannot_be_reached_is_no_fault_of_the_token(tmp_path: Path) -> None:
    address = f"http://127.0.0.1:{free_port()}/api/"
    told = await _told(
        _env(tmp_path, SLACK_BOT_TOKEN="xoxb-1", SLACK_APP_TOKEN="xapp-1", SLACK_API_URL=address)
    )
    assert f"problem  Slack: {address} cannot be reached" in told


async def test_what_others_can_read_is_told(tmp_path: Path) -> None:
    async with Sandbox(manifest()) as sandbox:
        env_file = _socket(tmp_path, sandbox)
        env_file.chmod(0o644)
        findings = await examine(None, env_file)
    assert is_well(findings)
    assert f"warning  permissions: Other users of this machine can read {env_file}" in report(findings)
    assert f"chmod 600 {env_file}" in report(findings)


@pytest.mark.postgres
async def test_a_database_that_needs_migrating_or_is_not_there_is_told(
    tmp_path: Path, postgres_server: str
) -> None:
    async with Sandbox(manifest()) as sandbox:
        empty = await _told(_socket(tmp_path, sandbox, DATABASE_URL=f"{postgres_server}/postgres"))
        gone = await _told(_socket(tmp_path, sandbox, DATABASE_URL=f"{postgres_server}/nowhere"))
    assert "problem  database: Its schema is not the newest." in empty
    assert "Run: inroad migrate" in empty
    assert "problem  database: It cannot be opened:" in gone


async def test_a_database_that_is_in_order_is_told(tmp_path: Path) -> None:
    file = tmp_path / "inroad.db"
    made = Database(parse_url(f"sqlite:///{file}"))
    migrate(made)
    made.close()
    async with Sandbox(manifest()) as sandbox:
        told = await _told(_socket(tmp_path, sandbox))
    assert "ok       database: It opens, and has the newest schema." in told
    assert "MB are free in" in told


async def test_over_http_the_address_is_tried_as_slack_calls_it(tmp_path: Path, sqlite: Database) -> None:
    async with inhabited(sqlite, socket_mode=False) as world:
        settings = {
            "SLACK_BOT_TOKEN": world.sandbox.bot_token,
            "SLACK_API_URL": world.sandbox.api_url,
            "DATABASE_URL": f"sqlite:///{tmp_path}/inroad.db",
        }
        url = f"http://127.0.0.1:{world.bot.port}"
        right = _env(tmp_path, SLACK_SIGNING_SECRET=world.sandbox.signing_secret, **settings)
        assert f"ok       HTTP: {url}/slack/events answers" in await _told(right, url)
        assert "warning  HTTP: Whether Slack reaches you was not tried." in await _told(right)
        closed = f"http://127.0.0.1:{free_port()}"
        assert f"problem  HTTP: {closed}/slack/events cannot be reached" in await _told(right, closed)
        wrong = _env(tmp_path, SLACK_SIGNING_SECRET="other", **settings)
        assert "problem  HTTP: A request that is signed with this secret is refused." in await _told(
            wrong, url
        )


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (timedelta(minutes=10), "problem  clock: This machine's clock is"),
        (timedelta(minutes=-2), "warning  clock: This machine's clock is"),
        (timedelta(), "ok       clock: It agrees with Slack's."),
    ],
)
async def test_a_clock_that_differs_from_slacks_is_told(tmp_path: Path, ahead: timedelta, said: str) -> None:
    async def answer(_request: web.Request) -> web.Response:
        date = format_datetime(datetime.now(UTC) - ahead, usegmt=True)
        body = {"ok": True, "user": "inroad", "team": "Bench", "url": "wss://127.0.0.1"}
        return web.json_response(body, headers={"Date": date, "X-OAuth-Scopes": "commands"})

    application = web.Application()
    application.router.add_route("*", "/{path:.*}", answer)
    async with TestServer(application) as server:
        address = str(server.make_url("/api/"))
        told = await _told(
            _env(tmp_path, SLACK_BOT_TOKEN="xoxb-1", SLACK_APP_TOKEN="xapp-1", SLACK_API_URL=address)
        )
    assert said in told
