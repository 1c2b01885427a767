"""`inroad` as its user starts it: a process of its own."""

import asyncio
import json
import signal
import socket
import time
from pathlib import Path

import aiohttp
import pytest
from click.testing import CliRunner

from bot.command_line import main
from bot.manifest import manifest
from sandbox import Fault, Sandbox
from tests.postgres import free_port
from tests.processes import address_of, ends_well, output, started

TOP = Path(__file__).parents[2]


@pytest.mark.parametrize("command", ["", *main.commands, "reminders retry"])
def test_every_command_explains_itself(command: str) -> None:
    asked = CliRunner().invoke(main, [*command.split(), "--help"], prog_name="inroad")
    assert asked.exit_code == 0
    assert asked.output.startswith("Usage: inroad")
    assert len(asked.output.splitlines()) > 4


async def test_every_configuration_mistake_is_told_at_once(tmp_path: Path) -> None:
    status, text = await output(tmp_path, "run", SLACK_APP_TOKEN="nonsense", PORT="many")
    assert status == 1
    assert "inroad: SLACK_APP_TOKEN must begin with xapp-" in text
    assert "inroad: PORT input should be a valid integer" in text
    assert "inroad: SLACK_BOT_TOKEN is missing" in text
    assert "Traceback" not in text


async def test_http_without_a_signing_secret_does_not_start(tmp_path: Path) -> None:
    status, text = await output(tmp_path, "web", SLACK_BOT_TOKEN="xoxb-1")
    assert status == 1
    assert "SLACK_SIGNING_SECRET (for HTTP) is missing" in text


async def test_the_manifest_in_the_repository_is_the_one_that_is_printed(tmp_path: Path) -> None:
    status, text = await output(tmp_path, "manifest")
    assert status == 0
    assert json.loads(text) == manifest() == json.loads((TOP / "manifest.json").read_text(encoding="utf-8"))
    assert json.loads(text)["settings"]["socket_mode_enabled"]


async def test_the_manifest_for_http_carries_the_address_everywhere(tmp_path: Path) -> None:
    _, text = await output(tmp_path, "manifest", "--url", "https://inroad.example.org/")
    assert text.count('"https://inroad.example.org/slack/events"') == 4
    assert not json.loads(text)["settings"]["socket_mode_enabled"]
    status, refused = await output(tmp_path, "manifest", "--url", "http://inroad.example.org")
    assert status == 2
    assert "https://" in refused


async def test_migrate_prepares_the_database(tmp_path: Path) -> None:
    status, text = await output(tmp_path, "migrate", DATABASE_URL="sqlite:///cohort.db")
    assert (status, text) == (0, "The database is up to date: sqlite:///cohort.db\n")
    assert (tmp_path / "cohort.db").stat().st_size > 0


async def test_run_serves_a_workspace_through_a_socket_until_sigterm(tmp_path: Path) -> None:
    async with (
        Sandbox(manifest()) as sandbox,
        started(
            tmp_path,
            "run",
            SLACK_BOT_TOKEN=sandbox.bot_token,
            SLACK_APP_TOKEN=sandbox.app_token,
            SLACK_API_URL=sandbox.api_url,
        ) as process,
    ):
        await sandbox.app_connected()
        await sandbox.person("maya").command("/interview")
        await sandbox.person("maya").message("No thank-you is due")
        await ends_well(process)
    assert (tmp_path / "inroad.db").exists()


async def test_run_serves_a_workspace_over_http_until_sigint(tmp_path: Path) -> None:
    port = free_port()
    async with (
        Sandbox(manifest(f"http://127.0.0.1:{port}")) as sandbox,
        started(
            tmp_path,
            "run",
            SLACK_BOT_TOKEN=sandbox.bot_token,
            SLACK_SIGNING_SECRET=sandbox.signing_secret,
            SLACK_API_URL=sandbox.api_url,
            PORT=str(port),
            LOG_FORMAT="json",
        ) as process,
    ):
        await listening(port)
        assert (await sandbox.person("maya").command("/interview help")).ok
        await ends_well(process, signal.SIGINT)


async def listening(port: int) -> None:
    async with asyncio.timeout(60):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return


async def test_a_worker_beside_a_running_process_on_one_sqlite_file_is_refused(tmp_path: Path) -> None:
    async with Sandbox(manifest()) as sandbox:
        environment = {
            "SLACK_BOT_TOKEN": sandbox.bot_token,
            "SLACK_APP_TOKEN": sandbox.app_token,
            "SLACK_API_URL": sandbox.api_url,
        }
        async with started(tmp_path, "web", **environment) as process:
            await sandbox.app_connected()
            status, text = await output(tmp_path, "worker", **environment)
            assert status == 1
            assert "set DATABASE_URL to a PostgreSQL database" in text
            await ends_well(process)


async def test_a_refused_token_is_named_in_one_sentence(tmp_path: Path) -> None:
    async with Sandbox(manifest()) as sandbox:
        status, text = await output(
            tmp_path,
            "run",
            SLACK_BOT_TOKEN="xoxb-wrong",
            SLACK_APP_TOKEN=sandbox.app_token,
            SLACK_API_URL=sandbox.api_url,
        )
    assert status == 1
    assert "Slack refused SLACK_BOT_TOKEN: invalid_auth" in text
    assert "Traceback" not in text


@pytest.mark.parametrize(("command", "setting"), [("worker", "SLACK_BOT_TOKEN"), ("run", "SLACK_APP_TOKEN")])
async def test_the_token_that_slack_refuses_is_named(tmp_path: Path, command: str, setting: str) -> None:
    async with Sandbox(manifest()) as sandbox:
        tokens = {"SLACK_BOT_TOKEN": sandbox.bot_token, "SLACK_APP_TOKEN": sandbox.app_token}
        tokens[setting] = tokens[setting][:5] + "wrong"
        status, text = await output(tmp_path, command, SLACK_API_URL=sandbox.api_url, **tokens)
    assert (status, f"Slack refused {setting}" in text, "Traceback" in text) == (1, True, False)


async def test_slack_being_out_of_order_is_not_blamed_on_a_token(tmp_path: Path) -> None:
    async with Sandbox(manifest()) as sandbox:
        sandbox.faults.add(Fault("auth.test", "error", error="internal_error", times=9))
        tokens = {"SLACK_BOT_TOKEN": sandbox.bot_token, "SLACK_APP_TOKEN": sandbox.app_token}
        status, text = await output(tmp_path, "run", SLACK_API_URL=sandbox.api_url, **tokens)
    assert (status, "inroad: Slack cannot be used: internal_error. Try again" in text) == (1, True)


async def test_sigterm_while_starting_ends_at_once(tmp_path: Path) -> None:
    async with Sandbox(manifest()) as sandbox:
        sandbox.faults.add(Fault("auth.test", "latency", seconds=30))
        tokens = {"SLACK_BOT_TOKEN": sandbox.bot_token, "SLACK_APP_TOKEN": sandbox.app_token}
        async with started(tmp_path, "run", SLACK_API_URL=sandbox.api_url, **tokens) as process:
            await sandbox.until(lambda: sandbox.busy, timeout=20)
            begun = time.monotonic()
            await ends_well(process)
            assert time.monotonic() - begun < 10


async def test_sigterm_finishes_the_answer_that_is_under_way(tmp_path: Path) -> None:
    async with Sandbox(manifest()) as sandbox:
        tokens = {"SLACK_BOT_TOKEN": sandbox.bot_token, "SLACK_APP_TOKEN": sandbox.app_token}
        async with started(tmp_path, "run", SLACK_API_URL=sandbox.api_url, **tokens) as process:
            await sandbox.app_connected(timeout=20)
            sandbox.faults.add(Fault("views.open", "latency", seconds=1))
            await sandbox.person("maya").command("/interview log")
            await sandbox.until(lambda: sandbox.busy)
            await ends_well(process)
        assert sandbox.person("maya").modals[-1].title == "Log a conversation"


async def test_a_port_that_is_taken_is_told_in_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        status, text = await output(tmp_path, "try", "--port", str(taken.getsockname()[1]))
    assert status == 1
    assert "is taken. Choose another with --port" in text
    assert "Traceback" not in text


async def test_a_database_that_cannot_be_opened_is_told_in_one_sentence(tmp_path: Path) -> None:
    status, text = await output(tmp_path, "try", "--database", "no/such/folder/x.db")
    assert status == 1
    assert "a folder that does not exist" in text
    url = f"postgresql://nobody:hunter2@127.0.0.1:{free_port()}/none"
    status, text = await output(tmp_path, "migrate", DATABASE_URL=url)
    assert status == 1
    assert "The database cannot be opened" in text
    assert "Traceback" not in text
    assert "hunter2" not in text


async def test_a_broken_environment_does_not_disturb_try(tmp_path: Path) -> None:
    async with started(tmp_path, "try", SLACK_BOT_TOKEN="nonsense", PORT="many") as process:
        await address_of(process)
        await ends_well(process)


async def test_try_opens_a_workspace_on_this_machine_only_and_ends_cleanly(tmp_path: Path) -> None:
    async with started(tmp_path, "try", "--port", "0", "--database", "kept.db") as process:
        address = await address_of(process)
        async with aiohttp.ClientSession() as http, http.get(address) as page:
            assert page.status == 200
        await ends_well(process)
    assert (tmp_path / "kept.db").exists()
