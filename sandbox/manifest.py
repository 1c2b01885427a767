"""Reading an app manifest: what the app may do and where it wants to be told."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class SlashCommand:
    """One command of the app; `url` only matters in HTTP mode."""

    command: str
    description: str
    usage_hint: str
    should_escape: bool
    url: str


@dataclass(frozen=True)
class Shortcut:
    """One shortcut of the app: `kind` is "global", or "message" for one in the menu of a message."""

    name: str
    kind: str
    callback_id: str
    description: str


@dataclass(frozen=True)
class Manifest:
    """The parts of an app manifest that this workspace obeys. Build one with `read`."""

    app_name: str
    bot_name: str
    bot_scopes: frozenset[str]
    bot_events: frozenset[str]
    commands: tuple[SlashCommand, ...]
    shortcuts: tuple[Shortcut, ...]
    socket_mode: bool
    interactive: bool
    home_tab: bool
    messages_tab: bool
    messages_read_only: bool
    events_url: str
    interactivity_url: str
    options_url: str
    redirect_urls: tuple[str, ...]
    token_rotation: bool
    org_deploy: bool

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> "Manifest":
        """Read the manifest's JSON; ValueError with every rule of Slack's that it breaks."""
        features, settings = _part(document, "features"), _part(document, "settings")
        home, interactivity = _part(features, "app_home"), _part(settings, "interactivity")
        subscriptions = _part(settings, "event_subscriptions")
        oauth = _part(document, "oauth_config")
        app_name = str(_part(document, "display_information").get("name", ""))
        manifest = cls(
            app_name=app_name,
            bot_name=str(_part(features, "bot_user").get("display_name", app_name)),
            bot_scopes=frozenset(_part(oauth, "scopes").get("bot", ())),
            bot_events=frozenset(subscriptions.get("bot_events", ())),
            commands=tuple(_commands(features)),
            shortcuts=tuple(_shortcuts(features)),
            socket_mode=bool(settings.get("socket_mode_enabled", False)),
            interactive=bool(interactivity.get("is_enabled", False)),
            home_tab=bool(home.get("home_tab_enabled", False)),
            messages_tab=bool(home.get("messages_tab_enabled", True)),
            messages_read_only=bool(home.get("messages_tab_read_only_enabled", False)),
            events_url=str(subscriptions.get("request_url", "")),
            interactivity_url=str(interactivity.get("request_url", "")),
            options_url=str(interactivity.get("message_menu_options_url", "")),
            redirect_urls=tuple(oauth.get("redirect_urls", ())),
            token_rotation=bool(settings.get("token_rotation_enabled", False)),
            org_deploy=bool(settings.get("org_deploy_enabled", False)),
        )
        if faults := list(_faults(manifest)):
            raise ValueError("The app manifest is not valid: " + "; ".join(faults))
        return manifest

    def command(self, name: str) -> SlashCommand | None:
        """The app's command of that name ("/interview"), if it has one."""
        return next((command for command in self.commands if command.command == name), None)

    def shortcut(self, name: str, kind: str) -> Shortcut | None:
        """The app's shortcut of that name and kind, if it has one."""
        return next((each for each in self.shortcuts if (each.name, each.kind) == (name, kind)), None)


def _part(document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = document.get(name, {})
    if not isinstance(part, Mapping):
        raise ValueError(f"The app manifest is not valid: {name} is no object")  # noqa: TRY004 - of a file
    return part


def _commands(features: Mapping[str, Any]) -> Iterable[SlashCommand]:
    for entry in features.get("slash_commands", ()):
        yield SlashCommand(
            command=str(entry.get("command", "")),
            description=str(entry.get("description", "")),
            usage_hint=str(entry.get("usage_hint", "")),
            should_escape=bool(entry.get("should_escape", False)),
            url=str(entry.get("url", "")),
        )


def _shortcuts(features: Mapping[str, Any]) -> Iterable[Shortcut]:
    for entry in features.get("shortcuts", ()):
        yield Shortcut(
            name=str(entry.get("name", "")),
            kind=str(entry.get("type", "")),
            callback_id=str(entry.get("callback_id", "")),
            description=str(entry.get("description", "")),
        )


def _faults(manifest: Manifest) -> Iterable[str]:
    if not 1 <= len(manifest.app_name) <= 35:
        yield "display_information.name has 1 to 35 characters"
    if not 1 <= len(manifest.bot_name) <= 80:
        yield "features.bot_user.display_name has 1 to 80 characters"
    if len(manifest.commands) > 50:
        yield "features.slash_commands has at most 50 entries"
    if len(manifest.bot_events) > 100:
        yield "settings.event_subscriptions.bot_events has at most 100 entries"
    if manifest.commands and "commands" not in manifest.bot_scopes:
        yield "slash commands need the bot scope commands"
    for command in manifest.commands:
        if not re.fullmatch(r"/[^\s/A-Z]{1,31}", command.command):
            yield f"{command.command!r} is no command: a slash and 1 to 31 characters, no capitals or spaces"
        if not 1 <= len(command.description) <= 2000 or len(command.usage_hint) > 1000:
            yield f"{command.command} needs a description (2000 at most) and a usage_hint of 1000 at most"
    yield from _faults_of_shortcuts(manifest)


def _faults_of_shortcuts(manifest: Manifest) -> Iterable[str]:
    if len(manifest.shortcuts) > 10:
        yield "features.shortcuts has at most 10 entries"
    if manifest.shortcuts and not ("commands" in manifest.bot_scopes and manifest.interactive):
        yield "shortcuts need the bot scope commands, and interactivity"
    ids = [shortcut.callback_id for shortcut in manifest.shortcuts]
    if len(set(ids)) < len(ids):
        yield "each of the shortcuts has a callback_id of its own"
    for each in manifest.shortcuts:
        if each.kind not in ("global", "message"):
            yield f"the type of the shortcut {each.name!r} is global or message"
        if not (1 <= len(each.name) <= 24 and 1 <= len(each.callback_id) <= 255):
            yield f"the shortcut {each.name!r} needs a name (24 at most) and a callback_id (255 at most)"
        if not 1 <= len(each.description) <= 150:
            yield f"the shortcut {each.name!r} needs a description of 150 characters at most"
