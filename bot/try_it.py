"""`inroad try`: the bot and its worker in a Slack workspace on localhost, for a browser."""

import tempfile
from datetime import datetime
from pathlib import Path

import click
from pydantic import SecretStr

from bot import logs
from bot.assembly import Bot
from bot.manifest import manifest
from bot.running import CannotStart, open_database, start_unless_told, told_to_stop
from bot.settings import LogFormat, Settings
from core import delivering
from sandbox import Clock, Sandbox
from storage.database import parse_url

USUAL_PORT = 8137


async def serve(database_file: Path | None, port: int | None, starts_at: datetime | None) -> None:
    """Serve until SIGTERM or SIGINT. Without a file the data is gone afterwards. Raises CannotStart.

    `starts_at`: what the workspace's clock shows at first (aware), None for the present.
    """
    logs.set_up("warning", LogFormat.TEXT)
    with tempfile.TemporaryDirectory(prefix="inroad-try-") as folder:
        await _serve(database_file or Path(folder) / "try.db", port, Clock(starts_at=starts_at))


async def _serve(database_file: Path, port: int | None, clock: Clock) -> None:
    stopped = told_to_stop()
    database = open_database(_url(database_file))
    jumps = {"Next reminder": lambda: delivering.next_due_at(database.reading)}
    sandbox = Sandbox(manifest(), clock=clock, jumps=jumps)
    try:
        await _open(sandbox, port)
        settings = settings_for(sandbox)
        bot = Bot(settings, database, now=sandbox.clock.now)
        await start_unless_told(stopped, bot, settings)
        click.echo(f"Inroad is running in a Slack workspace of its own:\n\n    {sandbox.url}\n")
        click.echo("Open it in your browser, and type: /interview log   (Ctrl+C ends it)")
        await stopped.wait()
        await bot.stop()
    finally:
        await sandbox.stop()
        database.close()


def settings_for(sandbox: Sandbox) -> Settings:
    """What a cohort would write into `.env` for this workspace; the environment has no say in it."""
    return Settings.model_construct(
        slack_bot_token=SecretStr(sandbox.bot_token),
        slack_app_token=SecretStr(sandbox.app_token),
        slack_api_url=sandbox.api_url,
        operations_port=0,
    )


def _url(file: Path) -> str:
    url = f"sqlite:///{file}"
    try:
        parse_url(url)
    except ValueError as reason:
        raise CannotStart(f"--database {reason}") from None
    return url


async def _open(sandbox: Sandbox, port: int | None) -> None:
    """Listen on the port asked for, else on the usual one, or any free one. Raises CannotStart."""
    try:
        await sandbox.start(port=USUAL_PORT if port is None else port)
    except OSError:
        if port is not None:
            sentence = f"Port {port} is taken. Choose another with --port, or leave it out."
            raise CannotStart(sentence) from None
        await sandbox.start()
