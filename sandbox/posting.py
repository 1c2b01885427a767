"""Messages coming into being, changing and going, with the events that tell of it."""

from collections.abc import Sequence

from sandbox.content import Content
from sandbox.files import File, file_json
from sandbox.json_types import Json
from sandbox.mentions import pings
from sandbox.view_state import carried_over, values
from sandbox.workspace import Channel, Post, User, Workspace


def add_post(
    workspace: Workspace,
    channel: Channel,
    user: User,
    content: Content,
    *,
    only_for: str | None = None,
    thread_ts: str | None = None,
    client_msg_id: str | None = None,
    files: Sequence[File] = (),
) -> Post:
    """Put a message into a channel; with `only_for` it is an ephemeral for that person."""
    post = Post(
        ts=workspace.next_ts(),
        channel=channel.id,
        user=user.id,
        text=content.text,
        blocks=content.blocks or None,
        attachments=content.attachments,
        files=list(files),
        metadata=content.metadata,
        thread_ts=thread_ts,
        by_app=user.is_bot,
        client_msg_id=client_msg_id,
        only_for=only_for,
    )
    post.pings = _notified(channel, post, link_names=content.link_names)
    channel.posts.append(post)
    workspace.shown(channel, None if only_for is None else [only_for])
    if only_for is None:
        _announce(workspace, channel, as_json(workspace, post))
    return post


def _notified(channel: Channel, post: Post, *, link_names: bool) -> list[str]:
    """Whoever is named and is not in the conversation hears nothing of it."""
    named = pings(post.text, post.blocks or [], link_names=link_names)
    return [one for one in named if one in channel.members or not one.startswith(("U", "W"))]


def change_post(workspace: Workspace, channel: Channel, post: Post, content: Content) -> None:
    """Give a message new content; what the content leaves out (blocks, metadata) stays as it was."""
    before = as_json(workspace, post)
    if content.blocks is not None:
        _replace_blocks(post, content.blocks)
    post.text = content.text or ("" if content.blocks else post.text)
    post.metadata = content.metadata or post.metadata
    post.pings = _notified(channel, post, link_names=content.link_names)
    post.edited = {"user": post.user, "ts": workspace.next_ts()}
    workspace.shown(channel, None if post.only_for is None else [post.only_for])
    if post.only_for is None:
        _announce_about(
            workspace, channel, "message_changed", message=as_json(workspace, post), previous=before
        )


def _replace_blocks(post: Post, blocks: list[Json]) -> None:
    for entered in post.entered.values():
        entered.typed = carried_over(values(post.blocks or [], entered.typed), blocks)
    post.blocks = blocks or None


def remove_post(workspace: Workspace, channel: Channel, post: Post) -> None:
    """Take a message away."""
    before = as_json(workspace, post)
    channel.posts.remove(post)
    workspace.shown(channel, None if post.only_for is None else [post.only_for])
    if post.only_for is None:
        _announce_about(workspace, channel, "message_deleted", deleted_ts=post.ts, previous=before)


def as_json(workspace: Workspace, post: Post, *, whole_metadata: bool = False) -> Json:
    """A message as the Web API and events show it."""
    message: Json = {"type": "message", "user": post.user, "ts": post.ts, "text": post.text}
    message["team"] = workspace.team_id
    if post.by_app:
        message |= bot_fields(workspace)
    if post.client_msg_id:
        message["client_msg_id"] = post.client_msg_id
    if post.blocks:
        message["blocks"] = post.blocks
    if post.attachments:
        message["attachments"] = post.attachments
    if post.files:
        shared = [file_json(file, workspace.team_id, workspace.url) for file in post.files]
        message |= {"subtype": "file_share", "upload": False, "files": shared}
    if post.thread_ts:
        message |= {"thread_ts": post.thread_ts}
    if post.edited:
        message["edited"] = post.edited
    if post.metadata:
        message["metadata"] = post.metadata if whole_metadata else {"event_type": post.metadata["event_type"]}
    return message


def bot_fields(workspace: Workspace) -> Json:
    """What marks a message as the app's."""
    app = workspace.app
    profile = {
        "id": app.bot_id,
        "app_id": app.id,
        "user_id": app.bot_user_id,
        "name": app.manifest.bot_name,
        "icons": {},
        "deleted": False,
        "updated": 0,
        "team_id": workspace.team_id,
    }
    return {"bot_id": app.bot_id, "app_id": app.id, "bot_profile": profile}


def _announce_about(
    workspace: Workspace, channel: Channel, subtype: str, *, previous: Json, **about: Json | str
) -> None:
    event = {"subtype": subtype, "hidden": True, "previous_message": previous, **about}
    _announce(workspace, channel, {**event, "ts": workspace.next_ts()})


def _announce(workspace: Workspace, channel: Channel, message: Json) -> None:
    if workspace.app.bot_user_id not in channel.members:
        return
    place = {"channel": channel.id, "channel_type": _channel_type(channel), "event_ts": message["ts"]}
    workspace.announce({"type": "message", **message, **place})
    mention = f"<@{workspace.app.bot_user_id}>"
    if not channel.is_im and "subtype" not in message and mention in message["text"]:
        workspace.announce({**message, **place, "type": "app_mention"})


def _channel_type(channel: Channel) -> str:
    if channel.is_im:
        return "im"
    return "mpim" if channel.is_mpim else "group" if channel.is_private else "channel"
