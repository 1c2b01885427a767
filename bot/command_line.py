"""`inroad`: the command line."""

import asyncio
import json
import sys
from collections.abc import Coroutine, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

import click
from sqlalchemy import make_url

from bot import backup as backups, logs, reminders_report, running
from bot.assembly import utc_now
from bot.manifest import manifest as build_manifest
from bot.settings import BadSettings, Settings, load
from core import installing, reminder_status
from storage.database import Database, DatabaseInUse


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Settings come from the environment or .env; .env.example has them all.",
    invoke_without_command=True,
)
@click.version_option(package_name="inroad")
@click.pass_context
def main(context: click.Context) -> None:
    """Inroad: a Slack assistant for informational interviews."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@main.command("try")
@click.option(
    "--database", type=click.Path(dir_okay=False, path_type=Path), help="Keep the data in this SQLite file."
)
@click.option("--port", type=click.IntRange(0, 65535), help="Default: 8137, or any free one.")
@click.option("--at", type=click.DateTime(["%Y-%m-%dT%H:%M"]), help="What its clock shows at first, in UTC.")
def try_(database: Path | None, port: int | None, at: datetime | None) -> None:
    """Try Inroad in a Slack workspace of its own, in your browser. Needs no account and no network."""
    from bot import try_it  # noqa: PLC0415 - the other commands never load the sandbox

    _run(try_it.serve(database, port, at and at.replace(tzinfo=UTC)))


@main.command()
def run() -> None:
    """Run everything in one process: what a cohort needs."""
    _serve(receives=True, reminds=True)


@main.command()
def web() -> None:
    """Only take what Slack sends. Run `inroad worker` beside it, both on one PostgreSQL."""
    _serve(receives=True, reminds=False)


@main.command()
def worker() -> None:
    """Only send reminders."""
    _serve(receives=False, reminds=True)


@main.command()
def migrate() -> None:
    """Bring the database to the newest schema."""
    settings = _settings(sends=False, receives=False)
    try:
        running.migrate(settings.database_url)
    except running.CannotStart as reason:
        _fail(str(reason))
    shown = make_url(settings.database_url).render_as_string(hide_password=True)
    click.echo(f"The database is up to date: {shown}")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Replace the file if it is there already.")
def backup(file: Path, *, replace: bool) -> None:
    """Write the whole database into one file, also while Inroad runs."""
    settings = _settings(sends=False, receives=False)
    with _told_what_is_in_the_way():
        backups.back_up(settings.database_url, file, replace=replace)
        click.echo(f"Backed up to {file}, and checked.")


@main.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--finish", is_flag=True, help="PostgreSQL: what is left to do after pg_restore.")
def restore(file: Path | None, *, finish: bool) -> None:
    """Put a backup in the place of the database. The former one is kept. Stop Inroad first."""
    if (file is None) is not finish:
        raise click.UsageError("Name the backup, or give --finish.")
    settings = _settings(sends=False, receives=False)
    with _told_what_is_in_the_way():
        kept = None
        if file is None:
            backups.finish(settings.database_url, utc_now())
        else:
            kept = backups.restore(settings.database_url, file, utc_now())
        click.echo(
            "Restored. Reminders that may have gone out since the backup are looked for in Slack first."
        )
        if kept:
            click.echo(f"The former database is kept: {kept}")


@main.group(invoke_without_command=True)
@click.pass_context
def reminders(context: click.Context) -> None:
    """List the reminders that are overdue, failed or unknown. Times are UTC."""
    if context.invoked_subcommand is None:
        with _open_database() as database:
            now = utc_now()
            click.echo(reminders_report.report(reminder_status.troubled(database.reading, now), now))


@reminders.command()
@click.argument("number", type=int)
def retry(number: int) -> None:
    """Make a failed reminder due again, by its number. A running worker takes it."""
    with _open_database() as database:
        if not reminder_status.retry(database.writing, number, utc_now()):
            _fail(f"No reminder with the number {number} has failed.")
    click.echo(f"Reminder {number} is due again.")


@main.command()
@click.option("--url", help="The public https:// address of your server. Without it: Socket Mode.")
@click.option("--rotation", is_flag=True, help="Let tokens expire after 12 hours. Slack cannot undo that.")
@click.option("--organisations", is_flag=True, help="Let a whole Enterprise Grid organisation install it.")
def manifest(url: str | None, *, rotation: bool, organisations: bool) -> None:
    """Print the Slack app manifest."""
    if url and not url.startswith("https://"):
        raise click.BadParameter("Slack calls only addresses that begin with https://", param_hint="--url")
    if (rotation or organisations) and not url:
        raise click.UsageError("That is for an app that workspaces install themselves: give --url, too.")
    click.echo(json.dumps(build_manifest(url, rotation=rotation, organisations=organisations), indent=2))


@main.command("token-key")
def token_key() -> None:
    """Print a new key for INROAD_TOKEN_KEYS."""
    from bot.token_keys import new_key  # noqa: PLC0415 - one workspace needs no cryptography

    click.echo(new_key())


@main.command("rotate-keys")
def rotate_keys() -> None:
    """Encrypt all stored tokens with the first of INROAD_TOKEN_KEYS. Inroad may be running."""
    from bot.token_keys import TokenKeys, Unreadable  # noqa: PLC0415

    settings = _settings(sends=False, receives=False)
    if not settings.token_keys:
        _fail("INROAD_TOKEN_KEYS is missing: the new key first, then the old one, parted by a comma.")
    with _open_database() as database:
        try:
            count = installing.reseal(database.writing, TokenKeys(settings.token_keys).again)
        except Unreadable:
            _fail("None of INROAD_TOKEN_KEYS opens a stored token. Add the key that it was sealed with.")
    click.echo(f"Encrypted with the first key: the tokens of {count} workspace{'' if count == 1 else 's'}.")


@main.command()
@click.option("--url", help="The public https:// address of your server, to call it as Slack does.")
def doctor(url: str | None) -> None:
    """Look for what is in the way, and say how to mend it. Exits with 1 when there is a problem."""
    from bot.doctor import examine, is_well, report  # noqa: PLC0415 - nothing else needs it

    findings = asyncio.run(examine(url))
    click.echo(report(findings))
    sys.exit(not is_well(findings))


@contextmanager
def _open_database() -> Iterator[Database]:
    settings = _settings(sends=False, receives=False)
    try:
        database = running.look_into_database(settings.database_url)
    except running.CannotStart as reason:
        _fail(str(reason))
    with closing(database):
        yield database


@contextmanager
def _told_what_is_in_the_way() -> Iterator[None]:
    try:
        yield
    except backups.OtherPrograms as other:
        click.echo(f"inroad: {other}", err=True)
        for line in other.lines:
            click.echo(line)
        if other.then:
            click.echo(other.then, err=True)
        sys.exit(1)
    except (backups.NotBackedUp, DatabaseInUse) as reason:
        _fail(str(reason))


def _serve(*, receives: bool, reminds: bool) -> None:
    settings = _settings(sends=True, receives=receives)
    _run(running.serve(settings, receives=receives, reminds=reminds))


def _settings(*, sends: bool, receives: bool) -> Settings:
    try:
        settings = load(sends=sends, receives=receives)
    except BadSettings as bad:
        _fail(*bad.problems, "Settings come from the environment or .env; .env.example has them all.")
    logs.set_up(settings.log_level, settings.log_format)
    return settings


def _run(main_: Coroutine[Any, Any, None]) -> None:
    try:
        running.run(main_)
    except (running.CannotStart, DatabaseInUse) as reason:
        _fail(str(reason))


def _fail(*problems: str) -> NoReturn:
    for problem in problems:
        click.echo(f"inroad: {problem}", err=True)
    sys.exit(1)
