"""What people do besides using the app's elements: talk, look at the app's tabs, move to another zone."""

import re
import uuid
from zoneinfo import ZoneInfo

from sandbox.api_people import user_json
from sandbox.content import Content
from sandbox.json_types import Json
from sandbox.membership import remove_member
from sandbox.mentions import typed, unescape
from sandbox.modals import Screens
from sandbox.posting import add_post
from sandbox.uploads import Uploads
from sandbox.workspace import Channel, Post, User, Workspace

_PIECE = re.compile(r"<(?P<sigil>[@#!]?)(?P<target>[^>|]+)(?:\|(?P<label>[^>]*))?>|(?P<text>[^<]+)")


def say(workspace: Workspace, user: User, channel: Channel, text: str) -> Post:
    """Post what a person typed; PermissionError where they cannot write."""
    _check_place(workspace, user, channel)
    return add_post(workspace, channel, user, _content(workspace, text), client_msg_id=str(uuid.uuid4()))


def send_file(
    workspace: Workspace,
    uploads: Uploads,
    user: User,
    channel: Channel,
    name: str,
    content: bytes,
    *,
    text: str,
) -> Post:
    """Post a file from a person's own machine, with what they typed beside it; as `say` where they cannot.

    ValueError for a file without a name or without content, which Slack's clients do not send.
    """
    _check_place(workspace, user, channel)
    if not name.strip() or not content:
        raise ValueError("There is nothing in that file.")
    beside = _content(workspace, text) if text.strip() else Content("")
    file = uploads.give(user, name, content)
    return add_post(workspace, channel, user, beside, client_msg_id=str(uuid.uuid4()), files=[file])


def _check_place(workspace: Workspace, user: User, channel: Channel) -> None:
    if user.id not in channel.members:
        raise PermissionError(f"{user.handle} is not in that channel.")
    if channel.is_archived:
        raise PermissionError(f"#{channel.name} is archived.")
    if channel.is_im and workspace.app.manifest.messages_read_only:
        raise PermissionError("Sending messages to this app has been turned off.")


def _content(workspace: Workspace, text: str) -> Content:
    marked_up = typed(text, workspace.find_id)
    return Content(marked_up, blocks=[_rich_text(marked_up)])


def open_tab(workspace: Workspace, screens: Screens, user: User, tab: str) -> None:
    """Look at the app's "home" or "messages" tab."""
    event: Json = {
        "type": "app_home_opened",
        "user": user.id,
        "channel": workspace.dm(user.id).id,
        "tab": tab,
        "event_ts": workspace.next_ts(),
    }
    home = screens.home(user.id)
    if tab == "home" and home is not None:
        event["view"] = screens.as_json(home)
    workspace.announce(event)


def move_to_zone(workspace: Workspace, user: User, tz: str) -> None:
    """Change a person's time zone; ZoneInfoNotFoundError when there is no such zone."""
    user.tz = ZoneInfo(tz).key
    user.updated = workspace.epoch()
    _tell_of_change(workspace, user)


def leave(workspace: Workspace, user: User) -> None:
    """Deactivate a person, as when they leave the team: out of all channels, not of what is direct."""
    user.deleted = True
    user.updated = workspace.epoch()
    _tell_of_change(workspace, user)
    for channel in list(workspace.channels_of(user.id)):
        if not (channel.is_im or channel.is_mpim):
            remove_member(workspace, channel, user, user)


def _tell_of_change(workspace: Workspace, user: User) -> None:
    workspace.changes.touch()
    about = user_json(workspace, user)
    event = {"type": "user_change", "user": about, "cache_ts": user.updated, "event_ts": workspace.next_ts()}
    workspace.announce(event)


def _rich_text(marked_up: str) -> Json:
    section = {
        "type": "rich_text_section",
        "elements": [_leaf(match) for match in _PIECE.finditer(marked_up)],
    }
    return {"type": "rich_text", "block_id": uuid.uuid4().hex[:5], "elements": [section]}


def _leaf(found: re.Match[str]) -> Json:
    if found["text"]:
        return {"type": "text", "text": unescape(found["text"])}
    match found["sigil"]:
        case "@":
            return {"type": "user", "user_id": found["target"]}
        case "#":
            return {"type": "channel", "channel_id": found["target"]}
        case "!":
            return {"type": "broadcast", "range": found["target"]}
    link = {"type": "link", "url": unescape(found["target"])}
    return link | {"text": found["label"]} if found["label"] else link
