"""A process from start to SIGTERM."""

import asyncio
import contextlib
import gc
import signal
import sys
from collections.abc import Coroutine, Iterator
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import SQLAlchemyError

from bot.assembly import Bot
from bot.settings import Settings
from bot.slack_calls import refusal
from storage.database import Database, DatabaseInUse, parse_url
from storage.migrate import is_current, migrate as migrate_database

_BAD_TOKEN = {
    "invalid_auth",
    "not_authed",
    "account_inactive",
    "token_revoked",
    "token_expired",
    "not_allowed_token_type",
    "missing_scope",
}

log = structlog.get_logger(__name__)


class CannotStart(Exception):
    """Why the process stops before it has begun, in one sentence."""


async def serve(settings: Settings, *, receives: bool, reminds: bool) -> None:
    """Run until SIGTERM or SIGINT, then finish what is in hand. Raises CannotStart."""
    stopped = told_to_stop()
    database = open_database(settings.database_url)
    try:
        bot = Bot(settings, database, receives=receives, reminds=reminds)
        await start_unless_told(stopped, bot, settings)
        await stopped.wait()
        await bot.stop()
    finally:
        database.close()


async def start_unless_told(stopped: asyncio.Event, bot: Bot, settings: Settings) -> None:
    """Start the bot, but give up when the process is told to stop meanwhile. Raises CannotStart."""
    starting, told = asyncio.create_task(start(bot, settings)), asyncio.create_task(stopped.wait())
    await asyncio.wait({starting, told}, return_when=asyncio.FIRST_COMPLETED)
    told.cancel()
    if starting.done():
        return starting.result()
    starting.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await starting
    return None


async def start(bot: Bot, settings: Settings) -> None:
    """Start the bot. Raises CannotStart with the reason in plain words."""
    try:
        await bot.start()
        # What start-up made lives as long as the process: full collections need not walk it again and again.
        gc.collect()
        gc.freeze()
    except SlackApiError as error:
        await bot.stop()
        raise CannotStart(_slack_said(error)) from None
    except aiohttp.ClientError as error:
        await bot.stop()
        raise CannotStart(f"Slack cannot be reached at {settings.slack_api_url}: {error}") from None
    except OSError as error:
        await bot.stop()
        raise CannotStart(f"Cannot listen on {settings.host}:{settings.port}: {error}") from None


def _slack_said(error: SlackApiError) -> str:
    told = refusal(error)
    said = told.code or f"HTTP status {told.status}"
    if said not in _BAD_TOKEN:
        return f"Slack cannot be used: {said}. Try again in a while."
    name = "SLACK_APP_TOKEN" if "connections.open" in error.response.api_url else "SLACK_BOT_TOKEN"
    return f"Slack refused {name}: {said}. Copy it anew from your app's page."


def told_to_stop() -> asyncio.Event:
    """An event that SIGTERM or SIGINT sets. Ask for it first: a signal may come while things start."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    return stopped


def open_database(url: str) -> Database:
    """The database, with the schema that this code needs. Raises CannotStart, DatabaseInUse."""
    database = Database(parse_url(url))
    with _in_plain_words(database):
        database.claim_for_this_process()
        if database.is_sqlite:
            migrate_database(database)
        elif not is_current(database):
            raise CannotStart("The database needs migrating. Run: inroad migrate")
    return database


def look_into_database(url: str) -> Database:
    """The database beside a running process: to read, or to change a single row. Raises CannotStart."""
    database = Database(parse_url(url))
    with _in_plain_words(database):
        if not is_current(database):
            raise CannotStart("The database is empty or needs migrating. Run: inroad migrate")
    return database


def migrate(url: str) -> None:
    """Bring the database to the newest schema. Raises CannotStart."""
    database = Database(parse_url(url))
    with _in_plain_words(database):
        migrate_database(database)
    database.close()


@contextlib.contextmanager
def _in_plain_words(database: Database) -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        database.close()
        raise CannotStart(f"The database cannot be opened: {getattr(error, 'orig', error)}") from None
    except (CannotStart, DatabaseInUse):
        database.close()
        raise


def run(main: Coroutine[Any, Any, None]) -> None:
    """Run on the fastest event loop that there is on this system."""
    if sys.platform == "win32":
        asyncio.run(main)
        return
    import uvloop  # noqa: PLC0415 - there is none on Windows

    uvloop.run(main)
