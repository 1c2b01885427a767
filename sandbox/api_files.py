"""The files.* methods: Slack's upload in three steps, of which the second is sandbox.uploads; and reading."""

import re
from collections.abc import Callable
from typing import cast

from sandbox.arguments import Arguments
from sandbox.content import Content, read_content
from sandbox.errors import SlackError, error_at
from sandbox.files import File, file_json, unprocessed_json
from sandbox.json_types import Json
from sandbox.posting import add_post, remove_post
from sandbox.schema import Shape, list_of, string
from sandbox.uploads import Uploads
from sandbox.workspace import Channel, Workspace

LONGEST_ALT_TEXT = 1000
LARGEST_SNIPPET = 1_000_000  # bytes
LARGEST_FILE = 3 * 1024 * 1024  # bytes; Slack takes 1 GB, which is kept in memory here
MOST_FILES = 10  # of one message, as in Slack's own client
MOST_CHANNELS = 100
SNIPPETS = {"csv", "html", "javascript", "json", "markdown", "python", "shell", "sql", "text", "xml", "yaml"}
CHANNEL_ID = "^[CGDZ][A-Z0-9]{8,}$"
_FILES = list_of(
    Shape({"id": string(255)}, {"title": string(255, 0), "highlight_type": string(255)}), MOST_FILES
)


class FileMethods:
    """Uploading files and sharing them; `count_message` is told of the channel of each share."""

    def __init__(self, workspace: Workspace, uploads: Uploads, count_message: Callable[[str], None]) -> None:
        self._workspace = workspace
        self._uploads = uploads
        self._count_message = count_message

    def table(self) -> dict[str, Callable[[Arguments], Json]]:
        """The methods by name."""
        return {
            "files.getUploadURLExternal": self.get_upload_url,
            "files.completeUploadExternal": self.complete_upload,
            "files.delete": self.delete,
            "files.info": self.info,
        }

    def get_upload_url(self, arguments: Arguments) -> Json:
        """A URL that takes the bytes of one file."""
        name, length = arguments.text("filename"), _length(arguments)
        alt_text = arguments.optional_text("alt_txt") or ""
        if len(alt_text) > LONGEST_ALT_TEXT:
            raise SlackError("alt_txt_too_large")
        snippet = arguments.optional_text("snippet_type")
        if snippet is not None and snippet not in SNIPPETS:
            raise SlackError("unknown_snippet_type")
        if snippet is not None and length > LARGEST_SNIPPET:
            raise SlackError("snippet_too_large")
        url, file_id = self._uploads.issue(name, length, alt_text)
        return {"upload_url": url, "file_id": file_id}

    def complete_upload(self, arguments: Arguments) -> Json:
        """Share uploaded files in a message, or without a channel keep them private.

        The answer does not say yet where they were shared, because Slack looks at files only after it.
        """
        wanted = _wanted(arguments)
        channels, thread_ts = self._channels(arguments), arguments.optional_text("thread_ts")
        if thread_ts is not None:
            _check_thread(channels, thread_ts)
        content = _comment(arguments)
        self._uploads.check(wanted)
        for channel in channels:
            self._count_message(channel.id)
        files = [self._uploads.complete(file_id, title) for file_id, title in wanted.items()]
        for channel in channels:
            self._share(channel, files, content, thread_ts)
        team_id, url = self._workspace.team_id, self._workspace.url
        return {"files": [unprocessed_json(file, team_id, url) for file in files]}

    def delete(self, arguments: Arguments) -> Json:
        """Take a file away, wherever it stands; a message in which nothing is left goes with it."""
        file = self._uploads.remove(arguments.text("file"))
        for channel in self._workspace.channels.values():
            for post in [post for post in channel.posts if file in post.files]:
                post.files.remove(file)
                if post.text or post.files:
                    self._workspace.shown(channel, None)
                else:
                    remove_post(self._workspace, channel, post)
        return {}

    def info(self, arguments: Arguments) -> Json:
        """One file that the app may read, with the conversations of the app in which it stands."""
        file = self._uploads.readable(arguments.text("file"))
        if file is None:
            raise SlackError("file_not_found")
        about = file_json(file, self._workspace.team_id, self._workspace.url)
        return {"file": about | self._places(file), "comments": [], "response_metadata": {"next_cursor": ""}}

    def _places(self, file: File) -> Json:
        bot = self._workspace.app.bot_user_id
        there = [
            channel
            for channel in self._workspace.channels_of(bot)
            if any(file in post.files for post in self._workspace.visible_posts(channel, bot))
        ]
        ims = [channel for channel in there if channel.is_im]
        groups = [channel for channel in there if channel.is_private]
        channels = [channel for channel in there if channel.is_public]
        named = {"ims": ims, "groups": groups, "channels": channels}
        return {name: [channel.id for channel in some] for name, some in named.items()}

    def _share(self, channel: Channel, files: list[File], content: Content, thread_ts: str | None) -> None:
        bot = self._workspace.users[self._workspace.app.bot_user_id]
        add_post(self._workspace, channel, bot, content, thread_ts=thread_ts, files=files)

    def _channels(self, arguments: Arguments) -> list[Channel]:
        one, several = arguments.optional_text("channel_id"), arguments.optional_text("channels")
        if one is not None and several is not None:
            raise error_at("invalid_arguments", "must not come with channel_id", "/channels")
        name = "channels" if one is None else "channel_id"
        ids = [*dict.fromkeys((one or several or "").split(","))] if one or several else []
        if len(ids) > MOST_CHANNELS:
            raise SlackError("channels_limit_exceeded")
        return [self._channel(channel_id, name) for channel_id in ids]

    def _channel(self, channel_id: str, argument: str) -> Channel:
        # Unlike in chat.postMessage, a person's id or a channel's name will not do.
        if not re.fullmatch(CHANNEL_ID, channel_id):
            raise error_at(
                "invalid_arguments", f"input must match regex pattern: {CHANNEL_ID}", f"/{argument}"
            )
        channel, bot = self._workspace.channels.get(channel_id), self._workspace.app.bot_user_id
        if channel is None or ((channel.is_im or channel.is_private) and bot not in channel.members):
            raise SlackError("channel_not_found" if argument == "channel_id" else "invalid_channel")
        if bot not in channel.members:
            raise SlackError("not_in_channel")
        gone = any(self._workspace.users[member].deleted for member in channel.members)
        if channel.is_im and (gone or not self._workspace.app.manifest.messages_tab):
            raise SlackError("posting_to_channel_denied")
        return channel


def _length(arguments: Arguments) -> int:
    given = arguments.given.get("length")
    if given in (None, ""):
        raise SlackError("invalid_arguments", ["[ERROR] missing required field: length"])
    if str(given) == "0":
        raise SlackError("missing_argument")
    length = arguments.number("length", 0, 2**53)
    if length > LARGEST_FILE:
        raise SlackError("file_upload_size_restricted")
    return length


def _wanted(arguments: Arguments) -> dict[str, str]:
    """The titles ("" for none) of the files to complete, by id."""
    complaints: list[str] = []
    given = arguments.json("files")
    _FILES(given, "/files", complaints)
    if complaints:
        raise SlackError("invalid_arguments", complaints)
    entries = cast("list[Json]", given)
    titles = {str(entry["id"]): str(entry.get("title", "")) for entry in entries}
    if len(titles) < len(entries):
        raise error_at("invalid_arguments", "must be different files", "/files")
    return titles


def _comment(arguments: Arguments) -> Content:
    """The text beside the files; blocks count only without an initial_comment."""
    comment = arguments.optional_text("initial_comment")
    if comment is not None:
        return read_content({"text": comment})
    content = read_content({"blocks": arguments.given.get("blocks")})
    if any(block["type"] == "markdown" for block in content.blocks or ()):
        # Other blocks are taken: https://github.com/slackapi/python-slack-sdk/issues/1756
        raise SlackError("internal_error")
    return content


def _check_thread(channels: list[Channel], thread_ts: str) -> None:
    if len(channels) != 1:
        raise error_at("invalid_arguments", "needs exactly one channel", "/thread_ts")
    parent = channels[0].post(thread_ts)
    if parent is None or parent.thread_ts not in (None, thread_ts):
        raise SlackError("thread_not_found")
