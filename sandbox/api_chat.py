"""The chat.* methods."""

from collections.abc import Callable
from dataclasses import replace

from sandbox.arguments import Arguments
from sandbox.content import LONGEST_UPDATE, nothing_said, read_content, read_something
from sandbox.errors import SlackError
from sandbox.json_types import Json
from sandbox.posting import add_post, as_json, change_post, remove_post
from sandbox.workspace import Channel, Post, User, Workspace


class ChatMethods:
    """Posting, changing and deleting messages; `count_message` is told of each post's channel."""

    def __init__(self, workspace: Workspace, count_message: Callable[[str], None]) -> None:
        self._workspace = workspace
        self._count_message = count_message

    def table(self) -> dict[str, Callable[[Arguments], Json]]:
        """The methods by name."""
        return {
            "chat.postMessage": self.post_message,
            "chat.postEphemeral": self.post_ephemeral,
            "chat.update": self.update,
            "chat.delete": self.delete,
            "chat.getPermalink": self.get_permalink,
        }

    def post_message(self, arguments: Arguments) -> Json:
        """Post to a channel, or to a person's direct messages by user id."""
        channel = self._destination(arguments.text("channel"))
        content = read_something(arguments.given)
        thread_ts = arguments.optional_text("thread_ts")
        if thread_ts and channel.post(thread_ts) is None:
            raise SlackError("thread_not_found")
        self._count_message(channel.id)
        post = add_post(self._workspace, channel, self._bot(), content, thread_ts=thread_ts)
        message = as_json(self._workspace, post, whole_metadata=True)
        return {"channel": channel.id, "ts": post.ts, "message": message}

    def post_ephemeral(self, arguments: Arguments) -> Json:
        """Show a message to one member of a channel."""
        channel, user_id = self._destination(arguments.text("channel")), arguments.text("user")
        user = self._workspace.users.get(user_id)
        if user is None or user.deleted or user_id not in channel.members:
            raise SlackError("user_not_in_channel")
        post = add_post(
            self._workspace, channel, self._bot(), read_something(arguments.given), only_for=user_id
        )
        return {"message_ts": post.ts}

    def update(self, arguments: Arguments) -> Json:
        """Change one of the bot's own messages."""
        channel, post = self._own_post(arguments, "cant_update_message")
        # Unlike chat.postMessage this method parses names unless told otherwise.
        given = {"parse": "client", **arguments.given}
        content = read_content(given, longest=LONGEST_UPDATE)
        if not content.text and content.blocks is None and not content.attachments:
            raise nothing_said()
        if content.blocks == [] and not content.text:
            content = replace(content, text=post.text)
        change_post(self._workspace, channel, post, content)
        message = as_json(self._workspace, post, whole_metadata=True)
        return {"channel": channel.id, "ts": post.ts, "text": post.text, "message": message}

    def delete(self, arguments: Arguments) -> Json:
        """Delete one of the bot's own messages."""
        channel, post = self._own_post(arguments, "cant_delete_message")
        remove_post(self._workspace, channel, post)
        return {"channel": channel.id, "ts": post.ts}

    def get_permalink(self, arguments: Arguments) -> Json:
        """A link to a message."""
        channel = self._channel(arguments.text("channel"))
        ts = arguments.text("message_ts")
        if channel.post(ts) is None:
            raise SlackError("message_not_found")
        host = f"https://{self._workspace.team_domain}.slack.com"
        return {"channel": channel.id, "permalink": f"{host}/archives/{channel.id}/p{ts.replace('.', '')}"}

    def _destination(self, name: str) -> Channel:
        user = self._workspace.users.get(name)
        if user is not None:
            if not user.takes_messages:
                raise SlackError("cannot_dm_bot")
            channel = self._workspace.dm(user.id)
        else:
            channel = self._channel(name)
        if channel.is_im:
            self._refuse_closed_dm(channel)
        elif self._workspace.app.bot_user_id not in channel.members:
            public = not channel.is_private and "chat:write.public" in self._workspace.app.scopes
            if not public:
                raise SlackError("not_in_channel")
        if channel.is_archived:
            raise SlackError("is_archived")
        return channel

    def _refuse_closed_dm(self, channel: Channel) -> None:
        partner = next(member for member in channel.members if member != self._workspace.app.bot_user_id)
        if self._workspace.users[partner].deleted:
            raise SlackError("user_disabled")
        if not self._workspace.app.manifest.messages_tab:
            raise SlackError("messages_tab_disabled")

    def _channel(self, name: str) -> Channel:
        channel = self._workspace.find_channel(name)
        return self._known(channel)

    def _known(self, channel: Channel | None) -> Channel:
        """The channel, if the bot may know that there is one."""
        if channel is not None:
            hidden = channel.is_im or channel.is_private
            if not hidden or self._workspace.app.bot_user_id in channel.members:
                return channel
        raise SlackError("channel_not_found")

    def _own_post(self, arguments: Arguments, refusal: str) -> tuple[Channel, Post]:
        # A user's or a channel's name will not do here: Slack wants the id of the conversation.
        channel = self._known(self._workspace.channels.get(arguments.text("channel")))
        post = channel.post(arguments.text("ts"))
        if post is None or post.only_for is not None:
            raise SlackError("message_not_found")
        if post.user != self._workspace.app.bot_user_id:
            raise SlackError(refusal)
        if self._workspace.app.bot_user_id not in channel.members:
            raise SlackError("not_in_channel")
        if channel.is_archived:
            raise SlackError("is_archived")
        return channel, post

    def _bot(self) -> User:
        return self._workspace.users[self._workspace.app.bot_user_id]
