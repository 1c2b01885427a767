"""What a monitor and an operator are told."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.manifest import manifest
from bot.metrics import Metrics
from bot.operations import Operations
from bot.threads import Threads
from sandbox import Fault, Sandbox
from storage.database import Database
from tests.postgres import free_port
from tests.processes import ends_well, output, started
from tests.world import World, inhabited

TALK = "Dana Wu, Genentech, today 2pm, 40 min"


@pytest.fixture
async def world(sqlite: Database) -> AsyncIterator[World]:
    async with inhabited(sqlite) as world:
        await world.log(world.maya, TALK)
        yield world


async def ask(application: Operations, path: str) -> tuple[int, str]:
    sent: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request"}

    async def send(part: dict[str, object]) -> None:
        sent.append(part)

    await application({"type": "http", "path": path}, receive, send)
    status, body = sent[0]["status"], sent[1]["body"]
    assert isinstance(status, int)
    assert isinstance(body, bytes)
    return status, body.decode()


def operations(world: World) -> Operations:
    bot = world.bot
    return Operations(Threads(world.database), bot.metrics, world.clock.now, bot.slack_trouble)


async def test_the_metrics_count_what_became_of_reminders_and_how_late_they_were(world: World) -> None:
    world.advance(hours=2)
    _, before = await ask(operations(world), "/metrics")
    assert "inroad_reminders_due 1.0" in before
    await world.deliver()
    _, text = await ask(operations(world), "/metrics")
    for line in (
        "inroad_reminders_due 0.0",
        "inroad_reminders_claimed_total 1.0",
        "inroad_reminders_sent_total 1.0",
        "inroad_reminders_failed_total 0.0",
        "inroad_reminders_unknown_total 0.0",
        "inroad_reminder_lateness_seconds_count 1.0",
        "inroad_socket_connected 1.0",
        "inroad_last_event_age_seconds 7200.0",
    ):
        assert line in text, line
    assert "Dana" not in text


async def test_a_process_is_ready_until_a_reminder_stays_due_too_long(world: World) -> None:
    assert await ask(operations(world), "/healthz") == (200, "alive\n")
    world.advance(hours=1.1)
    assert await ask(operations(world), "/readyz") == (200, "ready\n")
    world.advance(hours=1)
    status, text = await ask(operations(world), "/readyz")
    assert (status, "Is a worker running?" in text) == (503, True)


async def test_a_process_whose_token_slack_refuses_is_not_ready_and_says_why(world: World) -> None:
    world.sandbox.faults.add(Fault("chat.postMessage", "error", error="invalid_auth"))
    world.advance(hours=1.2)
    await world.deliver()
    status, text = await ask(operations(world), "/readyz")
    assert (status, text) == (503, "Slack takes no reminders: invalid_auth\n")
    world.advance(minutes=5)
    await world.deliver()
    assert (await ask(operations(world), "/readyz"))[0] == 200


async def test_a_process_without_its_database_is_alive_but_not_ready(world: World, tmp_path: Path) -> None:
    gone = Database(world.database.url.set(database=str(tmp_path / "empty.db")))
    metrics = Metrics(world.clock.now)
    application = Operations(Threads(gone), metrics, world.clock.now, lambda: "")
    assert (await ask(application, "/healthz"))[0] == 200
    status, text = await ask(application, "/readyz")
    assert (status, "The database cannot be used" in text) == (503, True)
    gone.close()


async def test_a_running_process_serves_all_three_on_a_port_of_their_own(tmp_path: Path) -> None:
    async with Sandbox(manifest()) as sandbox:
        port = free_port()
        environment = {
            "SLACK_BOT_TOKEN": sandbox.bot_token,
            "SLACK_APP_TOKEN": sandbox.app_token,
            "SLACK_API_URL": sandbox.api_url,
            "OPERATIONS_PORT": str(port),
        }
        async with started(tmp_path, "run", **environment) as process:
            await sandbox.app_connected()
            async with aiohttp.ClientSession() as http:
                for path, expected in (("healthz", "alive"), ("readyz", "ready"), ("metrics", "inroad_")):
                    async with http.get(f"http://127.0.0.1:{port}/{path}") as answer:
                        assert answer.status == 200
                        assert expected in await answer.text()
            assert await output(tmp_path, "reminders") == (
                0,
                "0 due now, 0 of them in doubt.\nNothing is overdue, unknown or failed.\n",
            )
            await ends_well(process)


async def test_a_failed_reminder_is_listed_for_the_operator_and_can_be_retried(
    world: World, tmp_path: Path
) -> None:
    world.sandbox.faults.add(Fault("chat.postMessage", "error", error="messages_tab_disabled"))
    world.advance(hours=2)
    await world.deliver()
    url = world.database.url.render_as_string(hide_password=False)
    _, text = await output(tmp_path, "reminders", DATABASE_URL=url)
    assert f"1  thank_you  T07COHORT26/{world.maya.id}  failed" in text
    assert "messages_tab_disabled" in text
    assert "Dana" not in text
    assert await output(tmp_path, "reminders", "retry", "1", DATABASE_URL=url) == (
        0,
        "Reminder 1 is due again.\n",
    )
    world.advance(days=1)
    assert len(await world.reminders_of(world.maya)) == 1
    status, text = await output(tmp_path, "reminders", "retry", "1", DATABASE_URL=url)
    assert (status, "No reminder with the number 1 has failed." in text) == (1, True)
