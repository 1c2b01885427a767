"""The workspace itself: its people, its channels and what was said in them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from sandbox.apps import App, Organisation
from sandbox.changes import Changes
from sandbox.clock import Clock
from sandbox.files import File
from sandbox.ids import Timestamps, slack_id
from sandbox.json_types import Json
from sandbox.view_state import Entered

SLACKBOT = "USLACKBOT"
TEAM_ID = "T07COHORT26"


@dataclass
class User:
    """Someone in the workspace, a person or a bot.

    `is_restricted` is a guest, `is_ultra_restricted` too one of a single channel. `is_external` is somebody
    who belongs to another workspace, that of their `team_id`, and is here through Slack Connect.
    """

    id: str
    handle: str
    real_name: str
    tz: str
    is_bot: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    team_id: str = TEAM_ID
    is_external: bool = False
    deleted: bool = False
    updated: int = 0
    bot_id: str = ""
    display_name: str | None = None  # as the handle; "" for whoever never chose one

    @property
    def takes_messages(self) -> bool:
        """Whether an app may write to them: neither bots nor Slackbot, who says of itself that it is none."""
        return not self.is_bot and self.id != SLACKBOT

    @property
    def sees_all_channels(self) -> bool:
        """Whether they may look around and join: guests and people of other workspaces are invited."""
        return not (self.is_restricted or self.is_external)

    @property
    def email(self) -> str:
        """The address in the profile; it leads nowhere."""
        return f"{self.handle}@cohort.example"


@dataclass
class Post:
    """A message as the workspace keeps it; `only_for` is set on ephemerals."""

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[Json] | None = None
    attachments: list[Json] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    metadata: Json | None = None
    thread_ts: str | None = None
    by_app: bool = False
    client_msg_id: str | None = None
    edited: Json | None = None
    only_for: str | None = None
    pings: list[str] = field(default_factory=list)
    entered: dict[str, Entered] = field(default_factory=dict)  # by person


@dataclass
class Channel:
    """A channel, with `is_im` the direct messages of two, with `is_mpim` those of a group."""

    id: str
    name: str
    members: list[str]
    created: int
    is_im: bool = False
    is_private: bool = False
    is_general: bool = False
    is_mpim: bool = False
    is_archived: bool = False
    creator: str = SLACKBOT
    posts: list[Post] = field(default_factory=list)

    @property
    def is_public(self) -> bool:
        """Whether anybody may find it."""
        return not (self.is_private or self.is_im)

    def post(self, ts: str) -> Post | None:
        """The message with that timestamp, ephemerals included."""
        return next((post for post in self.posts if post.ts == ts), None)


class Workspace:
    """One Slack team with one app in it; everything else works on this state."""

    team_id = TEAM_ID
    team_name = "Cohort 2026"
    organisation: Organisation | None = None

    def __init__(self, app: App, clock: Clock) -> None:
        self.app = app
        self.clock = clock
        self.changes = Changes()
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.problems: list[str] = []
        self.url = ""  # where it is served
        self.event_listener: Callable[[Json], None] = lambda _event: None
        self._timestamps = Timestamps()

    @classmethod
    def beside(
        cls, other: "Workspace", app: App, name: str, organisation: Organisation | None
    ) -> "Workspace":
        """Another team behind the same address: what changes and what goes wrong is known in one place."""
        workspace = cls(app, other.clock)
        workspace.team_id, workspace.team_name, workspace.organisation = slack_id("T"), name, organisation
        workspace.changes, workspace.problems, workspace.url = other.changes, other.problems, other.url
        return workspace

    @property
    def team_domain(self) -> str:
        """What its address on slack.com begins with."""
        return "-".join(self.team_name.lower().split())

    @property
    def org_wide(self) -> bool:
        """Whether the app is here because it is installed in the whole organisation."""
        return self.organisation is not None and self.organisation.org_wide

    def next_ts(self) -> str:
        """A message timestamp of now that no other message has."""
        return self._timestamps.next(self.clock.now())

    def epoch(self) -> int:
        """The clock in whole Unix seconds."""
        return int(self.clock.now().timestamp())

    def find_user(self, name: str) -> User | None:
        """By id or handle."""
        return self.users.get(name) or next(
            (user for user in self.users.values() if user.handle == name), None
        )

    def find_channel(self, name: str) -> Channel | None:
        """By id, or by name with or without the #."""
        named = (channel for channel in self.channels.values() if channel.name == name.removeprefix("#"))
        return self.channels.get(name) or (next(named, None) if name else None)

    def find_id(self, sigil: str, name: str) -> str | None:
        """The id behind "@" and a handle, or "#" and a channel's name."""
        found = self.find_user(name) if sigil == "@" else self.find_channel(name)
        return found.id if found else None

    def dm(self, user_id: str) -> Channel:
        """The direct messages of this person with the bot, opened when they have none."""
        pair = [user_id, self.app.bot_user_id]
        for channel in self.channels.values():
            if channel.is_im and set(channel.members) == set(pair):
                return channel
        channel = Channel(slack_id("D"), "", pair, self.epoch(), is_im=True)
        self.channels[channel.id] = channel
        self.changes.touch(user_id)
        return channel

    def is_stranger(self, user: User) -> bool:
        """As Slack means it: of another workspace, and in no channel that the app can see them in."""
        bot = self.app.bot_user_id
        return user.is_external and not any(bot in channel.members for channel in self.channels_of(user.id))

    def is_shared(self, channel: Channel) -> bool:
        """Whether people of another workspace are in it."""
        return any(self.users[member].is_external for member in channel.members)

    def create_channel(self, name: str, creator: str, *, private: bool = False) -> Channel:
        """A new channel with its creator in it; ValueError when there is one of that name."""
        if self.find_channel(name) is not None:
            raise ValueError(f"There is a channel {name!r} already.")
        channel = Channel(slack_id("C"), name, [creator], self.epoch(), is_private=private, creator=creator)
        self.channels[channel.id] = channel
        self.changes.touch(*([creator] if private else ()))
        return channel

    def group_dm(self, user_ids: Iterable[str]) -> Channel | None:
        """The direct messages of exactly these people and the bot."""
        wanted = {*user_ids, self.app.bot_user_id}
        groups = (channel for channel in self.channels.values() if channel.is_mpim)
        return next((channel for channel in groups if set(channel.members) == wanted), None)

    def open_group_dm(self, user_ids: Iterable[str]) -> Channel:
        """The direct messages of these people and the bot, opened when they have none."""
        members = [*dict.fromkeys(user_ids), self.app.bot_user_id]
        if (known := self.group_dm(members)) is not None:
            return known
        name = f"mpdm-{'--'.join(self.users[member].handle for member in members)}-1"
        channel = Channel(
            slack_id("C"), name, members, self.epoch(), is_private=True, is_mpim=True, creator=members[-1]
        )
        self.channels[channel.id] = channel
        self.changes.touch(*members)
        return channel

    def channels_of(self, user_id: str) -> Iterator[Channel]:
        """The channels, direct messages included, that this person is in."""
        return (channel for channel in self.channels.values() if user_id in channel.members)

    def offered_channels(self, user: User) -> list[Channel]:
        """What a menu of conversations offers this person: public channels, and all that they are in."""
        offered = (
            channel
            for channel in self.channels.values()
            if user.id in channel.members or (user.sees_all_channels and channel.is_public)
        )
        return [channel for channel in offered if not channel.is_archived]

    def names_for(self, user: User) -> dict[str, str]:
        """The names that this person's screen shows for the ids of people and of channels."""
        hidden = {each.id: "private-channel" for each in self.channels.values() if not each.is_im}
        channels = {channel.id: channel.name for channel in self.offered_channels(user)}
        return {**{each.id: each.real_name for each in self.users.values()}, **hidden, **channels}

    def visible_posts(self, channel: Channel, user_id: str) -> list[Post]:
        """What this person sees in a channel, oldest first, ephemerals included."""
        return [post for post in channel.posts if post.only_for in (None, user_id)]

    def visible_file(self, user_id: str, file_id: str) -> File | None:
        """A file that was shared where this person can see it."""
        for channel in self.channels_of(user_id):
            for post in self.visible_posts(channel, user_id):
                for file in post.files:
                    if file.id == file_id:
                        return file
        return None

    def announce(self, event: Json) -> None:
        """Tell the app of an event, if it subscribed to its kind."""
        self.event_listener(event)

    def shown(self, channel: Channel, people: Iterable[str] | None = None) -> None:
        """Note that what these people (default: all members) see in the channel has changed."""
        self.changes.touch(*(channel.members if people is None else people))

    def complain(self, problem: str) -> None:
        """Keep for the developer what Slack would only swallow, such as an answer that it cannot use."""
        self.problems.append(problem)
        self.changes.stir()
