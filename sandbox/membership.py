"""People and the bot coming into channels and leaving them, with the events that tell of it.

What a person's client does not offer is a LookupError, what Slack answers no to a PermissionError.
"""

from sandbox.json_types import Json
from sandbox.workspace import Channel, User, Workspace


def enter(workspace: Workspace, channel: Channel, user: User) -> None:
    """Join a channel by oneself: a public one, and never as a guest, who can only be invited."""
    hidden = channel.is_private or channel.is_im or not user.sees_all_channels
    if hidden and user.id not in channel.members:
        raise LookupError(f"{user.handle} sees no channel {channel.name!r} to join.")
    _refuse_archived(channel)
    add_member(workspace, channel, user)


def invite(workspace: Workspace, channel: Channel, inviter: User, invited: User) -> None:
    """Bring somebody into a channel that the inviter is in."""
    _refuse_direct(channel, "invite somebody into")
    _refuse_archived(channel)
    if invited.deleted:
        raise LookupError(f"{invited.handle} was deactivated.")
    add_member(workspace, channel, invited, inviter)


def go(workspace: Workspace, channel: Channel, user: User) -> None:
    """Leave a channel by oneself; members stay in #general, only guests leave it."""
    _refuse_direct(channel, "leave")
    if channel.is_general and user.sees_all_channels:
        raise PermissionError(f"Nobody can leave #{channel.name}.")
    remove_member(workspace, channel, user, user)


def dismiss(workspace: Workspace, channel: Channel, actor: User, removed: User) -> None:
    """Take somebody, or the bot, out of a channel that the actor is in."""
    _refuse_direct(channel, "remove somebody from")
    if removed.id not in channel.members:
        raise LookupError(f"{removed.handle} is not in #{channel.name}.")
    if channel.is_general and removed.sees_all_channels and not removed.is_bot:
        raise PermissionError(f"Nobody can be removed from #{channel.name}.")
    remove_member(workspace, channel, removed, actor)


def archive(workspace: Workspace, channel: Channel, actor: User) -> None:
    """Close a channel for good: it can be read, and nothing more is posted there."""
    _refuse_direct(channel, "archive")
    if channel.is_general:
        raise PermissionError(f"Nobody can archive #{channel.name}.")
    _refuse_archived(channel)
    channel.is_archived = True
    workspace.shown(channel)
    kind = "group_archive" if channel.is_private else "channel_archive"
    _tell(workspace, channel, {"type": kind, "channel": channel.id, "user": actor.id, "is_moved": 0})


def add_member(workspace: Workspace, channel: Channel, user: User, inviter: User | None = None) -> None:
    """Make a member of somebody; nothing happens when they are one already."""
    if user.id in channel.members:
        return
    channel.members.append(user.id)
    workspace.shown(channel)
    event = _about_member("member_joined_channel", channel, user)
    _tell(workspace, channel, event if inviter is None else event | {"inviter": inviter.id})


def remove_member(workspace: Workspace, channel: Channel, user: User, actor: User) -> None:
    """End a membership. Slack tells a bot of its own with an event of another kind, and of no more there."""
    if user.id not in channel.members:
        return
    before = list(channel.members)
    if user.id == workspace.app.bot_user_id:
        kind = "group_left" if channel.is_private else "channel_left"
        _tell(workspace, channel, {"type": kind, "channel": channel.id, "actor_id": actor.id})
    channel.members.remove(user.id)
    workspace.shown(channel, before)
    _tell(workspace, channel, _about_member("member_left_channel", channel, user))


def _about_member(kind: str, channel: Channel, user: User) -> Json:
    place = {"channel": channel.id, "channel_type": "G" if channel.is_private else "C"}
    return {"type": kind, "user": user.id, **place, "team": user.team_id}


def _tell(workspace: Workspace, channel: Channel, event: Json) -> None:
    if workspace.app.bot_user_id in channel.members:
        workspace.announce(event | {"event_ts": workspace.next_ts()})


def _refuse_direct(channel: Channel, what: str) -> None:
    if channel.is_im or channel.is_mpim:
        raise PermissionError(f"Nobody can {what} direct messages.")


def _refuse_archived(channel: Channel) -> None:
    if channel.is_archived:
        raise PermissionError(f"#{channel.name} is archived.")
