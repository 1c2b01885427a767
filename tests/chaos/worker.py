"""The process that is killed: the whole bot on short times, which may also kill itself at a commit."""

import asyncio
import os
import signal
from dataclasses import dataclass
from datetime import timedelta

from pydantic import SecretStr

from bot import logs
from bot.assembly import Bot
from bot.settings import LogFormat, Settings
from core.delivering import Timing
from storage.database import Database, parse_url
from storage.unit_of_work import SqlUnitOfWork

QUICK = Timing(
    call=timedelta(seconds=1),
    lease=timedelta(seconds=2.5),
    apart=timedelta(0),
    look_after=timedelta(seconds=0.2),
    settles_after=timedelta(seconds=1.5),
)


@dataclass(frozen=True, slots=True)
class Death:
    """At which of its commits a process kills itself, and on which side of it."""

    commit: int
    before: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where the worker finds Slack and its database."""

    database_url: str
    api_url: str
    bot_token: str
    app_token: str


class _MortalUnitOfWork(SqlUnitOfWork):
    death: Death
    commits = 0

    def commit(self) -> None:
        kind = type(self)
        kind.commits += 1
        now = kind.commits == self.death.commit
        if now and self.death.before:
            os.kill(os.getpid(), signal.SIGKILL)
        super().commit()
        if now:
            os.kill(os.getpid(), signal.SIGKILL)


class _MortalDatabase(Database):
    def writing(self) -> SqlUnitOfWork:
        return _MortalUnitOfWork(self.engine)


def work(place: Place, death: Death | None) -> None:
    """Deliver reminders until killed."""
    logs.set_up("error", LogFormat.TEXT)
    url = parse_url(place.database_url)
    database = Database(url)
    if death:
        _MortalUnitOfWork.death = death
        database = _MortalDatabase(url)
    asyncio.run(_work(place, database))


async def _work(place: Place, database: Database) -> None:
    settings = Settings.model_construct(
        slack_bot_token=SecretStr(place.bot_token),
        slack_app_token=SecretStr(place.app_token),
        slack_api_url=place.api_url,
        operations_port=0,
    )
    await Bot(settings, database, timing=QUICK).start()
    await asyncio.Event().wait()
