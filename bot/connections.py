"""Which workspaces a process works for: the one whose token is configured, or those that install Inroad."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import aiohttp

from bot.background import Tasks
from bot.identity import OneWorkspace
from bot.settings import Settings
from bot.slack_calls import clients
from bot.threads import Threads

if TYPE_CHECKING:
    from bot.install_flow import InstallFlow
    from bot.many_workspaces import ManyWorkspaces


@dataclass(frozen=True, slots=True)
class Connections:
    """``installs``: the pages on which a workspace is added, where there may be several."""

    workspaces: "OneWorkspace | ManyWorkspaces"
    installs: "InstallFlow | None" = None


def connect(
    settings: Settings,
    store: Threads,
    http: aiohttp.ClientSession,
    now: Callable[[], datetime],
    tasks: Tasks,
) -> Connections:
    """What the settings ask for."""
    if settings.many_workspaces:
        return _connect_many(settings, store, http, now, tasks)
    slack = clients(settings.bot_token, settings.slack_api_url, http)
    return Connections(OneWorkspace(slack, http, settings.bot_token))


def _connect_many(
    settings: Settings,
    store: Threads,
    http: aiohttp.ClientSession,
    now: Callable[[], datetime],
    tasks: Tasks,
) -> Connections:
    # One workspace needs neither cryptography nor Bolt's OAuth.
    from bot.install_flow import InstallFlow  # noqa: PLC0415
    from bot.many_workspaces import ManyWorkspaces  # noqa: PLC0415
    from bot.token_keys import TokenKeys  # noqa: PLC0415
    from bot.token_refresh import TokenRefresh  # noqa: PLC0415

    api_url, client, keys = settings.slack_api_url, settings.client, TokenKeys(settings.token_keys)
    refresh = TokenRefresh(store, keys, tasks, http, api_url, now, client=client)
    workspaces = ManyWorkspaces(store, keys, refresh, http, api_url, now)
    changed, public_url = workspaces.forget, settings.public_url
    installs = InstallFlow(
        store, keys, http, now, changed, client=client, api_url=api_url, public_url=public_url
    )
    return Connections(workspaces, installs)
