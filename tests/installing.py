"""A bot that workspaces install by themselves, and the browser in which somebody does it."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html import unescape
from http.cookies import SimpleCookie
from typing import Any

import aiohttp
from pydantic import SecretStr

from bot.assembly import Bot
from bot.manifest import manifest
from bot.settings import Settings
from bot.token_keys import new_key
from handlers.pace import BOUNDLESS
from sandbox import Clock, Person, Sandbox
from storage.database import Database
from tests.world import MONDAY_AFTERNOON, World

KEY = new_key()


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as the browser shows it."""

    status: int
    html: str
    headers: dict[str, str]

    @property
    def title(self) -> str:
        return unescape(re.findall("<h1>(.*?)</h1>", self.html)[0])

    @property
    def link(self) -> str:
        """Where its button leads."""
        return unescape(re.findall('href="(.*?)"', self.html)[0])


@dataclass
class Browser:
    """Goes to pages of the bot and keeps its cookie; `aiohttp`'s would not send one that wants https."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    async def open(self, address: str) -> Shown:
        """A path of the bot's, or a whole address."""
        url = address if "://" in address else f"http://127.0.0.1:{self.port}{address}"
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        async with aiohttp.ClientSession() as http, http.get(url, headers={"Cookie": cookie}) as response:
            for header in response.headers.getall("Set-Cookie", []):
                for name, morsel in SimpleCookie(header).items():
                    self.cookies[name] = morsel.value
            return Shown(response.status, await response.text(), dict(response.headers))


def settings_of(sandbox: Sandbox, database: Database, **more: Any) -> Settings:
    """The settings of a bot in many workspaces."""
    given: dict[str, Any] = {
        "slack_client_id": sandbox.client_id,
        "slack_client_secret": SecretStr(sandbox.client_secret),
        "slack_signing_secret": SecretStr(sandbox.signing_secret),
        "inroad_token_keys": SecretStr(KEY),
        "slack_api_url": sandbox.api_url,
        "database_url": database.url.render_as_string(hide_password=False),
        "operations_port": 0,
    }
    # A port of 0 (any free one) is for tests only.
    return Settings(**{**given, **more}).model_copy(update={"port": 0})


@asynccontextmanager
async def installable(
    database: Database, *, rotation: bool = False, reminds: bool = True, **settings: Any
) -> AsyncIterator[World]:
    """A bot that is in no workspace yet. The sandbox's first workspace has maya and jonas in it."""
    clock = Clock(MONDAY_AFTERNOON)
    async with Sandbox(manifest(), clock=clock, installed=False) as sandbox:
        bot = Bot(
            settings_of(sandbox, database, **settings),
            database,
            reminds=reminds,
            now=clock.now,
            pace=BOUNDLESS,
        )
        await bot.start()
        sandbox.install(manifest(f"http://127.0.0.1:{bot.port}", rotation=rotation, organisations=True))
        try:
            yield World(sandbox, bot, database, clock)
        finally:
            await bot.stop()


async def install(world: World, person: Person, *, whole_organisation: bool = False) -> Shown:
    """As this person: the page, Slack's question, and back; gives the last page."""
    return await install_at(browser_of(world), world.sandbox, person, whole_organisation=whole_organisation)


def browser_of(world: World) -> Browser:
    """A browser in which nothing has begun yet."""
    assert world.bot.port
    return Browser(world.bot.port)


async def install_at(
    browser: Browser, sandbox: Sandbox, person: Person, *, whole_organisation: bool = False
) -> Shown:
    """The same, on the port that the browser goes to."""
    offered = await browser.open("/slack/install")
    assert offered.status == 200
    return await browser.open(sandbox.allow(offered.link, person, whole_organisation=whole_organisation))
