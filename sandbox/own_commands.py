"""Slack's own slash commands about channels: /invite, /remove, /join and /leave."""

from collections.abc import Callable, Mapping

from sandbox.membership import dismiss, enter, go, invite
from sandbox.workspace import Channel, User, Workspace

_Command = Callable[[Workspace, User, Channel, str], None]


def run_own_command(workspace: Workspace, user: User, channel: Channel, name: str, text: str) -> None:
    """Do what one of OWN_COMMANDS says; LookupError or PermissionError with a sentence for the person."""
    OWN_COMMANDS[name](workspace, user, channel, text)


def _invite(workspace: Workspace, user: User, channel: Channel, text: str) -> None:
    invite(workspace, channel, user, _somebody(workspace, "/invite", text))


def _remove(workspace: Workspace, user: User, channel: Channel, text: str) -> None:
    dismiss(workspace, channel, user, _somebody(workspace, "/remove", text))


def _join(workspace: Workspace, user: User, _channel: Channel, text: str) -> None:
    wanted = workspace.find_channel(text)
    if wanted is None:
        raise LookupError("/join needs the #name of a channel.")
    enter(workspace, wanted, user)


def _leave(workspace: Workspace, user: User, channel: Channel, _text: str) -> None:
    go(workspace, channel, user)


def _somebody(workspace: Workspace, command: str, text: str) -> User:
    found = workspace.find_user(text.removeprefix("@"))
    if found is None:
        raise LookupError(f"{command} needs the @name of somebody in this workspace.")
    return found


OWN_COMMANDS: Mapping[str, _Command] = {
    "/invite": _invite,
    "/remove": _remove,
    "/join": _join,
    "/leave": _leave,
}
