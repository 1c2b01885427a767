"""The conversations.* methods."""

from collections.abc import Callable, Iterable, Sequence

from sandbox.arguments import Arguments
from sandbox.errors import SlackError
from sandbox.json_types import Json
from sandbox.paging import cursor_at, page_of, place_of
from sandbox.posting import as_json
from sandbox.workspace import Channel, Post, Workspace

_KINDS = ("public_channel", "private_channel", "mpim", "im")
_MOST_IN_GROUP = 8


class ConversationMethods:
    """Channels and direct messages: which there are, who is in them, what was said."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def table(self) -> dict[str, Callable[[Arguments], Json]]:
        """The methods by name."""
        return {
            "conversations.open": self.open,
            "conversations.info": self.info,
            "conversations.list": self.list,
            "conversations.members": self.members,
            "conversations.history": self.history,
            "conversations.replies": self.replies,
        }

    def open(self, arguments: Arguments) -> Json:
        """The direct messages with one person, or with a group of up to eight."""
        channel_id = arguments.optional_text("channel")
        if channel_id:
            channel = self._readable(channel_id, scope="")
            if not (channel.is_im or channel.is_mpim):
                raise SlackError("method_not_supported_for_channel_type")
            self._need("mpim:write" if channel.is_mpim else "im:write")
        else:
            channel = self._direct(_user_ids(arguments))
        if not arguments.flag("return_im"):
            return {"channel": {"id": channel.id}}
        return {"channel": self._as_json(channel), "no_op": True, "already_open": True}

    def info(self, arguments: Arguments) -> Json:
        """One conversation."""
        channel = self._readable(arguments.text("channel"), scope="read")
        about = self._as_json(channel)
        if arguments.flag("include_num_members"):
            about["num_members"] = len(channel.members)
        return {"channel": about}

    def list(self, arguments: Arguments) -> Json:
        """The conversations that the bot can know of, in pages."""
        kinds = (arguments.optional_text("types") or "public_channel").split(",")
        for kind in kinds:
            if kind not in _KINDS:
                raise SlackError("invalid_types")
            self._need(_scope_of(kind) + ":read")
        seen = [channel for channel in self._workspace.channels.values() if self._knows(channel)]
        found = [channel for channel in seen if _kind(channel) in kinds]
        page, cursor = page_of(found, arguments, most=999, default=100)
        channels = [self._as_json(channel) for channel in page]
        return {"channels": channels, "response_metadata": {"next_cursor": cursor}}

    def members(self, arguments: Arguments) -> Json:
        """Who is in a conversation, in pages."""
        channel = self._readable(arguments.text("channel"), scope="read")
        page, cursor = page_of(channel.members, arguments, most=999, default=100)
        return {"members": [*page], "response_metadata": {"next_cursor": cursor}}

    def history(self, arguments: Arguments) -> Json:
        """What was said, newest first, in pages; without ephemerals and answers in threads."""
        channel = self._own(self._readable(arguments.text("channel"), scope="history"))
        posts = [
            post for post in channel.posts if post.only_for is None and post.thread_ts in (None, post.ts)
        ]
        return self._page_of_posts(reversed(posts), arguments, newest_first=True)

    def replies(self, arguments: Arguments) -> Json:
        """A thread, oldest first, its first message included."""
        channel = self._own(self._readable(arguments.text("channel"), scope="history"))
        ts = arguments.text("ts")
        if channel.post(ts) is None:
            raise SlackError("thread_not_found")
        posts = [post for post in channel.posts if post.only_for is None and ts in (post.ts, post.thread_ts)]
        return self._page_of_posts(posts, arguments, newest_first=False)

    def _page_of_posts(self, posts: Iterable[Post], arguments: Arguments, *, newest_first: bool) -> Json:
        limit = arguments.number("limit", 100, 999)
        is_wanted = _window(arguments)
        wanted = [post for post in posts if is_wanted(post)]
        cursor = arguments.optional_text("cursor")
        if cursor:
            ts = place_of("next_ts", cursor)
            wanted = [post for post in wanted if (post.ts <= ts if newest_first else post.ts >= ts)]
        page, rest = wanted[:limit], wanted[limit:]
        whole = arguments.flag("include_all_metadata")
        answer: Json = {
            "messages": [as_json(self._workspace, post, whole_metadata=whole) for post in page],
            "has_more": bool(rest),
        }
        if rest:
            answer["response_metadata"] = {"next_cursor": cursor_at("next_ts", rest[0].ts)}
        return answer

    def _direct(self, user_ids: Sequence[str]) -> Channel:
        self._need("mpim:write" if len(user_ids) > 1 else "im:write")
        if len(user_ids) > _MOST_IN_GROUP:
            raise SlackError("too_many_users")
        people = [self._reachable(user_id) for user_id in user_ids]
        if len(people) == 1:
            return self._workspace.dm(people[0])
        return self._workspace.open_group_dm(people)

    def _reachable(self, user_id: str) -> str:
        user = self._workspace.users.get(user_id)
        if user is None:
            raise SlackError("user_not_found")
        if user.deleted:
            raise SlackError("user_disabled")
        if not user.takes_messages:
            raise SlackError("cannot_dm_bot")
        return user.id

    def _readable(self, channel_id: str, scope: str) -> Channel:
        channel = self._workspace.channels.get(channel_id)
        if channel is None or not self._knows(channel):
            raise SlackError("channel_not_found")
        if scope:
            self._need(f"{_scope_of(_kind(channel))}:{scope}")
        return channel

    def _own(self, channel: Channel) -> Channel:
        if self._workspace.app.bot_user_id not in channel.members:
            raise SlackError("not_in_channel")
        return channel

    def _knows(self, channel: Channel) -> bool:
        hidden = channel.is_im or channel.is_private
        return not hidden or self._workspace.app.bot_user_id in channel.members

    def _need(self, scope: str) -> None:
        if scope not in self._workspace.app.scopes:
            raise SlackError("missing_scope", needed=scope, provided=self._provided())

    def _provided(self) -> str:
        return ",".join(sorted(self._workspace.app.scopes))

    def _as_json(self, channel: Channel) -> Json:
        bot = self._workspace.app.bot_user_id
        about: Json = {
            "id": channel.id,
            "created": channel.created,
            "is_archived": channel.is_archived,
            "is_im": channel.is_im,
        }
        about |= {"is_org_shared": False, "context_team_id": self._workspace.team_id}
        if channel.is_im:
            partner = next(member for member in channel.members if member != bot)
            deleted = self._workspace.users[partner].deleted
            return about | {"user": partner, "is_user_deleted": deleted, "is_open": True}
        return about | {
            "name": channel.name,
            "name_normalized": channel.name,
            "creator": channel.creator,
            "is_channel": not channel.is_private,
            "is_group": channel.is_private and not channel.is_mpim,
            "is_mpim": channel.is_mpim,
            "is_private": channel.is_private,
            "is_general": channel.is_general,
            "is_member": bot in channel.members,
            "num_members": len(channel.members),
            "is_shared": self._workspace.is_shared(channel),
            "is_ext_shared": self._workspace.is_shared(channel),
            "topic": {"value": "", "creator": "", "last_set": 0},
            "purpose": {"value": "", "creator": "", "last_set": 0},
        }


def _kind(channel: Channel) -> str:
    if channel.is_im:
        return "im"
    return "mpim" if channel.is_mpim else "private_channel" if channel.is_private else "public_channel"


def _scope_of(kind: str) -> str:
    return {"im": "im", "mpim": "mpim", "private_channel": "groups"}.get(kind, "channels")


def _user_ids(arguments: Arguments) -> list[str]:
    given = arguments.optional_text("users") or ""
    user_ids = [user_id.strip() for user_id in given.split(",") if user_id.strip()]
    if not user_ids:
        raise SlackError("users_list_not_supplied")
    return list(dict.fromkeys(user_ids))


def _window(arguments: Arguments) -> Callable[[Post], bool]:
    oldest, latest = _time(arguments, "oldest", 0.0), _time(arguments, "latest", float("inf"))
    edges = (oldest, latest) if arguments.flag("inclusive") else ()
    return lambda post: oldest < float(post.ts) < latest or float(post.ts) in edges


def _time(arguments: Arguments, name: str, default: float) -> float:
    value = arguments.given.get(name)
    try:
        return default if value in (None, "", 0, "0") else float(str(value))
    except ValueError:
        raise SlackError(f"invalid_ts_{name}") from None
