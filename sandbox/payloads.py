"""The payloads that Slack sends to an app."""

from sandbox.access import GOODBYES
from sandbox.ids import slack_id
from sandbox.json_types import Json
from sandbox.posting import as_json
from sandbox.workspace import Channel, Post, User, Workspace


def slash_command(
    workspace: Workspace,
    user: User,
    channel: Channel,
    command: str,
    text: str,
    *,
    trigger_id: str,
    response_url: str,
) -> Json:
    """The fields of a slash command."""
    return {
        "token": workspace.app.verification_token,
        "team_id": workspace.team_id,
        "team_domain": workspace.team_domain,
        "channel_id": channel.id,
        "channel_name": _name(channel),
        "user_id": user.id,
        "user_name": user.handle,
        "command": command,
        "text": text,
        "api_app_id": workspace.app.id,
        "is_enterprise_install": str(workspace.org_wide).lower(),
        "response_url": response_url,
        "trigger_id": trigger_id,
        **_organisation_fields(workspace),
    }


def _organisation_fields(workspace: Workspace) -> Json:
    organisation = workspace.organisation
    return {"enterprise_id": organisation.id, "enterprise_name": organisation.name} if organisation else {}


def interaction(workspace: Workspace, kind: str, user: User) -> Json:
    """What every interactive payload begins with."""
    organisation = workspace.organisation
    return {
        "type": kind,
        "user": {"id": user.id, "username": user.handle, "name": user.handle, "team_id": user.team_id},
        "api_app_id": workspace.app.id,
        "token": workspace.app.verification_token,
        "team": {"id": workspace.team_id, "domain": workspace.team_domain},
        "enterprise": {"id": organisation.id, "name": organisation.name} if organisation else None,
        "is_enterprise_install": workspace.org_wide,
    }


def message_place(workspace: Workspace, channel: Channel, post: Post) -> Json:
    """Where in a channel an interaction happened; an ephemeral message is not shown to its app again."""
    ephemeral = post.only_for is not None
    place: Json = {
        "container": {
            "type": "message",
            "message_ts": post.ts,
            "channel_id": channel.id,
            "is_ephemeral": ephemeral,
        },
        "channel": {"id": channel.id, "name": _name(channel)},
    }
    return place if ephemeral else place | {"message": as_json(workspace, post, whole_metadata=True)}


def _name(channel: Channel) -> str:
    if channel.is_im:
        return "directmessage"
    # The name of a private channel is told to nobody by way of a payload.
    return "privategroup" if channel.is_private and not channel.is_mpim else channel.name


def event(workspace: Workspace, inner: Json) -> Json:
    """The envelope of the Events API around an event."""
    channel = workspace.channels.get(str(inner.get("channel")))
    enterprise_id = workspace.organisation.id if workspace.organisation else None
    authorization = {
        "enterprise_id": enterprise_id,
        "team_id": None if workspace.org_wide else workspace.team_id,
        "user_id": workspace.app.bot_user_id,
        "is_bot": True,
        "is_enterprise_install": workspace.org_wide,
    }
    envelope = {
        "token": workspace.app.verification_token,
        "team_id": workspace.team_id,
        "context_team_id": workspace.team_id,
        "context_enterprise_id": enterprise_id,
        "api_app_id": workspace.app.id,
        "event": inner,
        "type": "event_callback",
        "event_id": slack_id("Ev"),
        "event_time": workspace.epoch(),
        "authorizations": [authorization],
        "is_ext_shared_channel": channel is not None and workspace.is_shared(channel),
        "event_context": slack_id("4-"),
    }
    if workspace.org_wide and inner["type"] in GOODBYES:
        # It is about no team. Slack's documents show no such payload; team_access_granted has no team_id.
        del envelope["team_id"], envelope["context_team_id"]
    return envelope if enterprise_id is None else envelope | {"enterprise_id": enterprise_id}
