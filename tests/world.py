"""A cohort's workspace with the whole bot in it: what scenario tests play in."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from bot.assembly import Bot
from bot.manifest import manifest
from bot.settings import Settings
from core.delivering import Timing
from core.local_time import in_zone
from handlers.pace import BOUNDLESS, Pace
from sandbox import Clock, Fault, Message, Person, Sandbox
from storage.database import Database

MONDAY_AFTERNOON = datetime(2026, 11, 23, 15, 30, tzinfo=ZoneInfo("America/New_York"))

PUBLIC_URL = "https://inroad.example/"
"""What a bot that is called over HTTP is told of where it stands."""


@dataclass
class World:
    """The workspace, the bot, its database, and the clock of all of them."""

    sandbox: Sandbox
    bot: Bot
    database: Database
    clock: Clock

    @property
    def maya(self) -> Person:
        return self.sandbox.person("maya")

    @property
    def jonas(self) -> Person:
        return self.sandbox.person("jonas")

    def advance(self, **duration: float) -> None:
        """Let time pass: ``advance(hours=2)``."""
        self.clock.advance(timedelta(**duration))

    def local(self, person: Person) -> str:
        """What the person's clock shows: ``Mon 17:30``."""
        return f"{in_zone(self.clock.now(), person.tz):%a %H:%M}"

    async def log(self, person: Person, text: str, **fields: object) -> None:
        """Log a conversation through command and form, and close what it answers."""
        await person.command(f"/interview log {text}")
        await person.modal()
        person.fill(**fields)
        submitted = await person.submit()
        if person.modals[-1].title == "Check and save":
            submitted = await person.submit()
        assert not submitted.errors, submitted.errors
        assert person.modals[-1].title == "Saved"
        await person.close(clear=True)
        await self.settled()

    async def settled(self) -> None:
        """Wait until nothing is on its way between Slack and the bot."""
        await self.sandbox.settled()
        await self.bot.tasks.idle()
        await self.sandbox.settled()

    def answers(self, person: Person) -> list[Message]:
        """What is in the person's DM besides reminders: those come whenever the worker looks."""
        return [message for message in person.messages() if not message.metadata]

    async def answer_to(self, person: Person, command: str) -> Message:
        """Type the command, and wait for what the bot answers in the DM."""
        before = len(self.answers(person))
        assert (await person.command(command)).ok
        await self.sandbox.until(lambda: len(self.answers(person)) > before)
        return self.answers(person)[-1]

    async def reminders_of(self, person: Person) -> list[Message]:
        """Every reminder in the person's DM, once the worker has delivered what is due at this hour."""
        await self.deliver()
        return [message for message in person.messages() if message.metadata]

    async def deliver(self) -> None:
        """Have the worker deliver what is due now, without waiting for its next tick."""
        assert self.bot.worker
        await self.bot.worker.sweep()
        await self.bot.worker.idle()


@asynccontextmanager
async def on_its_way(world: World) -> AsyncIterator[None]:
    """What happens in here happens while the message that is due is on its way to Slack."""
    world.sandbox.faults.add(Fault("chat.postMessage", "latency", seconds=0.5))
    assert world.bot.worker
    sweep = asyncio.create_task(world.bot.worker.sweep())
    await world.sandbox.until(lambda: world.sandbox.busy)
    yield
    await sweep
    await world.deliver()


def settings_for(sandbox: Sandbox, database: Database, *, socket_mode: bool, **more: Any) -> Settings:
    """The settings that a cohort would write into `.env` for this workspace."""
    return Settings(
        slack_bot_token=SecretStr(sandbox.bot_token),
        slack_app_token=SecretStr(sandbox.app_token) if socket_mode else None,
        slack_signing_secret=None if socket_mode else SecretStr(sandbox.signing_secret),
        slack_api_url=sandbox.api_url,
        database_url=database.url.render_as_string(hide_password=False),
        operations_port=0,
        **more,
    )


@asynccontextmanager
async def inhabited(
    database: Database,
    *,
    socket_mode: bool = True,
    starts_at: datetime = MONDAY_AFTERNOON,
    timing: Timing | None = None,
    pace: Pace = BOUNDLESS,
    **options: Any,
) -> AsyncIterator[World]:
    """A running workspace with the bot in it, at a clock that stands still until moved.

    Its people are as quick as a test: ``pace`` says how much of that the bot takes.
    """
    clock = Clock(starts_at)
    async with Sandbox(manifest(), clock=clock, **options) as sandbox:
        settings = settings_for(sandbox, database, socket_mode=socket_mode)
        settings = settings.model_copy(update={"port": 0, "public_url": None if socket_mode else PUBLIC_URL})
        bot = Bot(settings, database, now=clock.now, timing=timing, pace=pace)
        await bot.start()
        if socket_mode:
            await sandbox.app_connected()
        else:
            sandbox.install(over_http(bot))
        try:
            yield World(sandbox, bot, database, clock)
        finally:
            await bot.stop()


def over_http(bot: Bot) -> dict[str, Any]:
    """The manifest of an app that is called on the bot's own port."""
    return manifest(f"http://127.0.0.1:{bot.port}")
