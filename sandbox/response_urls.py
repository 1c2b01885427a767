"""Response URLs: five answers within half an hour to what a person did."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sandbox.content import Content, is_true, read_something
from sandbox.errors import SlackError
from sandbox.ids import secret
from sandbox.posting import add_post, change_post, remove_post
from sandbox.workspace import Channel, Post, Workspace

LIFETIME = timedelta(minutes=30)
USES = 5
WORN_OUT = {"used_url", "expired_url", "invalid_url"}


@dataclass
class _ResponseUrl:
    user: str
    channel: str
    message_ts: str | None
    given_at: datetime
    uses: int = 0


class ResponseUrls:
    """Gives out response URLs and does what is posted to them."""

    def __init__(self, workspace: Workspace) -> None:
        self.base = ""
        self._workspace = workspace
        self._given: dict[str, _ResponseUrl] = {}

    def issue(self, user: str, channel: str, message_ts: str | None = None) -> str:
        """A new URL for what this person did in that channel, to that message if it was to a message."""
        key = f"{self._workspace.team_id}/{secret(13)}/{secret(24)}"
        self._given[key] = _ResponseUrl(user, channel, message_ts, self._workspace.clock.now())
        return f"{self.base}{key}"

    def respond(self, key: str, body: Mapping[str, Any]) -> None:
        """Do what the app answered; SlackError when the URL is worn out or the answer invalid."""
        given = self._given.get(key)
        if given is None:
            raise SlackError("invalid_url")
        if self._workspace.clock.now() - given.given_at > LIFETIME:
            raise SlackError("expired_url")
        if given.uses >= USES:
            raise SlackError("used_url")
        if self._workspace.users[given.user].deleted:
            raise SlackError("user_disabled")
        given.uses += 1
        channel = self._workspace.channels[given.channel]
        original = channel.post(given.message_ts) if given.message_ts else None
        if original is not None and is_true(body.get("delete_original")):
            remove_post(self._workspace, channel, original)
        elif original is not None and is_true(body.get("replace_original")):
            self._replace(channel, original, read_something(body))
        elif not is_true(body.get("delete_original")):
            answer_in(self._workspace, channel, given.user, body)

    def _replace(self, channel: Channel, original: Post, content: Content) -> None:
        # Unlike chat.update, a replacement without blocks has none.
        change_post(self._workspace, channel, original, replace(content, blocks=content.blocks or []))


def answer_in(workspace: Workspace, channel: Channel, user: str, body: Mapping[str, Any]) -> Post:
    """Show an app's answer: to that person only, unless its response_type is in_channel."""
    response_type = body.get("response_type", "ephemeral")
    if response_type not in ("ephemeral", "in_channel"):
        raise SlackError(
            "invalid_arguments", ["[ERROR] must be a valid enum value [json-pointer:/response_type]"]
        )
    content = read_something(body)
    only_for = None if response_type == "in_channel" else user
    bot = workspace.users[workspace.app.bot_user_id]
    return add_post(workspace, channel, bot, content, only_for=only_for)
