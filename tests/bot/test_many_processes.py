"""`inroad web` and `inroad worker` as processes on one PostgreSQL, for two workspaces that install Inroad."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.manifest import manifest
from sandbox import Person, Sandbox
from storage.database import Database
from tests.bot.test_command_line import listening
from tests.installing import KEY, Browser, install_at
from tests.postgres import free_port
from tests.processes import ends_well, started

pytestmark = pytest.mark.postgres


def afternoon(now: datetime) -> str:
    """A zone in which it is about three in the afternoon: nobody's reminders wait for the morning."""
    return f"Etc/GMT{-min(15 - now.hour, 14):+d}"


async def log(person: Person, name: str, now: datetime) -> None:
    """A talk in the morning, so that the first reminder of it is due."""
    held = now + timedelta(hours=min(15 - now.hour, 14) - 5)
    await person.command(f"/interview log {name}, Genentech, {held:%Y-%m-%d %H:%M}, 40 min")
    await person.modal()
    submitted = await person.submit()
    if person.modals[-1].title == "Check and save":
        submitted = await person.submit()
    assert not submitted.errors


async def test_two_workspaces_are_served_by_web_and_worker_and_each_hears_of_its_own(
    postgres_database: Database, tmp_path: Path
) -> None:
    port, now = free_port(), datetime.now(UTC)
    async with Sandbox(manifest(f"http://127.0.0.1:{port}", rotation=True), installed=False) as sandbox:
        people = [
            sandbox.add_workspace(name, tz=afternoon(now)).person("nadia")
            for name in ("North Campus", "South Campus")
        ]
        environment = {
            "SLACK_CLIENT_ID": sandbox.client_id,
            "SLACK_CLIENT_SECRET": sandbox.client_secret,
            "SLACK_SIGNING_SECRET": sandbox.signing_secret,
            "SLACK_API_URL": sandbox.api_url,
            "INROAD_TOKEN_KEYS": KEY,
            "DATABASE_URL": postgres_database.url.render_as_string(hide_password=False),
        }
        async with (
            started(tmp_path, "web", PORT=str(port), **environment) as web,
            started(tmp_path, "worker", **environment) as worker,
        ):
            await listening(port)
            for person, name in zip(people, ("Dana Wu", "Sam Roe"), strict=True):
                page = await install_at(Browser(port), sandbox, person)
                assert page.title.startswith("Inroad is in "), page.html
                await log(person, name, now)
            for person, name in zip(people, ("Dana Wu", "Sam Roe"), strict=True):
                await person.message(f"Time to thank *{name}", timeout=30)
            await ends_well(web)
            await ends_well(worker)
