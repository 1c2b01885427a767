"""What Inroad is deployed with: the Procfile's processes work together, and the files are right."""

import asyncio
import json
import os
import shlex
import shutil
import subprocess
import sys
import tomllib
from asyncio.subprocess import DEVNULL
from contextlib import AsyncExitStack
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from bot.manifest import manifest
from sandbox import Person, Sandbox
from storage.database import Database, parse_url
from storage.tables import members, reminders, reminders_done
from tests.bot.test_command_line import listening
from tests.conftest import new_postgres_database
from tests.postgres import free_port
from tests.processes import INROAD, ends_well, output, started

TOP = Path(__file__).parents[2]
PROCFILE = dict(
    line.split(": ", 1) for line in (TOP / "Procfile").read_text(encoding="utf-8").splitlines() if line
)
DOCKERFILE = (TOP / "Dockerfile").read_text(encoding="utf-8")
UNIT = TOP / "deploy" / "inroad@.service"


def arguments(name: str) -> list[str]:
    """What the Procfile gives `inroad` for this process."""
    program, *rest = shlex.split(PROCFILE[name])
    assert program == "inroad"
    return rest


async def log(person: Person, name: str) -> None:
    await person.command(f"/interview log {name}, Genentech, just now, 40 min")
    await person.modal(timeout=20)
    assert not (await person.submit()).errors
    await person.close(clear=True)


@pytest.mark.postgres
async def test_two_web_and_two_worker_processes_on_one_postgresql_remind_once(
    postgres_server: str, tmp_path: Path
) -> None:
    url = new_postgres_database(postgres_server)
    status, told = await output(tmp_path, *arguments("release"), DATABASE_URL=url)
    assert (status, "The database is up to date" in told) == (0, True)
    ports = [free_port(), free_port()]
    async with Sandbox(manifest("http://127.0.0.1:9")) as sandbox, AsyncExitStack() as running:
        shared = {"SLACK_BOT_TOKEN": sandbox.bot_token, "SLACK_API_URL": sandbox.api_url, "DATABASE_URL": url}
        secret = {"SLACK_SIGNING_SECRET": sandbox.signing_secret}
        starting = [
            started(tmp_path, *arguments("web"), PORT=str(port), **secret, **shared) for port in ports
        ]
        starting += [started(tmp_path, *arguments("worker"), **shared) for _ in range(2)]
        processes = [await running.enter_async_context(each) for each in starting]
        for name, port in zip(("maya", "jonas"), ports, strict=True):
            await listening(port)
            sandbox.install(manifest(f"http://127.0.0.1:{port}"))
            await log(sandbox.person(name), "Dana Wu")
        database = Database(parse_url(url))
        running.callback(database.close)
        with database.engine.begin() as connection:
            connection.execute(update(members).values(quiet_start=time(12), quiet_end=time(12)))
            first = update(reminders).where(reminders.c.occurrence == 1).values(due_at=_a_minute_ago())
            assert connection.execute(first).rowcount == 2
        await sandbox.until(lambda: _sent(database) >= 2, timeout=60)
        for process in processes:
            await ends_well(process)
        for name in ("maya", "jonas"):
            reminded = [each for each in sandbox.person(name).messages() if each.metadata]
            assert ["Dana Wu" in each.text for each in reminded] == [True]


def _a_minute_ago() -> datetime:
    return datetime.now(UTC) - timedelta(minutes=1)


def _sent(database: Database) -> int:
    with database.engine.begin() as connection:
        return int(connection.execute(select(func.count()).select_from(reminders_done)).scalar_one())


async def test_the_health_check_of_the_image_tells_a_living_process_from_none(tmp_path: Path) -> None:
    check = next(line for line in DOCKERFILE.splitlines() if line.strip().startswith('CMD ["python"'))
    command = json.loads(check.strip().removeprefix("CMD "))
    port = free_port()
    async with Sandbox(manifest()) as sandbox:
        tokens = {"SLACK_BOT_TOKEN": sandbox.bot_token, "SLACK_APP_TOKEN": sandbox.app_token}
        where = {"SLACK_API_URL": sandbox.api_url, "OPERATIONS_PORT": str(port)}
        assert await _status(command, port) != 0
        async with started(tmp_path, "run", **tokens, **where) as process:
            await sandbox.app_connected(timeout=60)
            await listening(port)
            assert await _status(command, port) == 0
            await ends_well(process)
        assert await _status(command, port) != 0


async def _status(command: list[str], port: int) -> int:
    environment = {**os.environ, "OPERATIONS_PORT": str(port)}
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command[1:], env=environment, stdout=DEVNULL, stderr=DEVNULL
    )
    return await process.wait()


def test_the_image_holds_every_package_and_nothing_but_what_is_meant() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
    packages = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    allowed = (TOP / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for package in packages:
        assert f"COPY {package} {package}" in DOCKERFILE
        assert f"!{package}" in allowed
    copied = {
        line.split()[1]
        for line in DOCKERFILE.splitlines()
        if line.startswith("COPY ") and "--from" not in line
    }
    assert {line[1:] for line in allowed if line.startswith("!")} >= copied - {"pyproject.toml"}
    assert "*" in allowed


def test_the_image_runs_as_nobody_special_and_takes_only_what_is_locked() -> None:
    final = DOCKERFILE.rpartition("\nFROM ")[2]
    assert "\nUSER 10001\n" in final
    assert "HEALTHCHECK" in final
    assert "--require-hashes" in DOCKERFILE
    locked = (TOP / "requirements.lock").read_text(encoding="utf-8")
    assert "index-url" not in locked
    assert locked.count("==") <= locked.count("--hash=sha256:")


def test_the_service_is_what_systemd_takes(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd is not installed.")
    text = UNIT.read_text(encoding="utf-8").replace("/opt/inroad/.venv/bin/inroad", str(INROAD))
    for name in ("run", "web", "worker"):
        unit = tmp_path / f"inroad@{name}.service"
        unit.write_text(text)
        checked = subprocess.run([analyze, "verify", unit], capture_output=True, text=True, check=False)
        assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize("name", ["compose.yaml", "inroad@.service"])
def test_the_guide_shows_each_file_as_it_is(name: str) -> None:
    guide = (TOP / "docs" / "how-to" / "deploy.md").read_text(encoding="utf-8")
    assert (TOP / "deploy" / name).read_text(encoding="utf-8") in guide
