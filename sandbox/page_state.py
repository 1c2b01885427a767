"""The workspace as one person's page shows it, in JSON."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sandbox import time_zones
from sandbox.files import File
from sandbox.json_types import Json
from sandbox.modals import OpenView
from sandbox.seed import REGULAR
from sandbox.slack import Slack
from sandbox.workspace import Channel, Post, User

Jumps = Mapping[str, Callable[[], datetime | None]]


class PageState:
    """Builds what GET /page/state answers, and remembers who has read how far."""

    def __init__(self, slack: Slack, jumps: Jumps) -> None:
        self._slack = slack
        self._workspace = slack.workspace
        self._jumps = jumps
        self._read_to: dict[tuple[str, str], str] = {}

    def of(self, user: User, channel: Channel | None) -> Json:
        """Everything on the page of `user`, who looks at `channel` or (None) at the Home tab."""
        home = self._slack.screens.home(user.id)
        messages = [] if channel is None else self._workspace.visible_posts(channel, user.id)
        return {
            "version": self._workspace.changes.version_for(user.id),
            "team": {"id": self._workspace.team_id, "name": self._workspace.team_name},
            "me": self._person(user),
            "people": self._people(),
            "channels": self._channels(user),
            "offered_channels": [
                self._channel(user, channel)
                for channel in self._workspace.offered_channels(user)
                if not channel.is_im
            ],
            "app": self._app(user),
            "clock": self.clock(user),
            "messages": [self._message(user, post) for post in messages],
            "home": self._view(home) if home else None,
            "modals": [self._view(view) for view in self._slack.screens.stack(user.id)],
            "notices": [vars(notice) for notice in self._slack.notices.unseen(user.id)],
        }

    def clock(self, user: User) -> Json:
        """The workspace's time in this person's zone, and where it can jump."""
        now = self._workspace.clock.now()
        text = _time_of(now.astimezone(ZoneInfo(user.tz)), "%a %-d %b %Y, ")
        return {"now": now.timestamp(), "text": text, "jumps": [*self._targets(user), *self._jumps]}

    def target(self, user: User, jump: str) -> datetime | None:
        """Where this jump goes, None when there is nothing to go to; LookupError for an unknown jump."""
        if jump in self._jumps:
            return self._jumps[jump]()
        targets = self._targets(user)
        if jump not in targets:
            raise LookupError(f"The clock has no {jump!r}.")
        return targets[jump]

    def _targets(self, user: User) -> dict[str, datetime]:
        now = self._workspace.clock.now()
        local = now.astimezone(ZoneInfo(user.tz))
        morning = local.replace(hour=9, minute=0, second=0, microsecond=0, fold=0)
        if morning <= local:
            morning += timedelta(days=1)
        return {"+1 h": now + timedelta(hours=1), "Next morning": morning, "+24 h": now + timedelta(hours=24)}

    def mark_read(self, user: User, channel: Channel) -> None:
        """Note that this person has seen the channel down to its newest message."""
        posts = self._workspace.visible_posts(channel, user.id)
        newest = posts[-1].ts if posts else ""
        if self._read_to.get((user.id, channel.id), "") != newest:
            self._read_to[user.id, channel.id] = newest
            self._workspace.changes.touch(user.id)

    def _unread(self, user: User, channel: Channel) -> int:
        read_to = self._read_to.get((user.id, channel.id), "")
        posts = self._workspace.visible_posts(channel, user.id)
        return sum(post.ts > read_to and post.user != user.id for post in posts)

    def _channels(self, user: User) -> list[Json]:
        mine = [channel for channel in self._workspace.channels_of(user.id) if not channel.is_im]
        return [{**self._channel(user, channel), "unread": self._unread(user, channel)} for channel in mine]

    def _channel(self, user: User, channel: Channel) -> Json:
        return {
            "id": channel.id,
            "name": channel.name,
            "label": self._label(user, channel),
            "kind": "group" if channel.is_mpim else "private" if channel.is_private else "public",
            "is_shared": self._workspace.is_shared(channel),
        }

    def _label(self, user: User, channel: Channel) -> str:
        """What the sidebar calls it: direct messages go by the others in them, the app last."""
        if not channel.is_mpim:
            return channel.name
        others = (self._workspace.users[each] for each in channel.members if each != user.id)
        app = self._workspace.app.manifest.app_name
        return ", ".join(app if other.is_bot else other.real_name for other in others)

    def _app(self, user: User) -> Json:
        app, dm = self._workspace.app, self._workspace.dm(user.id)
        commands = [
            {"command": each.command, "description": each.description, "usage_hint": each.usage_hint}
            for each in app.manifest.commands
        ]
        return {
            "id": app.id,
            "name": app.manifest.app_name,
            "bot_user_id": app.bot_user_id,
            "dm": dm.id,
            "unread": self._unread(user, dm),
            "connected": self._slack.delivery.connected,
            "commands": commands,
            "shortcuts": [
                {"name": each.name, "type": each.kind, "description": each.description}
                for each in app.manifest.shortcuts
            ],
        }

    def _people(self) -> list[Json]:
        """Everybody with a name to show, those first whose place one can take."""
        everybody = self._workspace.users.values()
        seats = [user for user in everybody if user.id in REGULAR and not user.deleted]
        others = [user for user in everybody if user not in seats]
        return [
            {**self._person(user), "has_seat": user in seats, "deleted": user.deleted}
            for user in (*seats, *others)
        ]

    def _person(self, user: User) -> Json:
        now = self._workspace.clock.now()
        return {
            "id": user.id,
            "handle": user.handle,
            "real_name": user.real_name,
            "tz": user.tz,
            "tz_label": time_zones.label(user.tz, now),
            "is_bot": user.is_bot,
            "local_time": _time_of(now.astimezone(ZoneInfo(user.tz))),
        }

    def _message(self, viewer: User, post: Post) -> Json:
        author = self._workspace.users[post.user]
        at = datetime.fromtimestamp(float(post.ts), ZoneInfo(viewer.tz))
        return {
            "ts": post.ts,
            "user": post.user,
            "user_name": author.real_name,
            "is_bot": author.is_bot,
            "time": _time_of(at),
            "day": at.strftime("%A, %-d %B"),
            "text": post.text,
            "blocks": post.blocks,
            "files": [_file(viewer, file) for file in post.files],
            "ephemeral": post.only_for is not None,
            "edited": post.edited is not None,
            "pings": post.pings,
        }

    def _view(self, view: OpenView) -> Json:
        return {**self._slack.screens.as_json(view), "values": view.values()}


def _file(viewer: User, file: File) -> Json:
    return {
        "name": file.name,
        "title": file.title,
        "size": len(file.content),
        "mimetype": file.mimetype,
        "alt_text": file.alt_text,
        "url": f"/page/download/{file.id}?user={viewer.id}",
    }


def _time_of(at: datetime, before: str = "") -> str:
    """The time as Slack shows it unless told otherwise ("9:05 am"), after a date in the format `before`."""
    return at.strftime(before) + at.strftime("%-I:%M %p").lower()
